package rules

import (
	"github.com/ssmkit/ssmkit/lint"
)

var earlyFinallyStep = lint.Rule{
	Name:     "early-finally-step",
	Summary:  "a finallyStep is not the last step",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `finallyStep: true makes a step run whatever became of those before it. The agent
heeds it at the last step alone.`,
		Bad: `schemaVersion: '2.2'
mainSteps:
  - name: cleanUp
    action: aws:runShellScript
    inputs:
      finallyStep: true
      runCommand: [rm work]
  - name: work
    action: aws:runShellScript
    inputs:
      runCommand: [ls]
`,
		Good: `schemaVersion: '2.2'
mainSteps:
  - name: work
    action: aws:runShellScript
    inputs:
      runCommand: [ls]
  - name: cleanUp
    action: aws:runShellScript
    inputs:
      finallyStep: true
      runCommand: [rm work]
`,
	},
	Check: checkEarlyFinallyStep,
}

func checkEarlyFinallyStep(p *lint.Pass) {
	steps := commandSteps(p.Doc)
	for i, step := range steps {
		if e, ok := pluginInput(step, "finallyStep"); ok && i < len(steps)-1 && e.Value.IsScalar() && e.Value.Text == "true" {
			p.Reportf(e.Key, "finallyStep has no effect here: it is for the last step")
		}
	}
}
