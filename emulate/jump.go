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

// jumps are the steps that may come after s, in whatever way: in order, by
// nextStep, by a branch, after a failure or when the run is cancelled.
func jumps(doc *document.Document, s *document.Step) []jump {
	var out []jump
	add := func(n *document.Node) {
		if n.IsString() {
			out = append(out, jump{n.Text, topStep(doc, n.Text)})
		}
	}
	if isEnd, _ := boolean(s.IsEnd); !isEnd {
		if s.NextStep.IsString() {
			add(s.NextStep)
		} else if s.Index+1 < len(doc.Steps) {
			next := doc.Steps[s.Index+1]
			out = append(out, jump{next.Name.Text, next})
		}
	}
	for _, n := range []*document.Node{s.OnFailure, s.OnCancel} {
		if target, ok := jumpTarget(n); ok {
			out = append(out, jump{target, topStep(doc, target)})
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

// topStep is the step of this name among the document's own, nil when there is
// none.
func topStep(doc *document.Document, name string) *document.Step {
	if s := doc.Step(name); s != nil && s.Loop == nil {
		return s
	}
	return nil
}

// checkJumps refuses jumps to steps that do not exist, and circles, as the
// service does before it begins. Its wording is not known.
func checkJumps(doc *document.Document) error {
	const (
		open = iota + 1 // on the way that is being looked at
		done
	)
	state := map[*document.Step]int{}
	for _, first := range doc.Steps {
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
				return &DocumentError{fmt.Sprintf("step %q leads to %q, which is not a step", last.step.Name.Text, next.name)}
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
