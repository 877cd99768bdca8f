package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var missingKey = lint.Rule{
	Name:     "missing-key",
	Summary:  "a part of the document lacks a key that it must have",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A document has a schemaVersion, a step a name, an action and inputs (even when the
action takes none: write {}), an output a Name and a Selector, and most actions have
inputs that must be there.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: askSomebody
    action: aws:pause
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: askSomebody
    action: aws:pause
    inputs: {}
`,
	},
	Check: checkMissingKey,
}

func checkMissingKey(p *lint.Pass) {
	for _, v := range p.Violations() {
		if v.Kind != schemas.MissingProperty || v.Tolerated {
			continue
		}
		if standsBeside(p.Doc, v.Node, v.Property) {
			continue // unknown-key says that it does not belong there
		}
		f := lint.Finding{
			Node:    v.Node,
			Message: fmt.Sprintf("%s needs the %s %q", partOf(v), keyWord(v), v.Property),
		}
		if v.Anchor != nil && len(v.Path) == 0 {
			f.Span = v.Anchor.Span()
		} else {
			start, _ := v.Node.Offsets()
			f.Span = p.Doc.Source.Span(start, start+1)
		}
		p.Report(f)
	}
}

// standsBeside tells whether an input that inputs lack is a key of the step.
func standsBeside(doc *document.Document, inputs *document.Node, key string) bool {
	for step := range doc.AllSteps() {
		if step.Inputs == inputs {
			return step.Node.Get(key) != nil
		}
	}
	return false
}
