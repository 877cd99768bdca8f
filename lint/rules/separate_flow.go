package rules

import (
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// flowStyle tells whether the step and its parts are written in brackets, as in
// JSON, so that a copy of it can be cut down to the new step.
func (s *separation) flowStyle() bool {
	step := s.Call.Step
	outputs := step.Node.Get("outputs")
	if !step.Node.Flow || !step.Inputs.Flow || outputs == nil || !outputs.Flow || step.Node == s.doc.Root {
		return false
	}
	isMerged := func(e document.Entry) bool { return e.Merged }
	return !slices.ContainsFunc(step.Node.Entries, isMerged) && !slices.ContainsFunc(step.Inputs.Entries, isMerged)
}

// moveInFlow takes the outputs that move out of the step and puts a step with
// them behind it.
func (s *separation) moveInFlow() []document.Edit {
	edits := s.withoutOutputs(func(o *document.Output) bool { return !s.moves(o) })
	_, end := s.Call.Step.Node.Offsets()
	behind := ", "
	switch before := s.before(s.Call.Step.Node); strings.TrimSpace(before) {
	case "":
		behind = "," + newline(s.src) + before
	case "-": // an element of a list in block style
		behind = newline(s.src) + before
	}
	return append(edits, document.Edit{Start: end, End: end, Text: behind + s.flowStep()})
}

// flowStep is the step's own text with what only the new one has.
func (s *separation) flowStep() string {
	step := s.Call.Step
	edits := append(s.inputEdits(), lint.ReplaceText(step.Name, s.name))
	edits = append(edits, withoutEntries(step.Node, func(e document.Entry) bool {
		return e.Value == step.Name || e.Value == step.Action || e.Value == step.Inputs || e.Key.Text == "outputs"
	})...)
	edits = append(edits, s.withoutOutputs(s.moves)...)
	for _, m := range s.moved {
		edits = append(edits, lint.ReplacePart(m.output.Selector, 0, len(m.output.Selector.Text), m.selector))
	}
	return edited(step.Node, edits)
}

// inputEdits make the inputs, in flow style, those of the other API.
func (s *separation) inputEdits() []document.Edit {
	edits := withoutEntries(s.Call.Step.Inputs, func(e document.Entry) bool {
		return e.Value == s.Call.Service || e.Value == s.Call.API || slices.ContainsFunc(s.parameters, func(p document.Entry) bool { return p.Key == e.Key })
	})
	return append(edits, lint.ReplaceText(s.Call.Service, s.Other.Service().Name()), lint.ReplaceText(s.Call.API, s.Other.Name()))
}

// edited is the text of a node after edits of different parts of it.
func edited(n *document.Node, edits []document.Edit) string {
	start, end := n.Offsets()
	for i := range edits {
		edits[i].Start -= start
		edits[i].End -= start
	}
	text, err := document.Apply(n.Source().Text()[start:end], edits)
	if err != nil {
		panic(err) // they are of different parts
	}
	return string(text)
}

func (s *separation) moves(o *document.Output) bool {
	return slices.ContainsFunc(s.moved, func(m movedOutput) bool { return m.output == o })
}

func (s *separation) withoutOutputs(keep func(*document.Output) bool) []document.Edit {
	var elements []element
	for _, o := range s.Call.Step.Outputs {
		start, end := o.Node.Offsets()
		elements = append(elements, element{start, end, keep(o)})
	}
	return cutElements(elements)
}

func withoutEntries(n *document.Node, keep func(document.Entry) bool) []document.Edit {
	var elements []element
	for _, e := range n.Entries {
		start, _ := e.Key.Offsets()
		_, end := e.Value.Offsets()
		elements = append(elements, element{start, end, keep(e)})
	}
	return cutElements(elements)
}

// element is one of the things that commas separate.
type element struct {
	start, end int
	kept       bool
}

// cutElements cuts out those that are not kept, each with one of its commas. At
// least one must be kept.
func cutElements(elements []element) []document.Edit {
	var edits []document.Edit
	kept := false
	for i, e := range elements {
		switch {
		case e.kept:
			kept = true
		case kept:
			edits = append(edits, document.Edit{Start: elements[i-1].end, End: e.end})
		default:
			edits = append(edits, document.Edit{Start: e.start, End: elements[i+1].start})
		}
	}
	return edits
}
