package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var variableValue = lint.Rule{
	Name:     "variable-value",
	Summary:  "a step sets a variable that does not exist, or to a value of another type",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `aws:updateVariable names a variable of the document as variable:Name, without
braces, and gives it a value of exactly its type: nothing is converted.`,
		Bad: `schemaVersion: '0.3'
variables:
  Tries:
    type: Integer
    default: 0
mainSteps:
  - name: count
    action: aws:updateVariable
    inputs:
      Name: variable:Tries
      Value: '1'
  - name: wait
    action: aws:sleep
    inputs:
      Duration: 'PT{{ variable:Tries }}M'
`,
		Good: `schemaVersion: '0.3'
variables:
  Tries:
    type: Integer
    default: 0
mainSteps:
  - name: count
    action: aws:updateVariable
    inputs:
      Name: variable:Tries
      Value: 1
  - name: wait
    action: aws:sleep
    inputs:
      Duration: 'PT{{ variable:Tries }}M'
`,
	},
	Check: checkVariableValue,
}

func checkVariableValue(p *lint.Pass) {
	unknown := map[string][]*document.Node{}
	var order []string
	for step, action := range actionsWithInputs(p.Doc) {
		for _, input := range action.Inputs {
			name := step.Inputs.Get(input.Name)
			if input.Format != "variable" || !name.IsString() {
				continue
			}
			if refs := name.References(); len(refs) > 0 {
				reportVariableInBraces(p, name)
				continue
			}
			prefix, rest, ok := strings.Cut(name.Text, ":")
			if !ok || prefix != "variable" {
				reportUnprefixed(p, name)
				continue
			}
			variable := p.Doc.Variable(rest)
			if variable == nil {
				if unknown[rest] == nil {
					order = append(order, rest)
				}
				unknown[rest] = append(unknown[rest], name)
				continue
			}
			checkNewValue(p, variable, step.Inputs.Get("Value"))
		}
	}
	if len(order) == 0 || hiddenDeclarations(p).variables {
		return
	}
	read := map[string]bool{}
	for _, r := range p.References() {
		if r.Form == document.VariableReference && r.Place != lint.InScript && r.Place != lint.Elsewhere {
			read[r.Name] = true
		}
	}
	for _, name := range order {
		if !read[name] { // otherwise undeclared-reference tells of it
			reportUnknownVariable(p, unknown[name], name)
		}
	}
}

// reportVariableInBraces reports {{ variable:Name }}, which would be the value.
func reportVariableInBraces(p *lint.Pass, name *document.Node) {
	f := lint.Finding{Node: name, Message: fmt.Sprintf("%q would be the variable's value; its name is written variable:Name", name.Text)}
	if ref, ok := wholeReference(name); ok && ref.Form == document.VariableReference {
		right := "variable:" + ref.Name
		f.Message = fmt.Sprintf("%q is the variable's value; its name is written %q", name.Text, right)
		f.Suggestion = right
		f.Fix = write(name, right)
	}
	p.Report(f)
}

// reportUnprefixed reports a name that lacks variable: where there is a variable
// of that name; what else is wrong with its spelling is malformed-value's.
func reportUnprefixed(p *lint.Pass, name *document.Node) {
	if p.Doc.Variable(name.Text) == nil || reportedByPattern(p, name) {
		return
	}
	right := "variable:" + name.Text
	p.Report(lint.Finding{
		Node: name, Suggestion: right, Fix: write(name, right),
		Message: fmt.Sprintf("the name of a variable is written %q", right),
	})
}

func reportedByPattern(p *lint.Pass, n *document.Node) bool {
	return slices.ContainsFunc(p.Violations(), func(v lint.Violation) bool { return v.Node == n && v.Kind == schemas.Pattern })
}

// reportUnknownVariable reports all steps that set a variable that there is not.
func reportUnknownVariable(p *lint.Pass, uses []*document.Node, name string) {
	n := uses[0]
	at := len(n.Text) - len(name)
	f := lint.Finding{Node: n, Span: n.SpanAt(at, len(n.Text)), Message: fmt.Sprintf("variable %q is not declared", name)}
	var names []string
	for _, v := range p.Doc.Variables {
		names = append(names, v.Name.Text)
	}
	if meant, ok := nearest.Of(name, slices.Values(names)); ok {
		f.Message += fmt.Sprintf("; did you mean %q?", meant)
		f.Suggestion = meant
		if _, certain := nearest.Certain(name, slices.Values(names)); certain {
			f.Fix = &lint.Fix{Title: "write " + meant}
			for _, use := range uses {
				f.Fix.Edits = append(f.Fix.Edits, lint.ReplacePart(use, at, len(use.Text), meant))
			}
		}
	} else if p.Doc.Parameter(name) != nil {
		f.Message += fmt.Sprintf("; %q is a parameter, whose value cannot be changed", name)
	}
	for _, use := range uses[1:] {
		f.Related = append(f.Related, lint.Related{Span: use.SpanAt(at, len(use.Text)), Message: "and here"})
	}
	p.Report(f)
}

// checkNewValue holds the new value against the variable's type.
func checkNewValue(p *lint.Pass, variable *document.Variable, value *document.Node) {
	if value == nil || !variable.Type.IsString() {
		return
	}
	t := variable.Type.Text
	if ref, ok := wholeReference(value); ok {
		from := referenceType(p.Doc, ref)
		ownList := from == "StringList" && ref.Form == document.StepOutputReference && !declaresOutput(p.Doc.Step(ref.Name), ref.Output)
		if from != "" && valueTypeOf(t) != "" && from != t && !ownList {
			p.Report(lint.Finding{Node: value, Message: fmt.Sprintf("%q is %s, and the variable %q is %s", ref.Text, withArticle(from), variable.Name.Text, withArticle(t))})
		}
		return
	}
	wrong := misfit(t, value)
	if wrong == nil {
		return
	}
	f := lint.Finding{Node: wrong, Message: fmt.Sprintf("the variable %q is %s and takes %s, not %s", variable.Name.Text, withArticle(t), naturalForm(t), given(wrong))}
	if wrong.Kind == document.Map || wrong.Kind == document.List {
		start, _ := wrong.Offsets()
		f.Span = p.Doc.Source.Span(start, start+1)
	}
	if right := converted(t, wrong); right != "" && wrong == value {
		start, end := wrong.Offsets()
		f.Suggestion = right
		f.Fix = &lint.Fix{Title: "write " + right, Edits: []document.Edit{{Start: start, End: end, Text: right}}}
	}
	p.Report(f)
}
