package rules

import (
	"github.com/ssmkit/ssmkit/lint"
)

var selectorSyntax = lint.Rule{
	Name:     "selector-syntax",
	Summary:  "a Selector or PropertySelector cannot be read",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A selector is JSONPath: $.Reservations[0].Instances[0].State.Name. A key with
blanks or dots in it is written ['my.key'].`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
    outputs:
      - Name: State
        Selector: $.Reservations[0.Instances[0].State.Name
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
    outputs:
      - Name: State
        Selector: $.Reservations[0].Instances[0].State.Name
`,
	},
	Check: checkSelectorSyntax,
}

func checkSelectorSyntax(p *lint.Pass) {
	for _, call := range p.Calls() {
		for _, s := range call.Selectors {
			// What only we cannot evaluate may well be right.
			if s.Err == nil || s.Err.Unsupported {
				continue
			}
			at := min(s.Err.Offset, len(s.Node.Text))
			p.Report(lint.Finding{
				Node: s.Node, Span: s.Node.SpanAt(at, len(s.Node.Text)),
				Message: "the selector cannot be read: " + s.Err.Message,
			})
		}
	}
}
