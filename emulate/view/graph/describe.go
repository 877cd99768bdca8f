package graph

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

// describe says in words what a step is and what is special about it.
func (n *node) describe() {
	s := n.step
	n.name, n.action = text(s.Name), text(s.Action)
	if n.name == "" {
		n.name = fmt.Sprintf("step %d without a name", s.Index+1)
	}
	switch {
	case s.Is("aws:branch"):
		n.branch = true
	case s.Is("aws:approve"):
		n.people = true
		n.notes = append(n.notes, "waits for approval")
	case s.Is("aws:pause"):
		n.people = true
		n.notes = append(n.notes, "waits to be resumed")
	case len(s.Steps) > 0:
		n.notes = append(n.notes, rounds(s))
	}
	if api := text(s.Inputs.Get("Api")); api != "" {
		n.notes = append(n.notes, text(s.Inputs.Get("Service"))+" "+api)
	}
	if attempts := text(s.MaxAttempts); attempts != "" && attempts != "1" {
		n.notes = append(n.notes, "up to "+attempts+" attempts")
	}
	if text(s.OnFailure) == "Continue" {
		n.notes = append(n.notes, "goes on after a failure")
	}
	// What is not said follows from onFailure.
	switch goesOn := text(s.OnFailure) == "Continue"; strings.ToLower(text(s.IsCritical)) {
	case "true":
		if goesOn {
			n.notes = append(n.notes, "critical")
		}
	case "false":
		if !goesOn {
			n.notes = append(n.notes, "not critical")
		}
	}
}

// rounds says how often a loop goes round.
func rounds(s *document.Step) string {
	line := ""
	if each := s.Inputs.Get("Iterators"); each != nil {
		line = "for each of " + written(each)
	} else if while := s.Inputs.Get("LoopCondition"); while != nil {
		line = "while " + Condition(while)
	}
	if most := text(s.Inputs.Get("MaxIterations")); most != "" {
		line = strings.TrimPrefix(line+", at most "+most+" times", ", ")
	}
	if line == "" {
		return "loop"
	}
	return line
}

// text is the text of a scalar, empty for all else.
func text(n *document.Node) string {
	if !n.IsScalar() {
		return ""
	}
	return n.Text
}

// written is a value as short as people would write it: a reference without its
// braces, a list as its elements.
func written(n *document.Node) string {
	switch {
	case n == nil:
		return "nothing"
	case n.IsString():
		if refs := n.References(); len(refs) == 1 && refs[0].Text == strings.TrimSpace(n.Text) {
			return strings.TrimSpace(strings.Trim(refs[0].Text, "{}"))
		}
		return fmt.Sprintf("%q", n.Text)
	case n.Kind == document.List:
		const shown = 5
		var items []string
		for i, item := range n.Items {
			if i == shown {
				items = append(items, fmt.Sprintf("%d more", len(n.Items)-shown))
				break
			}
			items = append(items, written(item))
		}
		return strings.Join(items, ", ")
	case n.Kind == document.Map:
		return "a map"
	}
	return n.Text
}

// choiceName is how the emulator calls a choice.
func choiceName(n int) string { return fmt.Sprintf("choice %d", n) }
