package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var outputType = lint.Rule{
	Name:     "output-type",
	Summary:  "the Type of a step's output is none",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The Type of a declared output says what the selected value becomes. There are six:
String, StringList, Integer, Boolean, StringMap and MapList, in exactly this
spelling. Types such as AWS::EC2::Instance::Id are for parameters alone.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getCaller
    action: aws:executeAwsApi
    inputs:
      Service: sts
      Api: GetCallerIdentity
    outputs:
      - Name: Account
        Selector: $.Account
        Type: Strng
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: getCaller
    action: aws:executeAwsApi
    inputs:
      Service: sts
      Api: GetCallerIdentity
    outputs:
      - Name: Account
        Selector: $.Account
        Type: String
`,
	},
	Check: checkOutputType,
}

func checkOutputType(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	types := outputTypes()
	for step := range p.Doc.AllSteps() {
		for _, output := range step.Outputs {
			if output.Type.IsScalar() && !slices.Contains(types, output.Type.Text) {
				reportOutputType(p, output.Type, types)
			}
		}
	}
}

func reportOutputType(p *lint.Pass, n *document.Node, types []string) {
	f := lint.Finding{Node: n}
	meant, ok := nearest.Of(n.Text, slices.Values(types))
	if !ok {
		meant, ok = otherWords[strings.ToLower(n.Text)]
	}
	switch {
	case ok:
		f.Message = fmt.Sprintf("%q is not an output type; did you mean %q?", n.Text, meant)
		f.Suggestion = meant
		if _, certain := nearest.Certain(n.Text, slices.Values(types)); certain {
			f.Fix = write(n, meant)
		}
	case isParameterType(n.Text):
		f.Message = fmt.Sprintf("%q is a type of parameters; an output is one of %s", n.Text, strings.Join(types, ", "))
	default:
		f.Message = fmt.Sprintf("%q is not an output type; it is one of %s", n.Text, strings.Join(types, ", "))
	}
	p.Report(f)
}

func outputTypes() []string {
	var names []string
	for _, t := range schemas.OutputTypes() {
		names = append(names, t.Name)
	}
	return names
}

func isParameterType(name string) bool {
	return slices.ContainsFunc(schemas.ParameterTypes(schemas.KindAutomation), func(t schemas.ParameterType) bool {
		return t.Name == name
	})
}

// otherWords are what the types are called elsewhere, in small letters.
var otherWords = map[string]string{
	"int": "Integer", "number": "Integer", "long": "Integer",
	"bool": "Boolean",
	"str":  "String", "text": "String",
	"list": "StringList", "array": "StringList",
	"map": "StringMap", "object": "StringMap", "dict": "StringMap",
	"listofmaps": "MapList",
}
