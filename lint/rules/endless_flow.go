package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/lint"
)

var endlessFlow = lint.Rule{
	Name:     "endless-flow",
	Summary:  "steps lead back to themselves",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A step may lead to one that stands before it in the list, but no way through the
steps may come back to where it was: the service looks for circles before it runs a
document and refuses it. To repeat steps there is aws:loop; to try a step again there
is maxAttempts; to wait for something there is aws:waitForAwsResourceProperty.

A circle that is only closed by a failure or a cancellation is a warning, since it is
not documented that the service counts those ways, too.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT1M}
  - name: ask
    action: aws:pause
    nextStep: wait
    inputs: {}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT1M}
  - name: ask
    action: aws:pause
    isEnd: true
    inputs: {}
`,
	},
	Check: checkEndlessFlow,
}

// longestTrace is the number of steps of a circle that a message names.
const longestTrace = 8

func checkEndlessFlow(p *lint.Pass) {
	for _, c := range p.Graph().Circles() {
		f := lint.Finding{Node: c.Back}
		if c.Back == nil {
			f.Node = c.Steps[0].Node
			f.Span = nameSpan(c.Steps[0])
		}
		if c.Exceptional {
			f.Severity = new(lint.Warning)
		}
		if len(c.Steps) == 1 {
			f.Message = fmt.Sprintf("step %q leads to itself", nameOf(c.Steps[0]))
			p.Report(f)
			continue
		}
		var trace []string
		for i, s := range c.Steps {
			if i == longestTrace && len(c.Steps) > longestTrace+1 {
				trace = append(trace, "...")
				break
			}
			trace = append(trace, nameOf(s))
		}
		f.Message = fmt.Sprintf("the steps go in a circle: %s, %s", strings.Join(trace, ", "), nameOf(c.Steps[0]))
		p.Report(f)
	}
}
