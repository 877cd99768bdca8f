package rules

import (
	"fmt"
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var incompleteInputs = lint.Rule{
	Name:     "incomplete-inputs",
	Summary:  "a step gives an input without the one that goes with it",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Some inputs only make sense together: Targets chooses the resources, and
TargetParameterName says which parameter of the runbook takes them.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: stopThem
    action: aws:executeAutomation
    inputs:
      DocumentName: AWS-StopEC2Instance
      Targets:
        - Key: tag:Stage
          Values: [test]
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: stopThem
    action: aws:executeAutomation
    inputs:
      DocumentName: AWS-StopEC2Instance
      TargetParameterName: InstanceId
      Targets:
        - Key: tag:Stage
          Values: [test]
`,
	},
	Check: checkIncompleteInputs,
}

func checkIncompleteInputs(p *lint.Pass) {
	misspelt := misspeltKeys(p)
	for step, action := range actionsWithInputs(p.Doc) {
		for _, group := range action.Together {
			var given *document.Node
			var missing []string
			for _, name := range group {
				if e, ok := step.Inputs.Entry(name); ok && hasInput(step, name) {
					given = e.Key
				} else {
					missing = append(missing, name)
				}
			}
			if given == nil || len(missing) == 0 || slices.Contains(misspelt[step.Inputs], missing[0]) {
				continue
			}
			p.Report(lint.Finding{
				Node:    given,
				Message: fmt.Sprintf("%s takes %q only together with %q", action.Name, given.Text, missing[0]),
			})
		}
	}
}
