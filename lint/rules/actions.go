package rules

import (
	"iter"
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// actionsWithInputs gives the steps of an Automation document whose action is
// known and documented and whose inputs are a map, with the facts about the
// action.
func actionsWithInputs(doc *document.Document) iter.Seq2[*document.Step, *schemas.ActionSpec] {
	return func(yield func(*document.Step, *schemas.ActionSpec) bool) {
		if !isAutomation(doc) {
			return
		}
		for step := range doc.AllSteps() {
			if !step.Action.IsString() || step.Inputs == nil || step.Inputs.Kind != document.Map {
				continue
			}
			action, ok := schemas.Action(step.Action.Text)
			if ok && !action.Internal && !yield(step, action) {
				return
			}
		}
	}
}

// certainAction tells whether the action or plugin nearest to a name is surely the
// one that was meant: it was misspelt, or lacks only its prefix.
func certainAction(name string, all []string) bool {
	_, certain := nearest.Certain(name, slices.Values(all))
	return certain || slices.Contains(all, "aws:"+name)
}

// hasInput tells whether a step gives an input a value, be it empty.
func hasInput(step *document.Step, name string) bool {
	n := step.Inputs.Get(name)
	return n != nil && n.Kind != document.Null
}
