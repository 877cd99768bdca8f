package emulate

import (
	"fmt"
	"slices"
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
	for inner := range s.Body() {
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
	for _, w := range doc.Ways(s) {
		switch {
		case w.Ends():
		case w.Possible():
			out = append(out, jump{w.Name, w.Target})
		default:
			out = append(out, jump{name: w.Name})
		}
	}
	return out
}

// jumpTo is the jump of this kind that a step has, if any.
func jumpTo(doc *document.Document, s *document.Step, kind document.JumpKind) (document.Jump, bool) {
	for _, j := range doc.Jumps(s) {
		if j.Kind == kind {
			return j, true
		}
	}
	return document.Jump{}, false
}

// target is the step of this name that another one can lead to, nil when there is
// none; no way leads into the body of a loop.
func target(doc *document.Document, from *document.Step, name string) *document.Step {
	j := document.Jump{Step: from, Target: doc.Step(name)}
	if !j.Possible() {
		return nil
	}
	return j.Target
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
				for _, w := range slices.Backward(way) {
					circle = append([]string{w.step.Name.Text}, circle...)
					if w.step == next.to {
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
