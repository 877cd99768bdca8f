package document

import (
	"iter"
	"strings"
)

// JumpKind says how a step leads to another one.
type JumpKind uint8

// The kinds of jumps.
const (
	// InOrder leads to the next step of the list, where nothing is written.
	InOrder JumpKind = iota
	// NextStep is the key nextStep.
	NextStep
	// OnFailure is onFailure: step:NAME.
	OnFailure
	// OnCancel is onCancel: step:NAME.
	OnCancel
	// Choice is the NextStep of one of an aws:branch's Choices.
	Choice
	// Default is the Default of an aws:branch.
	Default
)

var jumpKeys = [...]string{"", "nextStep", "onFailure", "onCancel", "NextStep", "Default"}

// String is the key that names the step, empty for InOrder.
func (k JumpKind) String() string { return jumpKeys[k] }

// Jump is a place where a step names the step that follows it, or InOrder, which
// no text stands for.
type Jump struct {
	Step *Step
	Kind JumpKind
	// Node is the whole text, Name the step's name in it, from the byte Start on.
	Node  *Node
	Name  string
	Start int
	// Target is the step that is named, wherever it stands; nil when there is none
	// of that name.
	Target *Step
	// Condition is the choice that a Choice belongs to.
	Condition *Node
}

// Span is the stretch of the step's name.
func (j Jump) Span() Span { return j.Node.SpanAt(j.Start, len(j.Node.Text)) }

// Possible tells whether there is a target that a run can go to: no way leads
// into the body of a loop but through the loop.
func (j Jump) Possible() bool {
	if j.Target == nil {
		return false
	}
	for from := j.Step; from != nil; from = from.Loop {
		if j.Target.Loop == from.Loop {
			return true
		}
	}
	return false
}

// jumpPrefix stands before the name of a step in onFailure and onCancel.
const jumpPrefix = "step:"

// Jumps are the places where a step names the one that follows it: those of
// aws:branch, nextStep, onFailure, onCancel. Words such as Abort are no jumps.
func (d *Document) Jumps(s *Step) []Jump {
	var found []Jump
	add := func(kind JumpKind, n, condition *Node, prefix string) {
		if !n.IsString() {
			return
		}
		name, ok := strings.CutPrefix(n.Text, prefix)
		if n.Style == Plain {
			name = strings.TrimLeft(name, " ") // that step: name needs quotes is said already
		}
		if !ok || name == "" {
			return
		}
		found = append(found, Jump{
			Step: s, Kind: kind, Node: n, Name: name, Start: len(n.Text) - len(name), Target: d.Step(name), Condition: condition,
		})
	}
	for _, choice := range s.Choices() {
		add(Choice, choice.Get("NextStep"), choice, "")
	}
	if s.Is("aws:branch") {
		add(Default, s.Inputs.Get("Default"), nil, "")
	}
	add(NextStep, s.NextStep, nil, "")
	add(OnFailure, s.OnFailure, nil, jumpPrefix)
	add(OnCancel, s.OnCancel, nil, jumpPrefix)
	return found
}

// Way is a Jump that a run may take.
type Way struct {
	// Jump has no Target and no Name where the list of steps ends.
	Jump
	// Exceptional ways are taken after a failure or a cancellation alone.
	Exceptional bool
}

// Ends tells whether the way leads to the end of the list: that of the run, or
// that of a round of a loop.
func (w Way) Ends() bool { return w.Target == nil && w.Name == "" }

// Ways are all ways on from a step, without the jumps that something else goes
// before: isEnd before nextStep, nextStep before the order of the list, and the
// Default of an aws:branch before all of them. A failure that ends the run is no
// way on.
func (d *Document) Ways(s *Step) []Way {
	var ways []Way
	var chosen bool
	on := Jump{Step: s, Kind: InOrder}
	if next := d.Following(s); next != nil && !s.Ends() {
		on.Name, on.Target = next.Name.text(), next
	}
	for _, j := range d.Jumps(s) {
		switch j.Kind {
		case NextStep:
			if !s.Ends() {
				on = j
			}
		case Default:
			chosen = true
			fallthrough
		case Choice:
			ways = append(ways, Way{Jump: j})
		}
	}
	if !chosen {
		ways = append(ways, Way{Jump: on})
	}
	if s.OnFailure.IsString() && s.OnFailure.Text == "Continue" {
		ways = append(ways, Way{Jump: on, Exceptional: true})
	}
	for _, j := range d.Jumps(s) {
		if j.Kind == OnFailure || j.Kind == OnCancel {
			ways = append(ways, Way{Jump: j, Exceptional: true})
		}
	}
	return ways
}

// text is the text of a scalar, empty for all else.
func (n *Node) text() string {
	if n.IsScalar() {
		return n.Text
	}
	return ""
}

// Following is the next step in the list, nil after the last one.
func (d *Document) Following(s *Step) *Step {
	list := d.Steps
	if s.Loop != nil {
		list = s.Loop.Steps
	}
	if s.Index+1 < len(list) {
		return list[s.Index+1]
	}
	return nil
}

// Ends tells whether isEnd is true, as a boolean or as a text, which the service
// takes as well.
func (s *Step) Ends() bool {
	if s.IsEnd.IsString() {
		return strings.EqualFold(s.IsEnd.Text, "true")
	}
	ends, _ := s.IsEnd.Bool()
	return ends
}

// Choices are those of an aws:branch, none for any other step.
func (s *Step) Choices() []*Node {
	if !s.Is("aws:branch") {
		return nil
	}
	if list := s.Inputs.Get("Choices"); list != nil {
		return list.Items
	}
	return nil
}

// Body gives the steps inside a loop, those of loops in it included; none for any
// other step.
func (s *Step) Body() iter.Seq[*Step] {
	return func(yield func(*Step) bool) { walkSteps(s.Steps, yield) }
}

// IsRunbook tells whether a document's steps are those of Automation.
func (d *Document) IsRunbook() bool {
	switch d.Kind {
	case Automation, ChangeTemplate, Steps:
		return true
	}
	return false
}
