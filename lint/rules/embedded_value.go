package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var embeddedValue = lint.Rule{
	Name:     "embedded-value",
	Summary:  "a list or a map is put into a longer text",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A reference that is the whole of a value keeps its type. Inside a longer text the
value is pasted as text, and what a list or a map looks like then is documented
nowhere. Numbers and booleans become the text that everybody expects and are not
reported.`,
		Bad: `schemaVersion: '0.3'
parameters:
  InstanceIds:
    type: StringList
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      Approvers: [arn:aws:iam::123456789012:user/admin]
      Message: 'Stop {{ InstanceIds }}?'
`,
		Good: `schemaVersion: '0.3'
parameters:
  Group:
    type: String
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      Approvers: [arn:aws:iam::123456789012:user/admin]
      Message: 'Stop the instances of {{ Group }}?'
`,
	},
	Check: checkEmbeddedValue,
}

func checkEmbeddedValue(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	for _, r := range p.References() {
		if r.Place != lint.InInputs || r.Whole(r.Node.Text) {
			continue
		}
		if r.Form == document.StepOutputReference && !declaresOutput(p.Doc.Step(r.Name), r.Output) {
			continue // an action's own list, mostly of one element, which serves as text
		}
		if t := referenceType(p.Doc, r.Reference); isContainer(t) {
			p.Report(lint.Finding{
				Node: r.Node, Span: r.Span(),
				Message: fmt.Sprintf("%q is a %s; how one looks inside a longer text is not known", r.Text, t),
			})
		}
	}
}

// declaresOutput tells whether a step declares an output itself.
func declaresOutput(step *document.Step, name string) bool {
	return step != nil && step.Output(name) != nil
}

// isContainer tells whether values of a type are lists or maps.
func isContainer(t string) bool { return t == "StringList" || t == "StringMap" || t == "MapList" }
