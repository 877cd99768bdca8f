package lint

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

// JumpKind says by what a step names the one that follows it.
type JumpKind uint8

// The kinds of jumps.
const (
	// NextStep is the key nextStep.
	NextStep JumpKind = iota
	// OnFailure is onFailure: step:NAME.
	OnFailure
	// OnCancel is onCancel: step:NAME.
	OnCancel
	// Choice is the NextStep of one of an aws:branch's Choices.
	Choice
	// Default is the Default of an aws:branch.
	Default
)

var jumpKeys = [...]string{"nextStep", "onFailure", "onCancel", "NextStep", "Default"}

// String is the key that names the step.
func (k JumpKind) String() string { return jumpKeys[k] }

// Jump is a place where a step names the step that follows it.
type Jump struct {
	Step *document.Step
	Kind JumpKind
	// Node is the whole text, Name the step's name in it, from the byte Start on.
	Node  *document.Node
	Name  string
	Start int
	// Target is the step that is named; nil when there is none of that name.
	Target *document.Step
}

// Span is the stretch of the step's name.
func (j Jump) Span() document.Span { return j.Node.SpanAt(j.Start, len(j.Node.Text)) }

// Jumps are all places where a step of a runbook names the one that follows it,
// in the order of the steps. Words such as Abort are no jumps.
func (p *Pass) Jumps() []Jump {
	return p.facts.jumps.get(func() []Jump { return jumps(p.Doc) })
}

func jumps(doc *document.Document) []Jump {
	if !isRunbook(doc) {
		return nil
	}
	c := &jumpCollector{doc: doc, prefix: schemas.StepJumps().JumpPrefix}
	for step := range doc.AllSteps() {
		c.step = step
		for _, choice := range choices(step) {
			c.add(Choice, choice.Get("NextStep"), "")
		}
		if step.Is("aws:branch") {
			c.add(Default, step.Inputs.Get("Default"), "")
		}
		c.add(NextStep, step.NextStep, "")
		c.add(OnFailure, step.OnFailure, c.prefix)
		c.add(OnCancel, step.OnCancel, c.prefix)
	}
	return c.found
}

type jumpCollector struct {
	doc    *document.Document
	prefix string
	step   *document.Step
	found  []Jump
}

func (c *jumpCollector) add(kind JumpKind, n *document.Node, prefix string) {
	if !n.IsString() {
		return
	}
	name, ok := strings.CutPrefix(n.Text, prefix)
	if !ok || name == "" {
		return
	}
	c.found = append(c.found, Jump{
		Step: c.step, Kind: kind, Node: n, Name: name, Start: len(prefix), Target: c.doc.Step(name),
	})
}

// choices are the Choices of an aws:branch.
func choices(step *document.Step) []*document.Node {
	if !step.Is("aws:branch") {
		return nil
	}
	if list := step.Inputs.Get("Choices"); list != nil {
		return list.Items
	}
	return nil
}

// isRunbook tells whether a document's steps are those of Automation.
func isRunbook(doc *document.Document) bool {
	switch doc.Kind {
	case document.Automation, document.ChangeTemplate, document.Steps:
		return true
	}
	return false
}
