package rules

import (
	"github.com/ssmkit/ssmkit/lint"
)

var misplacedOnFailure = lint.Rule{
	Name:     "misplaced-on-failure",
	Summary:  "onFailure of a Command step stands beside the inputs instead of among them",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `In a Command document onFailure is an input of each plugin: exit, or successAndExit.
Beside the inputs, where a step of a runbook has it, it is read and has no effect.`,
		Bad: `schemaVersion: '2.2'
mainSteps:
  - name: list
    action: aws:runShellScript
    onFailure: exit
    inputs:
      runCommand: [ls]
`,
		Good: `schemaVersion: '2.2'
mainSteps:
  - name: list
    action: aws:runShellScript
    inputs:
      onFailure: exit
      runCommand: [ls]
`,
	},
	Check: checkMisplacedOnFailure,
}

func checkMisplacedOnFailure(p *lint.Pass) {
	for _, step := range commandSteps(p.Doc) {
		if step.OnFailure == nil {
			continue
		}
		if e, ok := step.Node.Entry("onFailure"); ok {
			p.Report(lint.Finding{
				Node: e.Key, Message: "onFailure has no effect beside the inputs of a Command step; it is one of them",
			})
		}
	}
}
