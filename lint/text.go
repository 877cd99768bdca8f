package lint

import "github.com/ssmkit/ssmkit/document"

// Text is a string of the document with the place where it stands.
type Text struct {
	Node *document.Node
	// Step is the step around it, nil outside of steps. What stands in the body
	// of an aws:loop belongs to the inner step.
	Step *document.Step
	// Key is the nearest key around it, nil when there is none; for a key, the
	// nearest one around its map.
	Key   *document.Node
	Place Place
	// IsKey tells that the text is a key of a map itself.
	IsKey bool
}

// Texts are all strings of the document, keys of maps included, in the order of
// the file. What YAML aliases share comes once for each alias.
func (p *Pass) Texts() []Text {
	return p.facts.texts.get(func() []Text { return texts(p.Doc) })
}

func texts(doc *document.Document) []Text {
	c := &textCollector{marks: map[*document.Node]mark{}, found: make([]Text, 0, countStrings(doc.Root))}
	for step := range doc.AllSteps() {
		c.marks[step.Node] = mark{step, Elsewhere}
	}
	for step := range doc.AllSteps() {
		c.mark(step.Inputs, InInputs)
		if step.Is("aws:executeScript") {
			c.mark(step.Inputs.Get("Script"), InScript)
		}
	}
	for _, p := range doc.Parameters {
		c.mark(p.Default, InParameterDefault)
	}
	for _, v := range doc.Variables {
		c.mark(v.Default, InVariableDefault)
	}
	c.mark(doc.AssumeRole, InAssumeRole)
	if doc.Kind == document.Session {
		c.mark(doc.Inputs, InInputs)
		c.mark(doc.Properties, InInputs)
	}
	c.walk(doc.Root, Text{Place: Elsewhere})
	return c.found
}

// countStrings is how many strings are in a node, keys of maps included.
func countStrings(n *document.Node) int {
	if n == nil {
		return 0
	}
	count := 0
	if n.IsString() {
		count++
	}
	for _, item := range n.Items {
		count += countStrings(item)
	}
	for _, e := range n.Entries {
		if e.Key.IsString() {
			count++
		}
		count += countStrings(e.Value)
	}
	return count
}

type textCollector struct {
	marks map[*document.Node]mark
	found []Text
}

// mark is what changes at a node for all that is in it.
type mark struct {
	step  *document.Step // nil where no step begins
	place Place
}

func (c *textCollector) mark(n *document.Node, place Place) {
	if n != nil {
		c.marks[n] = mark{c.marks[n].step, place}
	}
}

// walk collects what is in a node; around is what is known from outside of it.
func (c *textCollector) walk(n *document.Node, around Text) {
	if n == nil {
		return
	}
	if m, ok := c.marks[n]; ok {
		around.Place = m.place
		if m.step != nil {
			around.Step = m.step
		}
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
