package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/lint"
)

var nestedLoop = lint.Rule{
	Name:     "nested-loop",
	Summary:  "a loop stands in the body of a loop",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `That an aws:loop may hold another one is not documented, the console does not let
people build it, and no published runbook has it. Put the inner loop into a runbook of
its own and call it by aws:executeAutomation, or go through the list in a script.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: rounds
    action: aws:loop
    inputs:
      Iterators: [a, b]
      Steps:
        - name: smallRounds
          action: aws:loop
          inputs:
            Iterators: [c, d]
            Steps:
              - name: wait
                action: aws:sleep
                inputs: {Duration: PT1M}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
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
	Check: checkNestedLoop,
}

func checkNestedLoop(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	for step := range p.Doc.AllSteps() {
		if step.Loop != nil && step.Is("aws:loop") {
			p.Report(lint.Finding{
				Node:    step.Action,
				Message: fmt.Sprintf("the loop %q stands in the loop %q, which is not known to work", nameOf(step), nameOf(step.Loop)),
			})
		}
	}
}
