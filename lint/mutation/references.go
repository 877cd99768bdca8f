package mutation

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func referenceKinds() []Kind {
	return []Kind{
		{Name: "dropped-closing-brace", Summary: "left out a closing brace", make: respelt(func(r document.Reference) string { return strings.TrimSuffix(r.Text, "}") })},
		{Name: "dropped-closing-braces", Summary: "left out both closing braces", make: respelt(func(r document.Reference) string { return strings.TrimRight(r.Text, " }") })},
		{Name: "dropped-opening-brace", Summary: "left out an opening brace", make: respelt(func(r document.Reference) string { return strings.TrimPrefix(r.Text, "{") })},
		{Name: "single-braces", Summary: "wrote a reference in single braces", make: respelt(func(r document.Reference) string { return strings.TrimSuffix(strings.TrimPrefix(r.Text, "{"), "}") })},
		{Name: "no-braces", Summary: "wrote a reference to an output without braces", make: noBraces},
		{Name: "dollar-braces", Summary: "wrote a reference as a shell does, ${x}", make: respelt(func(r document.Reference) string { return "${" + inner(r) + "}" })},
		{Name: "nested-braces", Summary: "wrote the braces twice", make: respelt(func(r document.Reference) string { return "{{ {{ " + inner(r) + " }} }}" })},
		{Name: "parameter-case", Summary: "wrote a parameter's first letter in the other case", make: renamedReference(document.ParameterReference, otherCase)},
		{Name: "misspelt-parameter-reference", Summary: "misspelt a parameter in a reference", make: renamedReference(document.ParameterReference, misspelt)},
		{Name: "misspelt-step-reference", Summary: "misspelt a step in a reference", make: renamedReference(document.StepOutputReference, misspelt)},
		{Name: "step-reference-case", Summary: "wrote a step's first letter in the other case in a reference", make: renamedReference(document.StepOutputReference, otherCase)},
		{Name: "misspelt-output-reference", Summary: "misspelt an output in a reference", make: renamedOutput(misspelt)},
		{Name: "output-reference-case", Summary: "wrote an output's first letter in the other case in a reference", make: renamedOutput(otherCase)},
		{Name: "misspelt-variable-reference", Summary: "misspelt a variable in a reference", make: renamedReference(document.VariableReference, misspelt)},
		{Name: "variable-without-prefix", Summary: "left out variable: before a variable", make: variableWithoutPrefix},
		{Name: "misspelt-global", Summary: "misspelt a system variable", make: renamedReference(document.GlobalReference, misspelt)},
		{Name: "lower-case-global", Summary: "wrote a system variable in lower case", make: renamedReference(document.GlobalReference, strings.ToLower)},
		{Name: "global-without-prefix", Summary: "left out global: before a system variable", make: globalWithoutPrefix},
		{Name: "indexed-reference", Summary: "took an element of an output in the reference", make: extended("[0]")},
		{Name: "field-of-reference", Summary: "took a field of an output in the reference", make: extended(".Name")},
		{Name: "default-in-reference", Summary: "gave a reference a default with a bar", make: extended(" | default")},
		{Name: "parameters-prefix", Summary: "wrote parameters. before a parameter", make: prefixed(document.ParameterReference, "parameters.")},
		{Name: "steps-prefix", Summary: "wrote steps. before a step", make: prefixed(document.StepOutputReference, "steps.")},
		{Name: "parameter-store-in-input", Summary: "read the Parameter Store in an input", make: parameterStoreInInput},
		{Name: "own-output", Summary: "used the output of a step in that step", make: ownOutput},
		{Name: "later-output", Summary: "used the output of a later step", make: laterOutput},
		{Name: "reference-in-jump", Summary: "wrote a reference as the next step", make: referenceInJump},
	}
}

// use is a reference in a string of the document.
type use struct {
	node *document.Node
	ref  document.Reference
	step *document.Step // nil outside of steps
}

// uses are the references of a form to a name, wherever the service resolves
// them.
func (m *maker) uses(form document.Form, name string) []use {
	var found []use
	for u := range m.references {
		if u.ref.Form == form && u.ref.Name == name {
			found = append(found, u)
		}
	}
	return found
}

// references are those in inputs, and in assumeRole. Scripts are left out, as
// braces mean other things there.
func (m *maker) references(yield func(use) bool) {
	for step := range m.doc.AllSteps() {
		for n := range m.strings(step) {
			for _, r := range n.References() {
				if !yield(use{n, r, step}) {
					return
				}
			}
		}
	}
	for _, r := range m.doc.AssumeRole.References() {
		if !yield(use{m.doc.AssumeRole, r, nil}) {
			return
		}
	}
}

// inputStrings are the strings in the inputs of all steps, scripts left out.
func (m *maker) inputStrings(yield func(*document.Node) bool) {
	for step := range m.doc.AllSteps() {
		for n := range m.strings(step) {
			if !yield(n) {
				return
			}
		}
	}
}

// strings are those in the inputs of one step, without the steps inside of it.
func (m *maker) strings(step *document.Step) func(yield func(*document.Node) bool) {
	return func(yield func(*document.Node) bool) { walkStrings(step, step.Inputs, yield) }
}

func walkStrings(step *document.Step, n *document.Node, yield func(*document.Node) bool) bool {
	if n == nil || n == step.Inputs.Get("Script") || n == step.Inputs.Get("TemplateBody") || len(step.Steps) > 0 && n == step.Inputs.Get("Steps") {
		return true
	}
	if n.IsString() {
		return yield(n)
	}
	for _, item := range n.Items {
		if !walkStrings(step, item, yield) {
			return false
		}
	}
	for _, e := range ownEntries(n) {
		if !walkStrings(step, e.Value, yield) {
			return false
		}
	}
	return true
}

// declared are references in the inputs of Automation steps to what the
// document declares.
func (m *maker) declared(yield func(use) bool) {
	if !isAutomation(m.doc) {
		return
	}
	for u := range m.references {
		known := u.ref.Form == document.ParameterReference && m.doc.Parameter(u.ref.Name) != nil ||
			u.ref.Form == document.StepOutputReference && m.doc.Step(u.ref.Name) != nil
		if known && u.step != nil && !yield(u) {
			return
		}
	}
}

// inner is what a reference has between its braces.
func inner(r document.Reference) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(r.Text, "{{"), "}}"))
}

// exchange writes another reference in place of one to what is used elsewhere,
// too.
func (m *maker) exchange(u use, text string) {
	if len(m.uses(u.ref.Form, u.ref.Name)) > 1 {
		m.replaceReference(u, text)
	}
}

// replaceReference writes something else in place of a reference.
func (m *maker) replaceReference(u use, text string) {
	if text != "" && text != u.ref.Text {
		m.part(u.node, u.ref.Start, u.ref.End, text, inner(u.ref), strings.Trim(text, "{ }"))
	}
}

func respelt(spell func(document.Reference) string) func(*maker) {
	return func(m *maker) {
		for u := range m.declared {
			m.replaceReference(u, spell(u.ref))
		}
	}
}

// noBraces keeps to outputs: a parameter's bare name is a word like any other.
func noBraces(m *maker) {
	for u := range m.declared {
		if u.ref.Form == document.StepOutputReference && u.ref.Whole(u.node.Text) {
			m.replaceReference(u, inner(u.ref))
		}
	}
}

// renamedReference writes the name in a reference otherwise.
func renamedReference(form document.Form, spell func(string) string) func(*maker) {
	return func(m *maker) {
		for u := range m.references {
			if u.ref.Form != form || form == document.StepOutputReference && m.doc.Step(u.ref.Name) == nil {
				continue
			}
			name := spell(u.ref.Name)
			if name != "" && name != u.ref.Name && m.doc.Parameter(name) == nil && m.doc.Step(name) == nil && m.doc.Variable(name) == nil {
				m.part(u.node, u.ref.NameStart, u.ref.NameEnd(), name)
			}
		}
	}
}

func renamedOutput(spell func(string) string) func(*maker) {
	return func(m *maker) {
		for u := range m.declared {
			if u.ref.Form != document.StepOutputReference {
				continue
			}
			name := spell(u.ref.Output)
			if name != "" && m.doc.Step(u.ref.Name).Output(name) == nil {
				m.part(u.node, u.ref.OutputStart, u.ref.OutputEnd(), name)
			}
		}
	}
}

func variableWithoutPrefix(m *maker) {
	for u := range m.references {
		if u.ref.Form == document.VariableReference && m.doc.Parameter(u.ref.Name) == nil {
			m.replaceReference(u, "{{ "+u.ref.Name+" }}")
		}
	}
}

func globalWithoutPrefix(m *maker) {
	for u := range m.references {
		if u.ref.Form == document.GlobalReference && m.doc.Parameter(u.ref.Name) == nil {
			m.replaceReference(u, "{{ "+u.ref.Name+" }}")
		}
	}
}

func extended(suffix string) func(*maker) {
	return func(m *maker) {
		for u := range m.declared {
			if u.ref.Form == document.StepOutputReference && !strings.Contains(u.ref.Output, " ") {
				m.replaceReference(u, "{{ "+inner(u.ref)+suffix+" }}")
			}
		}
	}
}

func prefixed(form document.Form, prefix string) func(*maker) {
	return func(m *maker) {
		for u := range m.declared {
			if u.ref.Form == form {
				m.replaceReference(u, "{{ "+prefix+inner(u.ref)+" }}")
			}
		}
	}
}

func parameterStoreInInput(m *maker) {
	for u := range m.declared {
		if u.ref.Form == document.ParameterReference && u.ref.Whole(u.node.Text) {
			m.exchange(u, "{{ ssm:/app/"+u.ref.Name+" }}")
		}
	}
}

// ownOutput leaves loops alone, in which the output of the last round is there.
func ownOutput(m *maker) {
	for u := range m.declared {
		if u.ref.Whole(u.node.Text) && u.step.Loop == nil {
			m.exchangeForOutput(u, u.step)
		}
	}
}

// laterOutput keeps to documents whose steps run one after the other.
func laterOutput(m *maker) {
	if !isAutomation(m.doc) || !isStraight(m.doc) {
		return
	}
	for u := range m.declared {
		if u.ref.Form == document.StepOutputReference && u.ref.Whole(u.node.Text) {
			m.exchangeForOutput(u, m.doc.Steps[u.step.Index+1:]...)
		}
	}
}

// exchangeForOutput writes the first output of the same type that one of the
// steps has in place of a reference.
func (m *maker) exchangeForOutput(u use, steps ...*document.Step) {
	for _, step := range steps {
		for _, o := range step.Outputs {
			if step.Name.IsString() && o.Name.IsString() && o.Type.IsString() && o.Type.Text == m.declaredType(u.ref) {
				m.exchange(u, "{{ "+step.Name.Text+"."+o.Name.Text+" }}")
				return
			}
		}
	}
}

// declaredType is the type that the document gives to what a reference names;
// empty when it gives none.
func (m *maker) declaredType(r document.Reference) string {
	var declared *document.Node
	switch r.Form {
	case document.ParameterReference:
		if p := m.doc.Parameter(r.Name); p != nil {
			declared = p.Type
		}
	case document.StepOutputReference:
		if step := m.doc.Step(r.Name); step != nil && step.Output(r.Output) != nil {
			declared = step.Output(r.Output).Type
		}
	}
	if !declared.IsString() {
		return ""
	}
	return declared.Text
}

// isStraight tells whether the steps of a document have names and can only run in
// the order in which they are written.
func isStraight(doc *document.Document) bool {
	for i, step := range doc.Steps {
		jumps := !step.Name.IsString() || step.NextStep != nil || step.Is("aws:branch") || step.Is("aws:loop")
		for _, n := range []*document.Node{step.OnFailure, step.OnCancel} {
			jumps = jumps || n != nil && strings.HasPrefix(n.Text, "step:")
		}
		if jumps || step.IsEnd != nil && i+1 < len(doc.Steps) {
			return false
		}
	}
	return true
}

func referenceInJump(m *maker) {
	for step := range m.doc.AllSteps() {
		if step.NextStep.IsString() && len(m.doc.Parameters) > 0 {
			m.write(step.NextStep, quote("{{ "+m.doc.Parameters[0].Name.Text+" }}"))
		}
	}
}
