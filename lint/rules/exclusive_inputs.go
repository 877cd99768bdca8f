package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var exclusiveInputs = lint.Rule{
	Name:     "exclusive-inputs",
	Summary:  "a step gives inputs that exclude each other",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Of some inputs only one may be given: a template as text or by its URL, targets or
maps of targets, a list to go through or a condition to go on.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: createBucket
    action: aws:createStack
    inputs:
      StackName: bucket
      TemplateURL: https://example.s3.amazonaws.com/bucket.yaml
      OnFailure: DELETE
      DisableRollback: true
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: createBucket
    action: aws:createStack
    inputs:
      StackName: bucket
      TemplateURL: https://example.s3.amazonaws.com/bucket.yaml
      OnFailure: DELETE
`,
	},
	Check: checkExclusiveInputs,
}

func checkExclusiveInputs(p *lint.Pass) {
	for step, action := range actionsWithInputs(p.Doc) {
		reported := map[string]bool{}
		for _, group := range action.Exclusive {
			var given []document.Entry
			for _, name := range group {
				if e, ok := step.Inputs.Entry(name); ok && hasInput(step, name) {
					given = append(given, e)
				}
			}
			if len(given) < 2 {
				continue
			}
			first, second := given[0].Key, given[1].Key
			if offset(first) > offset(second) {
				first, second = second, first
			}
			// One input that does not go with several others is one mistake.
			if reported[first.Text] || reported[second.Text] {
				continue
			}
			reported[first.Text], reported[second.Text] = true, true
			p.Report(lint.Finding{
				Node:    second,
				Message: fmt.Sprintf("%s takes %q or %q, not both", action.Name, first.Text, second.Text),
				Related: []lint.Related{{Span: first.Span(), Message: "the other one"}},
			})
		}
	}
}

// offset is where a node begins in the file.
func offset(n *document.Node) int {
	start, _ := n.Offsets()
	return start
}
