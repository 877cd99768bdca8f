package rules

import (
	"github.com/ssmkit/ssmkit/lint"
)

var twoSleeps = lint.Rule{
	Name:     "two-sleeps",
	Summary:  "aws:sleep has a Duration and a Timestamp",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `aws:sleep waits for a Duration or until a Timestamp. Which one counts when both are
given is not documented.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    inputs:
      Duration: PT1M
      Timestamp: '2026-08-01T06:30:00Z'
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    inputs:
      Duration: PT1M
`,
	},
	Check: checkTwoSleeps,
}

func checkTwoSleeps(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	for step := range p.Doc.AllSteps() {
		if !step.Is("aws:sleep") || !hasInput(step, "Duration") || !hasInput(step, "Timestamp") {
			continue
		}
		timestamp, _ := step.Inputs.Entry("Timestamp")
		p.Report(lint.Finding{
			Node:    timestamp.Key,
			Message: "aws:sleep waits for a Duration or until a Timestamp; which one counts of both is not documented",
		})
	}
}
