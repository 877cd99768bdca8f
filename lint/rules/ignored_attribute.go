package rules

import (
	"fmt"
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var ignoredAttribute = lint.Rule{
	Name:     "ignored-attribute",
	Summary:  "an attribute of a parameter has no effect on its type",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `minItems and maxItems count the elements of lists and the keys of maps, minChars
and maxChars the characters of texts. On other types they are ignored: the limits
of an Integer need an allowedPattern or allowedValues.`,
		Bad: `schemaVersion: '0.3'
parameters:
  Minutes:
    type: Integer
    maxChars: 2
mainSteps:
  - name: wait
    action: aws:sleep
    inputs:
      Duration: 'PT{{ Minutes }}M'
`,
		Good: `schemaVersion: '0.3'
parameters:
  Minutes:
    type: Integer
    allowedPattern: '^[0-9]{1,2}$'
mainSteps:
  - name: wait
    action: aws:sleep
    inputs:
      Duration: 'PT{{ Minutes }}M'
`,
	},
	Check: checkIgnoredAttribute,
}

// ignoredBy are the types on which an attribute has no effect.
var ignoredBy = []struct {
	attribute string
	types     []string
}{
	{"minItems", []string{"String", "Integer", "Boolean"}},
	{"maxItems", []string{"String", "Integer", "Boolean"}},
	{"minChars", []string{"Integer", "Boolean"}},
	{"maxChars", []string{"Integer", "Boolean"}},
}

func checkIgnoredAttribute(p *lint.Pass) {
	for _, parameter := range p.Doc.Parameters {
		t := parameterType(parameter)
		reportInterpolation(p, parameter, t)
		for _, ignored := range ignoredBy {
			e, ok := parameter.Node.Entry(ignored.attribute)
			if ok && slices.Contains(ignored.types, t) {
				p.Report(lint.Finding{
					Node:    e.Key,
					Message: fmt.Sprintf("%s has no effect on the values of %s", ignored.attribute, withArticle(parameter.Type.Text)),
				})
			}
		}
	}
}

// reportInterpolation reports an interpolationType where no shell of an agent gets
// the parameter in a variable of its environment.
func reportInterpolation(p *lint.Pass, parameter *document.Parameter, t string) {
	e, ok := parameter.Node.Entry("interpolationType")
	switch {
	case !ok:
	case isAutomation(p.Doc):
		p.Reportf(e.Key, "interpolationType has no effect in a runbook; it is for the scripts of Command documents")
	case p.Doc.Kind == document.Command && t != "" && t != "String" && t != "StringList":
		p.Reportf(e.Key, "interpolationType has no effect on the values of %s", withArticle(parameter.Type.Text))
	}
}
