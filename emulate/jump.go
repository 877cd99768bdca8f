package emulate

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

// jump is a step that may come after another one.
type jump struct {
	name string
	to   *document.Step // nil when there is no such step
}

// jumps are the steps of the same list that may come after s, in whatever way,
// and names that lead nowhere. What leads out of the body of a loop is a jump of
// the loop.
func jumps(doc *document.Document, s *document.Step) []jump {
	var out []jump
	for _, j := range ownJumps(doc, s) {
		if j.to == nil || j.to.Loop == s.Loop {
			out = append(out, j)
		}
	}
	for inner := range body(s) {
		for _, j := range ownJumps(doc, inner) {
			if j.to != nil && j.to.Loop == s.Loop {
				out = append(out, j)
			}
		}
	}
	return out
}

// ownJumps are the steps that may come after s: in order, by nextStep, by a
// branch, after a failure or when the run is cancelled.
func ownJumps(doc *document.Document, s *document.Step) []jump {
	var out []jump
	add := func(n *document.Node) {
		if n.IsString() {
			out = append(out, jump{n.Text, target(doc, s, n.Text)})
		}
	}
	if isEnd, _ := boolean(s.IsEnd); !isEnd {
		if s.NextStep.IsString() {
			add(s.NextStep)
		} else if next := following(doc, s); next != nil {
			out = append(out, jump{next.Name.Text, next})
		}
	}
	for _, n := range []*document.Node{s.OnFailure, s.OnCancel} {
		if name, ok := jumpTarget(n); ok {
			out = append(out, jump{name, target(doc, s, name)})
		}
	}
	if s.Is("aws:branch") {
		if choices := s.Inputs.Get("Choices"); choices != nil {
			for _, choice := range choices.Items {
				add(choice.Get("NextStep"))
			}
		}
		add(s.Inputs.Get("Default"))
	}
	return out
}

// jumpTarget reads step:NAME.
func jumpTarget(n *document.Node) (name string, ok bool) {
	if !n.IsString() {
		return "", false
	}
	return strings.CutPrefix(n.Text, "step:")
}

// target is the step of this name that another one can lead to: one of the same
// list, or of a list around it. It is nil when there is none; no way leads into
// the body of a loop.
func target(doc *document.Document, from *document.Step, name string) *document.Step {
	to := doc.Step(name)
	if to == nil {
		return nil
	}
	for ; from != nil; from = from.Loop {
		if to.Loop == from.Loop {
			return to
		}
	}
	return nil
}

// following is the next step in the list, nil after the last one.
func following(doc *document.Document, s *document.Step) *document.Step {
	list := doc.Steps
	if s.Loop != nil {
		list = s.Loop.Steps
	}
	if s.Index+1 < len(list) {
		return list[s.Index+1]
	}
	return nil
}

// checkJumps refuses jumps to steps that do not exist, and circles, as the
// service does before it begins. Its wording is not known.
func checkJumps(doc *document.Document) error {
	if err := checkList(doc, doc.Steps); err != nil {
		return err
	}
	for s := range doc.AllSteps() {
		if err := checkList(doc, s.Steps); err != nil {
			return err
		}
	}
	return nil
}

// checkList checks one list of steps: the document's own, or the body of a loop.
func checkList(doc *document.Document, steps []*document.Step) error {
	const (
		open = iota + 1 // on the way that is being looked at
		done
	)
	state := map[*document.Step]int{}
	for _, first := range steps {
		if state[first] != 0 {
			continue
		}
		// The way from first, with the jumps still to be looked at: a stack of our
		// own, since a document may have many steps.
		type place struct {
			step *document.Step
			left []jump
		}
		way := []place{{first, jumps(doc, first)}}
		state[first] = open
		for len(way) > 0 {
			last := &way[len(way)-1]
			if len(last.left) == 0 {
				state[last.step] = done
				way = way[:len(way)-1]
				continue
			}
			next := last.left[0]
			last.left = last.left[1:]
			switch {
			case next.to == nil:
				return &DocumentError{fmt.Sprintf("step %q leads to %q, which is not a step%s", last.step.Name.Text, next.name, beyond(doc, next.name))}
			case state[next.to] == open:
				var circle []string
				for i := len(way) - 1; i >= 0; i-- {
					circle = append([]string{way[i].step.Name.Text}, circle...)
					if way[i].step == next.to {
						break
					}
				}
				return &DocumentError{"the steps go in a circle: " + strings.Join(append(circle, next.name), ", ")}
			case state[next.to] == 0:
				state[next.to] = open
				way = append(way, place{next.to, jumps(doc, next.to)})
			}
		}
	}
	return nil
}

// beyond says why a step that there is cannot be led to.
func beyond(doc *document.Document, name string) string {
	if doc.Step(name) == nil {
		return ""
	}
	return " that can be reached from there: it is inside a loop"
}
