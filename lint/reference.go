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
	return p.facts.references.get(func() []Reference { return references(p.Doc) })
}

func references(doc *document.Document) []Reference {
	c := &referenceCollector{doc: doc, bodies: map[*document.Node]*document.Step{}, places: map[*document.Node]Place{}}
	for step := range doc.AllSteps() {
		c.bodies[step.Node] = step
		if step.Inputs != nil {
			c.places[step.Inputs] = InInputs
		}
		if step.Is("aws:executeScript") {
			c.places[step.Inputs.Get("Script")] = InScript
		}
	}
	for _, p := range doc.Parameters {
		c.places[p.Default] = InParameterDefault
	}
	for _, v := range doc.Variables {
		c.places[v.Default] = InVariableDefault
	}
	c.places[doc.AssumeRole] = InAssumeRole
	if doc.Kind == document.Session {
		c.places[doc.Inputs], c.places[doc.Properties] = InInputs, InInputs
	}
	delete(c.places, nil)
	c.walk(doc.Root, nil, Elsewhere)
	return c.found
}

type referenceCollector struct {
	doc    *document.Document
	bodies map[*document.Node]*document.Step
	places map[*document.Node]Place
	found  []Reference
}

func (c *referenceCollector) walk(n *document.Node, step *document.Step, place Place) {
	if n == nil {
		return
	}
	if s, ok := c.bodies[n]; ok {
		step, place = s, Elsewhere
	}
	if p, ok := c.places[n]; ok {
		place = p
	}
	for _, r := range n.References() {
		c.found = append(c.found, Reference{r, n, place, step})
	}
	for _, item := range n.Items {
		c.walk(item, step, place)
	}
	for _, e := range n.Entries {
		c.walk(e.Value, step, place)
	}
}
