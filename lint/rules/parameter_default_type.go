package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var parameterDefaultType = lint.Rule{
	Name:     "parameter-default-type",
	Summary:  "the default of a parameter or a variable is not of its type",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A default has the natural form of its type: a String is text, an Integer a whole
number and a Boolean true or false, both without quotes, a StringList a list of
texts, a StringMap a map and a MapList a list of maps. In YAML quotes make the
difference. A reference such as {{ ssm:name }} may stand for a text or a list.`,
		Bad: `schemaVersion: '0.3'
parameters:
  Force:
    type: Boolean
    default: 'false'
mainSteps:
  - name: stopIt
    action: aws:changeInstanceState
    inputs:
      InstanceIds: [i-0123456789abcdef0]
      DesiredState: stopped
      Force: '{{ Force }}'
`,
		Good: `schemaVersion: '0.3'
parameters:
  Force:
    type: Boolean
    default: false
mainSteps:
  - name: stopIt
    action: aws:changeInstanceState
    inputs:
      InstanceIds: [i-0123456789abcdef0]
      DesiredState: stopped
      Force: '{{ Force }}'
`,
	},
	Check: checkParameterDefaultType,
}

func checkParameterDefaultType(p *lint.Pass) {
	for _, parameter := range p.Doc.Parameters {
		if f, ok := defaultFinding(parameter.Type, parameter.Default); ok {
			p.Report(f)
		}
	}
	for _, variable := range p.Doc.Variables {
		if f, ok := defaultFinding(variable.Type, variable.Default); ok {
			// That variables are as strict is only known from published runbooks.
			f.Severity = new(lint.Warning)
			p.Report(f)
		}
	}
}

// defaultFinding judges a default, or a part of one, by the type.
func defaultFinding(typeNode, value *document.Node) (f lint.Finding, ok bool) {
	if !typeNode.IsString() || value == nil || len(value.References()) > 0 {
		return f, false
	}
	t := valueTypeOf(typeNode.Text)
	wrong := misfit(t, value)
	if wrong == nil {
		return f, false
	}
	f.Node = wrong
	if wrong == value {
		f.Message = fmt.Sprintf("the default of %s is %s, not %s", withArticle(typeNode.Text), naturalForm(t), given(wrong))
	} else {
		f.Message = fmt.Sprintf("the default of %s is %s, and this is %s", withArticle(typeNode.Text), naturalForm(t), given(wrong))
	}
	if wrong.Kind == document.Map || wrong.Kind == document.List {
		start, _ := wrong.Offsets()
		f.Span = wrong.Source().Span(start, start+1)
	}
	if t == "Boolean" && oldBoolean(wrong) {
		f.Severity = new(lint.Warning)
	}
	if wrong.Kind == document.Null {
		f.Severity = new(lint.Warning) // a runbook of AWS has one, and it runs
		return f, true
	}
	want := t
	if wrong != value {
		want = "String"
	}
	if right := converted(want, wrong); right != "" {
		start, end := wrong.Offsets()
		f.Suggestion = right
		f.Fix = &lint.Fix{Title: "write " + right, Edits: []document.Edit{{Start: start, End: end, Text: right}}}
	}
	return f, true
}

// misfit is the part of a value that does not suit a type; nil when all does.
func misfit(t string, value *document.Node) *document.Node {
	element := document.String
	switch t {
	case "String":
		if value.Kind != document.String {
			return value
		}
		return nil
	case "Integer":
		if value.Kind != document.Int {
			return value
		}
		return nil
	case "Boolean":
		if value.Kind != document.Bool {
			return value
		}
		return nil
	case "StringMap":
		if value.Kind != document.Map {
			return value
		}
		return nil
	case "MapList":
		element = document.Map
	case "StringList":
	default:
		return nil // it has no type, or none that exists
	}
	if value.Kind != document.List {
		return value
	}
	for _, item := range value.Items {
		if item.Kind != element && len(item.References()) == 0 {
			return item
		}
	}
	return nil
}

// naturalForm says in words what a value of a type is written as.
func naturalForm(t string) string {
	switch t {
	case "Integer":
		return "a whole number without quotes"
	case "Boolean":
		return "true or false without quotes"
	case "StringList":
		return "a list of strings"
	case "StringMap":
		return "a map"
	case "MapList":
		return "a list of maps"
	}
	return "a string"
}

// converted is a scalar written as its type wants it; empty when it cannot be.
func converted(t string, value *document.Node) string {
	switch {
	case t == "String" && value.IsScalar() && value.Kind != document.String && value.Kind != document.Null:
		return `"` + value.Text + `"`
	case t == "StringList" && value.Kind == document.String && value.Style != document.Literal && value.Style != document.Folded && value.Text != "":
		if strings.ContainsAny(value.Text, ",[]{}") {
			return "" // perhaps several
		}
		return "[" + value.Raw() + "]"
	case t == "Boolean" && value.Kind == document.String:
		if word := strings.ToLower(value.Text); word == "true" || word == "false" {
			return word
		}
	case t == "Integer" && value.Kind == document.String:
		digits := strings.TrimPrefix(value.Text, "-")
		if digits != "" && len(digits) < 18 && strings.Trim(digits, "0123456789") == "" && (digits[0] != '0' || digits == "0") {
			return value.Text
		}
	}
	return ""
}

// parameterType is the type of a parameter's values; empty when it has none.
func parameterType(p *document.Parameter) string {
	if !p.Type.IsString() {
		return ""
	}
	return valueTypeOf(p.Type.Text)
}
