package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var outOfRange = lint.Rule{
	Name:     "out-of-range",
	Summary:  "a number, a text, a list or a map is smaller or larger than allowed",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Numbers have limits, and so have the lengths of texts and lists: at most ten
approvers, a message of at most 4,096 characters, a loop of at most 100 rounds, at
least one step.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: askSomebody
    action: aws:pause
    maxAttempts: 0
    inputs: {}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: askSomebody
    action: aws:pause
    maxAttempts: 2
    inputs: {}
`,
	},
	Check: checkOutOfRange,
}

// limits say what the limits are about: the verb, and what is counted.
var limits = map[schemas.Kind]struct{ verb, unit string }{
	schemas.TooShort:          {"must have at least", "character"},
	schemas.TooLong:           {"may have at most", "character"},
	schemas.TooSmall:          {"must be at least", ""},
	schemas.TooLarge:          {"may be at most", ""},
	schemas.TooFewItems:       {"must have at least", "element"},
	schemas.TooManyItems:      {"may have at most", "element"},
	schemas.TooFewProperties:  {"must have at least", "key"},
	schemas.TooManyProperties: {"may have at most", "key"},
}

func checkOutOfRange(p *lint.Pass) {
	for _, v := range p.Violations() {
		limit, ok := limits[v.Kind]
		if !ok || v.Tolerated || len(v.Expected) == 0 {
			continue
		}
		bound := v.Expected[0]
		switch {
		case limit.unit == "":
		case bound == "1":
			bound += " " + limit.unit
		default:
			bound += " " + limit.unit + "s"
		}
		f := lint.Finding{Node: v.Node, Message: fmt.Sprintf("%s %s %s", partOf(v), limit.verb, bound)}
		if v.Node.Kind == document.Map || v.Node.Kind == document.List {
			start, _ := v.Node.Offsets()
			f.Span = p.Doc.Source.Span(start, start+1)
		}
		p.Report(f)
	}
}
