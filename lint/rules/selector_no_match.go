package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

var selectorNoMatch = lint.Rule{
	Name:     "selector-no-match",
	Summary:  "a selector asks for what the response of the API cannot hold",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A Selector or PropertySelector is applied to the answer of the API. When it names a
member that the answer does not have, the output stays unset, every reference to
it stays in the text with its braces, a wait goes on until it times out, and an
assertion fails.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
    outputs:
      - Name: State
        Selector: $.Reservations[0].Instances[0].Status.Name
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
	Check: checkSelectorNoMatch,
}

func checkSelectorNoMatch(p *lint.Pass) {
	for _, call := range p.Calls() {
		if call.Err != nil {
			continue
		}
		for _, s := range call.Selectors {
			if s.Path == nil {
				continue
			}
			var miss *awsapi.SelectError
			if _, err := call.Operation.Select(s.Path); errors.As(err, &miss) {
				p.Report(noMatchFinding(call, s, miss))
			}
		}
	}
}

func noMatchFinding(call *lint.Call, s lint.Selector, miss *awsapi.SelectError) lint.Finding {
	f := lint.Finding{
		Node: s.Node, Span: s.Node.SpanAt(miss.Offset, miss.End),
		Message: fmt.Sprintf("%s returns no %q", call.Operation.Name(), miss.Name),
	}
	where := ""
	if miss.Path != "$" {
		where = " in " + miss.Path
	}
	switch {
	case miss.Name == "":
		f.Message = fmt.Sprintf("in the response of %s, %s", call.Operation.Name(), miss.Error())
	case miss.In.Type != awsapi.Structure && !miss.Inside:
		f.Message = fmt.Sprintf("in the response of %s, %s", call.Operation.Name(), miss.Error())
	case len(miss.Nearest) > 0:
		f.Message += fmt.Sprintf("%s; did you mean %q?", where, miss.Nearest[0])
		f.Suggestion = miss.Nearest[0]
		if len(miss.Nearest) == 1 && s.Path.Segments()[miss.Segment].NameSpans != nil {
			f.Fix = &lint.Fix{
				Title: "write " + miss.Nearest[0],
				Edits: []document.Edit{lint.ReplacePart(s.Node, miss.Offset, miss.End, miss.Nearest[0])},
			}
		}
	case below(miss) != "":
		f.Message += fmt.Sprintf("%s; there is %s", where, below(miss))
		f.Suggestion = below(miss)
	default:
		f.Message += where
		if names := slices.Collect(miss.In.FieldNames()); !miss.Inside && 0 < len(names) && len(names) <= mostChoices {
			f.Message += "; it has " + strings.Join(names, ", ")
		}
	}
	return f
}

// below is a place of the name further down from where it was looked for, as
// when somebody leaves out Instances[0]. Elsewhere the same name is likely to
// mean something else.
func below(miss *awsapi.SelectError) string {
	for _, path := range miss.Elsewhere {
		if strings.HasPrefix(path, miss.Path) {
			return path
		}
	}
	return ""
}
