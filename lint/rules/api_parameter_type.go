package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

var apiParameterType = lint.Rule{
	Name:     "api-parameter-type",
	Summary:  "a step gives an API a value of a type that it does not take",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `An API takes a list where it says list and a map where it says structure. Text
that holds a number or a boolean is converted, and so is a number where text is
wanted, so neither is reported. A single text where a list is wanted is a warning:
how the service deals with it is not documented.

A value that is one whole reference is only known at run time and not checked.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
      Filters:
        Name: instance-state-name
        Values: [running]
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
      Filters:
        - Name: instance-state-name
          Values: [running]
`,
	},
	Check: checkAPIParameterType,
}

func checkAPIParameterType(p *lint.Pass) {
	for _, call := range p.Calls() {
		for _, m := range call.Mismatches {
			if m.Kind != lint.WrongType {
				continue
			}
			f := lint.Finding{
				Node:    m.Node,
				Message: fmt.Sprintf("%s of %s is %s, not %s", m.Place, call.Operation.Name(), wanted(m.Shape), given(m.Node)),
			}
			if m.Node.Kind == document.Map || m.Node.Kind == document.List {
				// The whole structure is not what must change.
				start, _ := m.Node.Offsets()
				f.Span = p.Doc.Source.Span(start, start+1)
			}
			if m.Shape.Type() == awsapi.List && m.Node.IsScalar() {
				f.Severity = new(lint.Warning)
				f.Suggestion = fmt.Sprintf("[%s]", m.Node.Raw())
			}
			p.Report(f)
		}
	}
}

// wanted says what a shape takes in words.
func wanted(shape awsapi.Shape) string {
	switch shape.Type() {
	case awsapi.Structure, awsapi.Map:
		return "a map"
	case awsapi.List:
		if elem := shape.Elem().Shape().Type(); elem == awsapi.Structure || elem == awsapi.Map {
			return "a list of maps"
		}
		return "a list"
	case awsapi.Integer, awsapi.Long:
		return "an integer"
	case awsapi.Float, awsapi.Double:
		return "a number"
	case awsapi.Boolean:
		return "a boolean"
	case awsapi.Timestamp:
		return "a time"
	}
	return "a string"
}

// given says what a node is in words, with its text when it is short.
func given(n *document.Node) string {
	const short = 40
	if n.Kind == document.String && len(n.Text) <= short {
		return fmt.Sprintf("the string %q", n.Text)
	}
	return n.Kind.WithArticle()
}
