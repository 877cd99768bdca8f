package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var desiredValue = lint.Rule{
	Name:     "desired-value",
	Summary:  "a desired value is none that the property can have",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `aws:waitForAwsResourceProperty and aws:assertAwsResourceProperty compare what their
PropertySelector finds with DesiredValues, letter by letter. AWS's service models list
the values of many properties. One that is not among them lets the step wait until it
times out, or fail. AWS adds values, so it is an error only where the value is as good
as one that is listed; any other is a warning, and silent beside a value that is listed.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: waitUntilRunning
    action: aws:waitForAwsResourceProperty
    inputs:
      Service: ec2
      Api: DescribeInstances
      InstanceIds: [i-0123456789abcdef0]
      PropertySelector: $.Reservations[0].Instances[0].State.Name
      DesiredValues: [Running]
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: waitUntilRunning
    action: aws:waitForAwsResourceProperty
    inputs:
      Service: ec2
      Api: DescribeInstances
      InstanceIds: [i-0123456789abcdef0]
      PropertySelector: $.Reservations[0].Instances[0].State.Name
      DesiredValues: [running]
`,
	},
	Check: checkDesiredValue,
}

func checkDesiredValue(p *lint.Pass) {
	for _, call := range p.Calls() {
		desired := call.Step.Inputs.Get("DesiredValues")
		if call.Err != nil || desired == nil {
			continue
		}
		for _, s := range call.Selectors {
			if s.Output != nil || s.Path == nil {
				continue
			}
			if values := selectedValues(call.Operation, s); len(values) > 1 {
				checkDesired(p, s, desired.Items, values)
			}
		}
	}
}

// checkDesired compares the desired values that are known before the run with
// those that a property can have.
func checkDesired(p *lint.Pass, s lint.Selector, desired []*document.Node, values []string) {
	listed := map[string]bool{}
	for _, n := range desired {
		if n.IsString() && slices.Contains(values, n.Text) {
			listed[n.Text] = true
		}
	}
	for _, n := range desired {
		// Only a text is sure to be compared as it is.
		if !n.IsString() || len(n.References()) > 0 || listed[n.Text] {
			continue
		}
		meant, certain := nearest.Certain(n.Text, slices.Values(values))
		switch {
		case certain && listed[meant]: // another spelling to be on the safe side
		case certain:
			p.Report(lint.Finding{
				Node: n, Suggestion: meant, Fix: write(n, meant),
				Message: fmt.Sprintf("the property is never %q; did you mean %q?", n.Text, meant),
				Related: []lint.Related{{Span: s.Node.Span(), Message: "the property"}},
			})
		case len(listed) == 0:
			reportUnlisted(p, s, n, values)
		}
	}
}

func reportUnlisted(p *lint.Pass, s lint.Selector, n *document.Node, values []string) {
	f := lint.Finding{
		Node: n, Severity: new(lint.Warning),
		Message:    fmt.Sprintf("the property is not known to be %q", n.Text),
		Suggestion: "known are the values of " + awsapi.Source(),
		Related:    []lint.Related{{Span: s.Node.Span(), Message: "the property"}},
	}
	if meant, ok := nearest.Of(n.Text, slices.Values(values)); ok {
		f.Message += fmt.Sprintf("; did you mean %q?", meant)
		f.Suggestion = meant
	} else if len(values) <= mostChoices {
		f.Message += "; it is one of " + strings.Join(values, ", ")
	}
	p.Report(f)
}

// selectedValues are all values that a selector may find; none when they are not
// known. A list of one value is not to be trusted: the models have Windows for
// what EC2 answers as windows.
func selectedValues(operation awsapi.Operation, s lint.Selector) []string {
	selection, err := operation.Select(s.Path)
	if err != nil {
		return nil // selector-no-match
	}
	var all []string
	for _, v := range selection.Values {
		shape := v.Shape
		if v.Type == awsapi.List && shape.Exists() {
			shape = shape.Elem().Shape()
		}
		if !shape.Exists() {
			return nil
		}
		values := slices.Collect(shape.Enum())
		if len(values) == 0 {
			return nil
		}
		all = append(all, values...)
	}
	return all
}
