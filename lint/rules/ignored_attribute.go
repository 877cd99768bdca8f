package rules

import (
	"fmt"
	"slices"

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
