package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var apiEnumValue = lint.Rule{
	Name:     "api-enum-value",
	Summary:  "a step gives an API a value that is not among those it knows",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Many parameters take one of a few words. A value that is near to one of them is a
mistake. Any other is a warning, because AWS adds values without notice.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getAttribute
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstanceAttribute
      InstanceId: i-0123456789abcdef0
      Attribute: instancetype
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: getAttribute
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstanceAttribute
      InstanceId: i-0123456789abcdef0
      Attribute: instanceType
`,
	},
	Check: checkAPIEnumValue,
}

func checkAPIEnumValue(p *lint.Pass) {
	for _, call := range p.Calls() {
		for _, m := range call.Mismatches {
			if m.Kind != lint.NotInEnum {
				continue
			}
			f := lint.Finding{
				Node:    m.Node,
				Message: fmt.Sprintf("%s of %s has no value %q", m.Place, call.Operation.Name(), m.Node.Text),
			}
			values := slices.Collect(m.Shape.Enum())
			if meant, ok := nearest.Of(m.Node.Text, slices.Values(values)); ok {
				f.Message += fmt.Sprintf("; did you mean %q?", meant)
				f.Suggestion = meant
				if _, certain := nearest.Certain(m.Node.Text, slices.Values(values)); certain {
					f.Fix = write(m.Node, meant)
				}
			} else {
				f.Severity = new(lint.Warning)
				if len(values) <= mostChoices {
					f.Message += "; it is one of " + strings.Join(values, ", ")
				}
				f.Suggestion = "known are the values of " + awsapi.Source()
			}
			p.Report(f)
		}
	}
}
