package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/lint"
)

var zeroTimeout = lint.Rule{
	Name:     "zero-timeout",
	Summary:  "timeoutSeconds is 0",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `What a timeoutSeconds of 0 does is not documented: the step may have no time at all.
A step without timeoutSeconds has the time of its action.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:pause
    timeoutSeconds: 0
    inputs: {}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:pause
    inputs: {}
`,
	},
	Check: checkZeroTimeout,
}

func checkZeroTimeout(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	for step := range p.Doc.AllSteps() {
		if timeout, ok := seconds(step.TimeoutSeconds); ok && timeout == 0 {
			p.Report(lint.Finding{
				Node:    step.TimeoutSeconds,
				Message: fmt.Sprintf("step %q has no time to run; without timeoutSeconds it has that of its action", nameOf(step)),
			})
		}
	}
}
