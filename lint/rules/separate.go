package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// separate is the fix for a step that mixes two APIs: the outputs that belong
// to the other API go to a new step behind it, which calls that API with those
// of the parameters that suit it. It is nil where the layout of the document
// does not allow it (in part block, in part flow style), where the steps do not simply follow
// each other, or where nothing would tell the other API what is asked for.
func separate(p *lint.Pass, m *lint.MixUp) *lint.Fix {
	s := &separation{MixUp: m, doc: p.Doc, src: p.Doc.Source}
	step := m.Call.Step
	if step.NextStep != nil || step.IsEnd != nil || !step.Name.IsString() || !s.blockStyle() && !s.flowStyle() {
		return nil
	}
	s.chooseOutputs()
	s.chooseParameters()
	if len(s.moved) == 0 || len(s.moved) == len(step.Outputs) || len(s.parameters) == 0 {
		return nil
	}
	s.name = s.freeName(m.Other.Name())
	edits := s.renameReferences(p)
	title := "call " + m.Names[0] + " in a step of its own"
	if step.Node.Flow {
		return &lint.Fix{Title: title, Edits: append(edits, s.moveInFlow()...)}
	}
	for _, o := range s.moved {
		start, end := s.lines(o.output.Node)
		edits = append(edits, document.Edit{Start: start, End: end})
	}
	_, end := s.lines(step.Node)
	edits = append(edits, document.Edit{Start: end, End: end, Text: s.newStep()})
	return &lint.Fix{Title: title, Edits: edits}
}

type separation struct {
	*lint.MixUp
	doc        *document.Document
	src        *document.Source
	name       string
	moved      []movedOutput
	parameters []document.Entry
}

// movedOutput is an output with the selector that finds it in the other answer.
type movedOutput struct {
	output   *document.Output
	selector string
}

// blockStyle tells whether the step, its inputs and its outputs are written one
// thing a line, so that lines can be moved.
func (s *separation) blockStyle() bool {
	step := s.Call.Step
	outputs := step.Node.Get("outputs")
	if step.Node.Flow || outputs == nil || outputs.Flow {
		return false
	}
	for _, e := range step.Inputs.Entries {
		if e.Merged || !step.Inputs.Flow && !s.firstOnLine(e.Key, "") {
			return false
		}
	}
	for _, o := range step.Outputs {
		if !s.firstOnLine(o.Node, "-") {
			return false
		}
	}
	return s.firstOnLine(step.Node, "-")
}

// firstOnLine tells whether only blanks and the mark stand before a node on its
// line.
func (s *separation) firstOnLine(n *document.Node, mark string) bool {
	return strings.TrimSpace(s.before(n)) == mark
}

func (s *separation) before(n *document.Node) string {
	at := n.Span().Start
	return string(s.src.Text()[s.src.Offset(at.Line, 1):at.Offset])
}

// lines are the offsets of the whole lines that a node stands on.
func (s *separation) lines(n *document.Node) (start, end int) {
	span := n.Span()
	start = s.src.Offset(span.Start.Line, 1)
	if span.End.Line == s.src.Lines() {
		return start, len(s.src.Text())
	}
	return start, s.src.Offset(span.End.Line+1, 1)
}

// chooseOutputs takes the outputs that the other API alone answers. An output
// whose Type is another finding waits until that is mended.
func (s *separation) chooseOutputs() {
	for _, c := range s.Clues {
		if c.Output == nil || slices.ContainsFunc(s.moved, func(m movedOutput) bool { return m.output == c.Output }) {
			continue
		}
		if places := s.Other.Find(c.Name, 1); len(places) == 1 && c.Output.Selector.Style <= document.DoubleQuoted {
			s.moved = append(s.moved, movedOutput{c.Output, "$." + places[0].Path})
		}
	}
}

// chooseParameters takes the parameters that suit the other API as they are.
func (s *separation) chooseParameters() {
	inputs := s.Call.Step.Inputs
	for _, e := range s.Call.Parameters {
		mismatches, _ := lint.CheckParameters(s.Other, inputs, []document.Entry{e})
		if !slices.ContainsFunc(mismatches, func(m lint.Mismatch) bool { return m.Kind != lint.MissingParameter || m.Place != "" }) {
			s.parameters = append(s.parameters, e)
		}
	}
	if mismatches, _ := lint.CheckParameters(s.Other, inputs, s.parameters); len(mismatches) > 0 {
		s.parameters = nil // something that it requires is not there
	}
}

func (s *separation) freeName(name string) string {
	free := name
	for n := 2; s.doc.Step(free) != nil; n++ {
		free = fmt.Sprintf("%s%d", name, n)
	}
	return free
}

// renameReferences follows the outputs that move to the new step.
func (s *separation) renameReferences(p *lint.Pass) []document.Edit {
	old := s.Call.Step.Name.Text
	moves := func(step, output string) bool {
		return step == old && slices.ContainsFunc(s.moved, func(m movedOutput) bool { return m.output.Name.Text == output })
	}
	var edits []document.Edit
	for _, r := range p.References() {
		if r.Form == document.StepOutputReference && moves(r.Name, r.Output) {
			edits = append(edits, lint.ReplacePart(r.Node, r.NameStart, r.NameEnd(), s.name))
		}
	}
	for _, o := range s.doc.Outputs {
		if !o.Braces && moves(o.Step, o.Output) {
			edits = append(edits, lint.ReplacePart(o.Node, 0, len(o.Step), s.name))
		}
	}
	return edits
}

// newStep writes the new step in the layout of the old one.
func (s *separation) newStep() string {
	step := s.Call.Step
	text := string(s.src.Text())
	newline := newline(s.src)
	var b strings.Builder
	if _, end := s.lines(step.Node); end == len(text) && !strings.HasSuffix(text, "\n") && !s.movesLastLine() {
		b.WriteString(newline)
	}
	keys := strings.Repeat(" ", step.Node.Span().Start.Column-1)
	b.WriteString(s.before(step.Node) + "name: " + s.name + newline)
	b.WriteString(keys + "action: " + step.Action.Raw() + newline)
	if step.Inputs.Flow {
		b.WriteString(keys + "inputs: " + edited(step.Inputs, s.inputEdits()) + newline)
	} else {
		s.writeInputs(&b, newline)
	}
	b.WriteString(keys + "outputs:" + newline)
	for _, m := range s.moved {
		start, end := s.lines(m.output.Node)
		selector := lint.ReplacePart(m.output.Selector, 0, len(m.output.Selector.Text), m.selector)
		b.WriteString(withNewline(text[start:selector.Start]+m.selector+text[selector.End:end], newline))
	}
	return b.String()
}

// writeInputs writes the inputs of the new step in the lines of the old ones.
func (s *separation) writeInputs(b *strings.Builder, newline string) {
	step, text := s.Call.Step, string(s.src.Text())
	inputs := strings.Repeat(" ", step.Inputs.Entries[0].Key.Span().Start.Column-1)
	b.WriteString(strings.Repeat(" ", step.Node.Span().Start.Column-1) + "inputs:" + newline)
	b.WriteString(inputs + "Service: " + s.Other.Service().Name() + newline)
	b.WriteString(inputs + "Api: " + s.Other.Name() + newline)
	for _, e := range s.parameters {
		start, _ := s.lines(e.Key)
		_, end := s.lines(e.Value)
		b.WriteString(withNewline(text[start:end], newline))
	}
}

// movesLastLine tells whether the last line of the step is one that goes.
func (s *separation) movesLastLine() bool {
	_, stepEnd := s.lines(s.Call.Step.Node)
	return slices.ContainsFunc(s.moved, func(m movedOutput) bool {
		_, end := s.lines(m.output.Node)
		return end == stepEnd
	})
}

func withNewline(lines, newline string) string {
	if strings.HasSuffix(lines, "\n") {
		return lines
	}
	return lines + newline
}
