package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/lint"
)

var timeoutTooLong = lint.Rule{
	Name:     "timeout-too-long",
	Summary:  "timeoutSeconds is longer than the action can run",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Some actions end after a while whatever timeoutSeconds says: aws:executeScript after
600 seconds, aws:invokeLambdaFunction after 300, aws:approve after 30 days. The service
takes a longer timeoutSeconds, and the step then ends earlier than it reads.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: count
    action: aws:executeScript
    timeoutSeconds: 3600
    inputs:
      Runtime: python3.11
      Handler: main
      Script: |
        def main(events, context):
            return {'Count': len(events)}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: count
    action: aws:executeScript
    timeoutSeconds: 600
    inputs:
      Runtime: python3.11
      Handler: main
      Script: |
        def main(events, context):
            return {'Count': len(events)}
`,
	},
	Check: checkTimeoutTooLong,
}

func checkTimeoutTooLong(p *lint.Pass) {
	for step, action := range actionsWithInputs(p.Doc) {
		timeout, ok := seconds(step.TimeoutSeconds)
		if !ok || action.MaxTimeout == 0 || action.MaxTimeoutOutdated || timeout <= action.MaxTimeout {
			continue
		}
		p.Report(lint.Finding{
			Node:    step.TimeoutSeconds,
			Message: fmt.Sprintf("%s ends after %d seconds at the latest, whatever timeoutSeconds says", action.Name, int(action.MaxTimeout.Seconds())),
		})
	}
}
