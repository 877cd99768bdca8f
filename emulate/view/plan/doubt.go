package plan

import (
	"maps"
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
)

// doubts are what in a run stands on something that was made up, each with the
// words for that.
type doubts struct {
	steps, variables, parameters map[string]string
}

func newDoubts() doubts {
	return doubts{map[string]string{}, map[string]string{}, map[string]string{}}
}

// inherit makes the parameters of a run doubtful that its step has from something
// doubtful.
func (d *doubts) inherit(doc *document.Document, why string) {
	if why == "" {
		return
	}
	for _, p := range doc.Parameters {
		d.parameters[p.Name.Text] = why
	}
}

// begin is told that an attempt begins: what the step gives is what it is given,
// unless it asks somebody. What a call answers, or a script returns, follows from
// more than the inputs.
func (d *doubts) begin(s *step) {
	delete(d.steps, s.name)
	switch s.action {
	case "aws:executeScript", "aws:updateVariable", "aws:executeAutomation", "aws:loop":
		d.arise(s.name, d.of(s))
	}
}

// arise makes what a step gives doubtful.
func (d *doubts) arise(step, why string) {
	if why != "" {
		d.steps[step] = why
	}
}

// set is told that a step has set a variable.
func (d *doubts) set(e emulate.VariableSet) {
	delete(d.variables, e.Name)
	if why := d.steps[e.Step]; why != "" {
		d.variables[e.Name] = why
	}
}

// of is the doubt in the inputs of a step.
func (d *doubts) of(s *step) string {
	if s.definition == nil || s.definition.Inputs == nil {
		return ""
	}
	for n := range s.definition.Inputs.All() {
		if why := d.in(n); why != "" {
			return why
		}
	}
	return ""
}

// ofRounds is the doubt in how often a loop goes round. What its steps do in a round
// has no say in that.
func (d *doubts) ofRounds(s *step) string {
	if s.definition == nil || s.definition.Inputs == nil {
		return ""
	}
	for _, name := range []string{"Iterators", "LoopCondition", "MaxIterations"} {
		if input := s.definition.Inputs.Get(name); input != nil {
			for n := range input.All() {
				if why := d.in(n); why != "" {
					return why
				}
			}
		}
	}
	return ""
}

// in is the doubt in the references of a text.
func (d *doubts) in(n *document.Node) string {
	for _, ref := range n.References() {
		why := ""
		switch ref.Form {
		case document.StepOutputReference:
			why = d.steps[ref.Name]
		case document.VariableReference:
			why = d.variables[ref.Name]
		case document.ParameterReference:
			why = d.parameters[ref.Name]
		}
		if why != "" {
			return why
		}
	}
	return ""
}

// finish is the doubt about what a step has decided; the first stays.
func (d *doubts) finish(s *step, known string) string {
	if known != "" {
		return known
	}
	text, why := "", d.of(s)
	switch s.action {
	case "aws:branch":
		text = "the path from here depends on "
	case "aws:loop":
		text, why = "how often it goes round depends on ", d.ofRounds(s)
	case "aws:waitForAwsResourceProperty":
		if s.askedLive() {
			text, why = "it is not so in the real account; that it comes true is shown by ", d.steps[s.name]
		}
	case "aws:assertAwsResourceProperty":
		text, why = "whether it holds depends on ", d.steps[s.name]
	default:
		switch why = d.steps[s.name]; {
		case s.failure == "" || s.truly():
		case s.action == "aws:executeScript": // which has its own reasons
			text = "that it fails may follow from "
		default:
			text = "that it fails follows from "
		}
	}
	if text == "" || why == "" {
		return ""
	}
	return text + why
}

// any is one of the doubts about the steps, the first by their names.
func (d *doubts) any() string {
	for _, name := range slices.Sorted(maps.Keys(d.steps)) {
		return d.steps[name]
	}
	return ""
}
