package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var bareReference = lint.Rule{
	Name:     "bare-reference",
	Summary:  "an input is the name of an output or a parameter, without braces",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Only what stands in double braces is replaced. A text that is exactly the name of
an output of another step, or the name of the parameter that belongs in this very
input, was most likely meant as a reference.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: launch
    action: aws:runInstances
    inputs:
      ImageId: ami-0123456789abcdef0
  - name: stopIt
    action: aws:changeInstanceState
    inputs:
      InstanceIds: [launch.InstanceIds]
      DesiredState: stopped
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: launch
    action: aws:runInstances
    inputs:
      ImageId: ami-0123456789abcdef0
  - name: stopIt
    action: aws:changeInstanceState
    inputs:
      InstanceIds: ['{{ launch.InstanceIds }}']
      DesiredState: stopped
`,
	},
	Check: checkBareReference,
}

func checkBareReference(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	for _, text := range p.Texts() {
		if text.IsKey || text.Place != lint.InInputs || !bare(p.Doc, text) {
			continue
		}
		right := "{{ " + text.Node.Text + " }}"
		f := lint.Finding{
			Node: text.Node, Suggestion: right,
			Message: fmt.Sprintf("%q is taken as it is; a reference is written %q", text.Node.Text, right),
		}
		start, end := text.Node.Offsets()
		switch {
		case !strings.Contains(text.Node.Text, "."):
			// The name of a parameter may well be meant as it is.
		case text.Node.Style == document.Plain:
			f.Fix = &lint.Fix{Title: "write " + right, Edits: []document.Edit{{Start: start, End: end, Text: "'" + right + "'"}}}
		case text.Node.Style == document.SingleQuoted, text.Node.Style == document.DoubleQuoted:
			f.Fix = &lint.Fix{Title: "write " + right, Edits: []document.Edit{lint.ReplacePart(text.Node, 0, len(text.Node.Text), right)}}
		}
		p.Report(f)
	}
}

// bare tells whether a text is a name that was meant as a reference.
func bare(doc *document.Document, text lint.Text) bool {
	name := text.Node.Text
	if step, _, ok := strings.Cut(name, "."); ok {
		s := doc.Step(step)
		// The condition of a loop asks for the values of its own rounds.
		if s == nil || s == text.Step && !s.Is("aws:loop") {
			return false
		}
		_, certain := outputNames(s)
		return certain && declared(doc, name)
	}
	// Names of parameters are words that also stand for themselves. That of the
	// key they stand under does not.
	return text.Key != nil && (text.Key.Text == name || text.Key.Text == name+"s") && doc.Parameter(name) != nil
}
