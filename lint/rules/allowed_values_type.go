package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var allowedValuesType = lint.Rule{
	Name:     "allowed-values-type",
	Summary:  "an allowed value of a parameter is not of the parameter's type",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The allowedValues of a parameter are values of its type: for a String texts, for a
Boolean true and false, for a StringList what its elements may be. YAML reads true
and 10 as something else than text unless they stand in quotes.`,
		Bad: `schemaVersion: '0.3'
parameters:
  Encrypt:
    type: String
    allowedValues: [true, false]
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      Approvers: [arn:aws:iam::123456789012:user/admin]
      Message: 'Encrypt: {{ Encrypt }}'
`,
		Good: `schemaVersion: '0.3'
parameters:
  Encrypt:
    type: String
    allowedValues: ['true', 'false']
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      Approvers: [arn:aws:iam::123456789012:user/admin]
      Message: 'Encrypt: {{ Encrypt }}'
`,
	},
	Check: checkAllowedValuesType,
}

func checkAllowedValuesType(p *lint.Pass) {
	for _, parameter := range p.Doc.Parameters {
		t := parameterType(parameter)
		if parameter.AllowedValues == nil || parameter.AllowedValues.Kind != document.List {
			continue
		}
		fix := &lint.Fix{Title: "write them as the type wants them"}
		var wrong []*document.Node
		for _, item := range parameter.AllowedValues.Items {
			if suitsElement(t, item) {
				continue
			}
			wrong = append(wrong, item)
			right := converted(t, item)
			if right == "" {
				fix = nil
			}
			if fix != nil {
				start, end := item.Offsets()
				fix.Edits = append(fix.Edits, document.Edit{Start: start, End: end, Text: right})
			}
		}
		if len(wrong) == 0 {
			continue
		}
		f := lint.Finding{
			Node: wrong[0], Fix: fix,
			Message: fmt.Sprintf("an allowed value of %s is %s, not %s", withArticle(parameter.Type.Text), naturalForm(t), given(wrong[0])),
		}
		if fix != nil {
			f.Suggestion = fix.Edits[0].Text
		}
		for _, n := range wrong[1:] {
			f.Related = append(f.Related, lint.Related{Span: n.Span(), Message: "and here"})
		}
		p.Report(f)
	}
}

// suitsElement tells whether a value may be among the allowed ones of a type.
// AWS's own documents have numbers for the elements of lists, and booleans in
// quotes.
func suitsElement(t string, n *document.Node) bool {
	switch t {
	case "StringList":
		return n.Kind != document.Map && n.Kind != document.Null
	case "Boolean":
		return n.Kind == document.Bool || n.IsString() && converted(t, n) != ""
	case "String", "Integer":
		return misfit(t, n) == nil
	}
	return true
}
