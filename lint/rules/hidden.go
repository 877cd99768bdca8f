package rules

import (
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// hidden says which declarations cannot be seen because the key that they stand
// under is misspelt, missing or of a wrong type. That is reported already, and
// would be reported once more for each use of what is declared there.
type hidden struct {
	parameters, variables, steps bool
	// outputs are the steps that have outputs that cannot be seen.
	outputs map[*document.Step]bool
}

func hiddenDeclarations(p *lint.Pass) *hidden {
	misspelt := misspeltKeys(p)
	lost := func(n *document.Node, key string, kind document.NodeKind) bool {
		v := n.Get(key)
		return v == nil && slices.Contains(misspelt[n], key) || v != nil && v.Kind != kind && v.Kind != document.Null
	}
	root := p.Doc.Root
	h := &hidden{
		parameters: lost(root, "parameters", document.Map),
		variables:  lost(root, "variables", document.Map),
		steps:      p.Doc.Kind != document.Steps && (root.Get("mainSteps") == nil || lost(root, "mainSteps", document.List)),
		outputs:    map[*document.Step]bool{},
	}
	for step := range p.Doc.AllSteps() {
		h.steps = h.steps || !step.Name.IsString() ||
			step.Is("aws:loop") && (step.Inputs.Get("Steps") == nil || lost(step.Inputs, "Steps", document.List))
		h.outputs[step] = lost(step.Node, "outputs", document.List) ||
			step.Node.Get("outputs") == nil && step.Inputs.Get("outputs") != nil ||
			slices.ContainsFunc(step.Outputs, func(o *document.Output) bool { return !o.Name.IsScalar() })
	}
	return h
}

// hidesUses tells whether something is wrong that may hide the use of a
// parameter or a variable: inputs that are missing or not as they must be, steps
// that are not there, names that resemble none. Whether the parameter is used
// shows when that is mended.
func hidesUses(p *lint.Pass) bool {
	for _, v := range p.Violations() {
		about := func(key string) bool { return v.Property == key || v.Meant == key }
		inputs := strings.HasPrefix(v.Part, "aws:") || v.Part == "a choice" || v.Part == "a condition"
		if !v.Tolerated && !v.Uncertain && (inputs || about("inputs") || about("mainSteps")) {
			return true
		}
	}
	if !isAutomation(p.Doc) {
		return false
	}
	for _, c := range p.Conditions() {
		if v := c.Variable(); v.IsString() && declared(p.Doc, strings.TrimSpace(v.Text)) {
			return true // the name without its braces
		}
	}
	for _, r := range p.References() {
		if r.Place == lint.InScript || r.Place == lint.Elsewhere {
			continue
		}
		switch {
		case r.Form == document.StepOutputReference && p.Doc.Step(r.Name) == nil:
			return true
		case r.Form == document.VariableReference && p.Doc.Variable(r.Name) == nil:
			return true
		}
	}
	return false
}
