package lint

import "github.com/ssmkit/ssmkit/document"

// Text is a string of the document with the place where it stands.
type Text struct {
	Node  *document.Node
	Place Place
	// Step is the step around it, nil outside of steps. What stands in the body
	// of an aws:loop belongs to the inner step.
	Step *document.Step
	// Key is the nearest key around it, nil when there is none; for a key, the
	// nearest one around its map.
	Key *document.Node
	// IsKey tells that the text is a key of a map itself.
	IsKey bool
}

// Texts are all strings of the document, keys of maps included, in the order of
// the file. What YAML aliases share comes once for each alias.
func (p *Pass) Texts() []Text {
	return p.facts.texts.get(func() []Text { return texts(p.Doc) })
}

func texts(doc *document.Document) []Text {
	c := &textCollector{bodies: map[*document.Node]*document.Step{}, places: map[*document.Node]Place{}}
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
	c.walk(doc.Root, Text{Place: Elsewhere})
	return c.found
}

type textCollector struct {
	bodies map[*document.Node]*document.Step
	places map[*document.Node]Place
	found  []Text
}

// walk collects what is in a node; around is what is known from outside of it.
func (c *textCollector) walk(n *document.Node, around Text) {
	if n == nil {
		return
	}
	if s, ok := c.bodies[n]; ok {
		around.Step, around.Place = s, Elsewhere
	}
	if p, ok := c.places[n]; ok {
		around.Place = p
	}
	if n.IsString() {
		around.Node = n
		c.found = append(c.found, around)
	}
	for _, item := range n.Items {
		c.walk(item, around)
	}
	for _, e := range n.Entries {
		if e.Key.IsString() {
			key := around
			key.Node, key.IsKey = e.Key, true
			c.found = append(c.found, key)
		}
		value := around
		value.Key = e.Key
		c.walk(e.Value, value)
	}
}
