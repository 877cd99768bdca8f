package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

var selectorType = lint.Rule{
	Name:     "selector-type",
	Summary:  "what a selector yields cannot become the Type of its output",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The value that a Selector finds is converted to the output's Type where that is
possible: text to a list of one, a number to text, a list with exactly one element
to that element. A structure becomes a StringMap, a list of structures a MapList,
and neither becomes anything else. ".." and filters always yield a list.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
    outputs:
      - Name: State
        Selector: $.Reservations[0].Instances[0].State
        Type: StringList
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
        Selector: $.Reservations[0].Instances[0].State
        Type: StringMap
`,
	},
	Check: checkSelectorType,
}

func checkSelectorType(p *lint.Pass) {
	for _, call := range p.Calls() {
		if call.Err != nil {
			continue
		}
		for _, s := range call.Selectors {
			if s.Path == nil || s.Output == nil || s.Output.Type != nil && !s.Output.Type.IsString() {
				continue
			}
			declared, at := schemas.DefaultOutputType, s.Output.Selector
			if s.Output.Type != nil {
				declared, at = s.Output.Type.Text, s.Output.Type
			}
			if !slices.Contains(outputTypes(), declared) {
				continue // another rule's finding
			}
			selection, err := call.Operation.Select(s.Path)
			if err != nil {
				continue // another rule's finding
			}
			yields, certain := yieldedType(selection)
			if !certain || converts(yields, declared) {
				continue
			}
			f := lint.Finding{
				Node:       at,
				Message:    fmt.Sprintf("the selector yields %s, which cannot become %s", withArticle(yields), withArticle(declared)),
				Suggestion: yields,
				Related:    []lint.Related{{Span: s.Node.Span(), Message: "the selector"}},
			}
			if declared == "String" {
				// One of AWS's own runbooks takes a whole answer as a String.
				f.Severity = new(lint.Warning)
			}
			p.Report(f)
		}
	}
}

// yieldedType is the type of what a selector yields, when it is the same in
// every answer.
func yieldedType(s awsapi.Selection) (string, bool) {
	first := ""
	for _, v := range s.Values {
		t := answerType(v)
		if s.List {
			t = listOf(t)
		}
		if t == "" || first != "" && t != first {
			return "", false
		}
		first = t
	}
	return first, first != ""
}

// answerType is the type in a document of a value in an answer; empty when it
// may be any.
func answerType(v awsapi.Value) string {
	switch v.Type {
	case awsapi.String, awsapi.Timestamp, awsapi.Blob:
		return "String"
	case awsapi.Integer, awsapi.Long:
		return "Integer"
	case awsapi.Boolean:
		return "Boolean"
	case awsapi.Structure, awsapi.Map:
		return "StringMap"
	case awsapi.List:
		elem, ok := v.Elem()
		if !ok {
			return ""
		}
		return listOf(answerType(elem))
	}
	return ""
}

// listOf is the type of a list. Lists of lists have no type.
func listOf(elem string) string {
	switch elem {
	case "String", "Integer", "Boolean":
		return "StringList"
	case "StringMap":
		return "MapList"
	}
	return ""
}

// converts tells whether a value may become another type. A list with one
// element becomes that element, and how many there are is known at run time.
func converts(from, to string) bool {
	if from == to || from == "MapList" && to == "StringMap" {
		return true
	}
	for _, t := range schemas.OutputTypes() {
		if t.Name == to {
			return slices.Contains(t.From, from)
		}
	}
	return false
}

// withArticle puts a or an before the name of a type.
func withArticle(typeName string) string {
	if strings.HasPrefix(typeName, "I") || strings.HasPrefix(typeName, "A") {
		return "an " + typeName
	}
	return "a " + typeName
}
