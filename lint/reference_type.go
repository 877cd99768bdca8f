package lint

import (
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

// TypeOf is the type of the value that a reference stands for: String,
// StringList, Integer, Boolean, StringMap or MapList. It is false for what is not
// declared and where the type is not certain.
func (p *Pass) TypeOf(r document.Reference) (string, bool) {
	switch r.Form {
	case document.ParameterReference:
		if declared := p.Doc.Parameter(r.Name); declared != nil && declared.Type.IsString() {
			return valueType(declared.Type.Text)
		}
	case document.VariableReference:
		if declared := p.Doc.Variable(r.Name); declared != nil && declared.Type.IsString() {
			return valueType(declared.Type.Text)
		}
	case document.GlobalReference, document.AutomationReference:
		return "String", true
	case document.StepOutputReference:
		if step := p.Doc.Step(r.Name); step != nil {
			return outputType(step, r.Output)
		}
	}
	return "", false
}

// TypeNode is what declares the type of a reference's value: the word, or the
// name of an output that has none. It is nil for what is not declared in the
// document.
func (p *Pass) TypeNode(r document.Reference) *document.Node {
	switch r.Form {
	case document.ParameterReference:
		if declared := p.Doc.Parameter(r.Name); declared != nil {
			return declared.Type
		}
	case document.VariableReference:
		if declared := p.Doc.Variable(r.Name); declared != nil {
			return declared.Type
		}
	case document.StepOutputReference:
		step := p.Doc.Step(r.Name)
		if step == nil {
			return nil
		}
		if o := step.Output(r.Output); o != nil {
			if o.Type == nil {
				return o.Name
			}
			return o.Type
		}
	}
	return nil
}

// valueType is the type of the values of a parameter type.
func valueType(name string) (string, bool) {
	types := schemas.ParameterTypes(schemas.KindAutomation)
	i := slices.IndexFunc(types, func(t schemas.ParameterType) bool { return t.Name == name })
	if i < 0 {
		return "", false
	}
	return types[i].Value, true
}

// outputType is the type of an output that a step declares or that its action
// has by itself.
func outputType(step *document.Step, name string) (string, bool) {
	if o := step.Output(name); o != nil {
		switch {
		case o.Type == nil:
			return schemas.DefaultOutputType, true
		case !o.Type.IsString():
			return "", false
		}
		known := slices.ContainsFunc(schemas.OutputTypes(), func(t schemas.OutputType) bool { return t.Name == o.Type.Text })
		return o.Type.Text, known
	}
	if !step.Action.IsString() {
		return "", false
	}
	action, ok := schemas.Action(step.Action.Text)
	if !ok || action.Internal {
		return "", false
	}
	o, ok := action.Output(name)
	// What goes through the rounds of a loop may be of other types, too.
	if !ok || o.Uncertain || o.Type == "Any" || step.Inputs.Get("IteratorDataType") != nil {
		return "", false
	}
	return o.Type, true
}
