package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

// rightPlace says in words where a key of a runbook belongs that does not belong
// where it stands; empty when it belongs nowhere near.
func rightPlace(doc *document.Document, v lint.Violation) string {
	if !isAutomation(doc) || len(v.Path) > 0 {
		return ""
	}
	switch {
	case v.Part == "a step":
		if name := v.Node.Get("action"); name.IsString() && isInputOf(name.Text, v.Property) {
			return "it belongs in the inputs of the step"
		}
	case v.Part == "a choice":
		if isInputOf("aws:branch", v.Property) {
			return "it belongs in the inputs of the step, beside Choices"
		}
	case strings.HasPrefix(v.Part, "aws:"):
		if run, ok := runOfParameter(doc, v); ok {
			return fmt.Sprintf("it is a parameter of %s and belongs in %s", run.name.Text, run.parametersKey)
		}
		if isStepKey(v.Property) {
			return besideInputs
		}
	}
	return ""
}

// besideInputs is where a key of a step belongs that stands in its inputs.
const besideInputs = "it belongs to the step, beside its inputs"

// isStepKey tells whether a key is one of steps.
func isStepKey(key string) bool {
	step, err := schemas.Get(schemas.AutomationStep)
	if err != nil {
		panic(err) // the schemas are in this program
	}
	return slices.Contains(step.Keys(nil), key)
}

func isInputOf(action, key string) bool {
	spec, ok := schemas.Action(action)
	if ok {
		_, ok = spec.Input(key)
	}
	return ok
}

// runOfParameter is the step that gives a parameter of the document that it runs
// beside its inputs, as if it were one.
func runOfParameter(doc *document.Document, v lint.Violation) (documentRun, bool) {
	for run := range documentRuns(doc) {
		if run.step.Inputs != v.Node {
			continue
		}
		if known, ok := schemas.Published(run.kind, run.name.Text); ok {
			_, ok = known.Parameter(v.Property)
			return run, ok
		}
	}
	return documentRun{}, false
}
