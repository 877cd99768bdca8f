package rules

import (
	"fmt"
	"strconv"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var contradictoryLimits = lint.Rule{
	Name:     "contradictory-limits",
	Summary:  "no value can be within the limits of a parameter",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A parameter whose minimum is above its maximum, or whose allowedValues are empty,
takes no value at all, so the document can never be run with one.`,
		Bad: `schemaVersion: '0.3'
parameters:
  Reason:
    type: String
    minChars: 100
    maxChars: 10
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      Approvers: [arn:aws:iam::123456789012:user/admin]
      Message: '{{ Reason }}'
`,
		Good: `schemaVersion: '0.3'
parameters:
  Reason:
    type: String
    minChars: 10
    maxChars: 100
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      Approvers: [arn:aws:iam::123456789012:user/admin]
      Message: '{{ Reason }}'
`,
	},
	Check: checkContradictoryLimits,
}

func checkContradictoryLimits(p *lint.Pass) {
	for _, parameter := range p.Doc.Parameters {
		for _, pair := range [][2]string{{"minItems", "maxItems"}, {"minChars", "maxChars"}} {
			least, greatest := parameter.Node.Get(pair[0]), parameter.Node.Get(pair[1])
			low, okLow := limit(least)
			high, okHigh := limit(greatest)
			if okLow && okHigh && low > high {
				p.Report(lint.Finding{
					Node:    least,
					Message: fmt.Sprintf("%s %d is above %s %d, so no value suits", pair[0], low, pair[1], high),
					Related: []lint.Related{{Span: greatest.Span(), Message: "the maximum"}},
				})
			}
		}
		if n := parameter.AllowedValues; n != nil && n.Kind == document.List && len(n.Items) == 0 {
			p.Report(lint.Finding{Node: n, Message: "no value is allowed: allowedValues is empty"})
		}
	}
}

// limit is a limit of a parameter, which some documents have in quotes.
func limit(n *document.Node) (int64, bool) {
	if n.IsString() {
		v, err := strconv.ParseInt(n.Text, 10, 64)
		return v, err == nil
	}
	if n == nil {
		return 0, false
	}
	return n.Int()
}
