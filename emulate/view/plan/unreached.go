package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/policy"
	"github.com/ssmkit/ssmkit/emulate/view/graph"
)

// unreached is a step that the run did not come to.
type unreached struct {
	// name stands behind those of the steps that have started its run: Start/Check.
	name, action string
	calls        []*call
	notes        []string
	// ways say how one would come to it.
	ways []string
}

// notReached are the steps that the run did not come to, those of child runs too.
func (p *Plan) notReached() []unreached {
	if p.root == nil {
		return nil
	}
	return p.below(p.root, "")
}

func (p *Plan) below(l *level, prefix string) []unreached {
	var list []unreached
	for s := range l.doc.AllSteps() {
		name := s.Name.Text
		done := l.byName[name]
		if done == nil {
			if !l.several {
				list = p.unreached(list, l.doc, s, prefix, []*document.Document{l.doc})
			}
			continue
		}
		for _, inner := range children(done) {
			list = append(list, p.below(inner, prefix+name+"/")...)
		}
	}
	return list
}

// children are the runs that a step has started, by the order of their first steps.
func children(s *step) []*level {
	var list []*level
	known := map[*level]bool{}
	for _, inner := range s.inner {
		for _, l := range s.children {
			if l.byName[inner.name] == inner && !known[l] {
				known[l] = true
				list = append(list, l)
			}
		}
	}
	return list
}

// unreached adds a step, and those of the runbook that it would start.
func (p *Plan) unreached(list []unreached, doc *document.Document, s *document.Step, prefix string, above []*document.Document) []unreached {
	u := unreached{name: prefix + s.Name.Text, action: s.Action.Text, ways: waysTo(doc, s)}
	inputs := value.New()
	if s.Inputs != nil {
		if object, ok := s.Inputs.Value().(*value.Object); ok {
			inputs = object
		}
	}
	calls, unknown := policy.Calls(u.action, inputs, p.config.Script)
	for _, op := range calls {
		u.calls = addSeen(u.calls, op)
	}
	u.notes = unknown
	switch u.action {
	case "aws:invokeWebhook":
		u.notes = append(u.notes, "it sends a request to its webhook")
	case "aws:executeAutomation":
		child, note := p.document(inputs)
		switch {
		case child == nil:
			u.notes = append(u.notes, note)
		case slices.Contains(above, child):
			u.notes = append(u.notes, "it starts a runbook again that it is part of")
		default:
			list = append(list, u)
			above = append(slices.Clone(above), child)
			for inner := range child.AllSteps() {
				list = p.unreached(list, child, inner, u.name+"/", above)
			}
			return list
		}
	}
	return append(list, u)
}

// document is the runbook that a step would start; nil for one that is not known,
// with the reason.
func (p *Plan) document(inputs *value.Object) (doc *document.Document, why string) {
	written, _ := inputs.Get("DocumentName")
	name, _ := written.(string)
	if strings.Contains(name, "{{") {
		return nil, "which runbook it starts is only known in a run"
	}
	if p.config.Documents != nil {
		doc, err := p.config.Documents(name)
		if err != nil {
			return nil, err.Error()
		}
		if doc != nil {
			return doc, ""
		}
	}
	return nil, notHere(name)
}

// notHere says what is missing of a runbook that a step starts.
func notHere(name string) string {
	return fmt.Sprintf("what the runbook %s does is not known, it is not here; --documents names the folder to look in", name)
}

// maxWays is how many ways to a step are told.
const maxWays = 5

// waysTo are how one comes to a step, in the words of a condition.
func waysTo(doc *document.Document, to *document.Step) []string {
	var list []string
	for from := range doc.AllSteps() {
		for _, w := range doc.Ways(from) {
			if w.Target == to && w.Possible() && len(list) < maxWays {
				list = appendNew(list, condition(from, w))
			}
		}
	}
	if to.Loop != nil && to.Index == 0 {
		list = appendNew(list, fmt.Sprintf("in the rounds of %q", to.Loop.Name.Text))
	}
	return list
}

func condition(from *document.Step, w document.Way) string {
	name := from.Name.Text
	switch w.Kind {
	case document.Choice:
		return fmt.Sprintf("from %q if %s", name, graph.Condition(w.Condition))
	case document.Default:
		return fmt.Sprintf("from %q if no choice is true", name)
	case document.OnFailure:
		return fmt.Sprintf("if %q fails", name)
	case document.OnCancel:
		return fmt.Sprintf("if the run is cancelled during %q", name)
	}
	return fmt.Sprintf("after %q", name)
}
