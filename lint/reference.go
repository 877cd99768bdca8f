package lint

import "github.com/ssmkit/ssmkit/document"

// Place says in which part of a document a reference stands.
type Place uint8

// The places where people write references. The service resolves those in
// inputs, in assumeRole and in defaults.
const (
	InInputs Place = iota
	// InScript is the script of an aws:executeScript step, where double braces
	// are as likely to be Python's or PowerShell's.
	InScript
	InAssumeRole
	InParameterDefault
	InVariableDefault
	// Elsewhere is where the service takes {{ x }} for plain text.
	Elsewhere
)

// Reference is a {{ reference }} with the place where it stands.
type Reference struct {
	document.Reference
	// Node is the string that holds it.
	Node  *document.Node
	Place Place
	// Step is the step around it, nil outside of steps. What stands in the body
	// of an aws:loop belongs to the inner step.
	Step *document.Step
}

// Span is the stretch of the whole reference.
func (r Reference) Span() document.Span { return r.Node.SpanAt(r.Start, r.End) }

// NameSpan is the stretch of the reference's name.
func (r Reference) NameSpan() document.Span { return r.Node.SpanAt(r.NameStart, r.NameEnd()) }

// OutputSpan is the stretch of the output's name in {{ step.Output }}.
func (r Reference) OutputSpan() document.Span { return r.Node.SpanAt(r.OutputStart, r.OutputEnd()) }

// References are all references of the document, in the order of the file.
func (p *Pass) References() []Reference {
	return p.facts.references.get(func() []Reference { return references(p.Texts()) })
}

func references(texts []Text) []Reference {
	var found []Reference
	for _, text := range texts {
		if text.IsKey {
			continue
		}
		for _, r := range text.Node.References() {
			found = append(found, Reference{r, text.Node, text.Place, text.Step})
		}
	}
	return found
}
