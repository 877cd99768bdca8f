package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var endAndNext = lint.Rule{
	Name:     "end-and-next",
	Summary:  "a step ends the automation and names a next step",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `After a step with isEnd: true the automation ends, or the round of an aws:loop, and
nextStep has no effect. Only what onFailure and onCancel name is still followed.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:pause
    isEnd: true
    nextStep: wait
    inputs: {}
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT1M}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:pause
    nextStep: wait
    inputs: {}
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT1M}
`,
	},
	Check: checkEndAndNext,
}

func checkEndAndNext(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	for step := range p.Doc.AllSteps() {
		if step.NextStep.IsString() && endsRun(step) {
			p.Report(lint.Finding{
				Node:    step.NextStep,
				Message: fmt.Sprintf("step %q has isEnd: true, so its nextStep %q has no effect", nameOf(step), step.NextStep.Text),
				Related: []lint.Related{{Span: step.IsEnd.Span(), Message: "the end"}},
			})
		}
	}
}

// endsRun tells whether a step has isEnd: true, or "true".
func endsRun(step *document.Step) bool { return step.IsEnd.IsScalar() && step.IsEnd.Text == "true" }
