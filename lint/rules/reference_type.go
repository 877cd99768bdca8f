package rules

import (
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

// referenceType is the type of the value that a reference stands for: one of the
// output types, AWS-specific types of parameters counted as String or StringList.
// It is empty when the document does not say.
func referenceType(doc *document.Document, r document.Reference) string {
	switch r.Form {
	case document.ParameterReference:
		if p := doc.Parameter(r.Name); p != nil && p.Type.IsString() {
			return valueTypeOf(p.Type.Text)
		}
	case document.VariableReference:
		if v := doc.Variable(r.Name); v != nil && v.Type.IsString() {
			return valueTypeOf(v.Type.Text)
		}
	case document.GlobalReference, document.AutomationReference:
		return "String"
	case document.StepOutputReference:
		return outputTypeOf(doc.Step(r.Name), r.Output)
	}
	return ""
}

// valueTypeOf is the type of the values of a parameter's type; empty for a word
// that is no type.
func valueTypeOf(name string) string {
	for _, t := range schemas.ParameterTypes(schemas.KindAutomation) {
		if t.Name == name {
			return t.Value
		}
	}
	return ""
}

// outputTypeOf is the type of an output of a step, declared or of its action.
func outputTypeOf(step *document.Step, output string) string {
	if step == nil {
		return ""
	}
	if o := step.Output(output); o != nil {
		switch {
		case o.Type == nil:
			return schemas.DefaultOutputType
		case o.Type.IsString():
			return valueTypeOf(o.Type.Text)
		}
		return ""
	}
	if !step.Action.IsString() {
		return ""
	}
	action, ok := schemas.Action(step.Action.Text)
	if !ok || action.Internal {
		return ""
	}
	if step.Inputs.Get("IteratorDataType") != nil {
		return "" // it says what the iterator's values are
	}
	if o, ok := action.Output(output); ok && !o.Uncertain {
		return valueTypeOf(o.Type)
	}
	return ""
}

// wholeReference is the reference that a text is as a whole.
func wholeReference(n *document.Node) (document.Reference, bool) {
	refs := n.References()
	if len(refs) == 1 && refs[0].Whole(n.Text) {
		return refs[0], true
	}
	return document.Reference{}, false
}
