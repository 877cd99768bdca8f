package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var jumpIntoLoop = lint.Rule{
	Name:     "jump-into-loop",
	Summary:  "a step outside of a loop leads to one in its body",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A step in the body of an aws:loop may lead out of the loop, which then ends. The other
direction is not documented, and no published runbook takes it: lead to the loop
itself, which begins with the first step of its body.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:pause
    nextStep: wait
    inputs: {}
  - name: rounds
    action: aws:loop
    inputs:
      Iterators: [a, b]
      Steps:
        - name: wait
          action: aws:sleep
          inputs: {Duration: PT1M}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:pause
    nextStep: rounds
    inputs: {}
  - name: rounds
    action: aws:loop
    inputs:
      Iterators: [a, b]
      Steps:
        - name: wait
          action: aws:sleep
          inputs: {Duration: PT1M}
`,
	},
	Check: checkJumpIntoLoop,
}

func checkJumpIntoLoop(p *lint.Pass) {
	for _, j := range p.Jumps() {
		if j.Target == nil || j.Target.Loop == nil || isInside(j.Step, j.Target.Loop) {
			continue
		}
		loop := j.Target.Loop
		p.Report(lint.Finding{
			Node: j.Node, Span: j.Span(),
			Message: fmt.Sprintf("%q leads into the loop %q from outside; lead to the loop itself", j.Name, nameOf(loop)),
			Related: []lint.Related{{Span: nameSpan(j.Target), Message: "the step in the loop"}},
		})
	}
}

// isInside tells whether a step stands in the body of a loop, or of a loop in it.
func isInside(step, loop *document.Step) bool {
	for outer := step.Loop; outer != nil; outer = outer.Loop {
		if outer == loop {
			return true
		}
	}
	return false
}
