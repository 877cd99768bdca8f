package mutation

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func parameterKinds() []Kind {
	return []Kind{
		{Name: "misspelt-parameter-type", Summary: "misspelt a parameter's type", make: misspeltParameterType},
		{Name: "parameter-type-case", Summary: "wrote a parameter's type in lower case", make: parameterTypeCase},
		{Name: "foreign-parameter-type", Summary: "gave a parameter a type of CloudFormation's", make: foreignParameterType},
		{Name: "misspelt-parameter-attribute", Summary: "misspelt an attribute of a parameter", make: misspeltParameterAttribute},
		{Name: "parameter-attribute-case", Summary: "began an attribute of a parameter with a capital letter", make: parameterAttributeCase},
		{Name: "unknown-parameter-attribute", Summary: "gave a parameter an attribute that there is not", make: unknownParameterAttribute},
		{Name: "removed-parameter-type", Summary: "left out a parameter's type", make: removedParameterType},
		{Name: "default-of-wrong-type", Summary: "wrote a default that is no value of the parameter's type", make: defaultOfWrongType},
		{Name: "swapped-parameter-type", Summary: "declared another type than the default has", make: swappedParameterType},
		{Name: "default-not-allowed", Summary: "wrote a default that is not among the allowed values", make: defaultNotAllowed},
		{Name: "allowed-values-as-text", Summary: "wrote the allowed values as one text", make: allowedValuesAsText},
		{Name: "allowed-value-of-wrong-type", Summary: "wrote an allowed value that the type cannot have", make: allowedValueOfWrongType},
		{Name: "broken-pattern", Summary: "left out a closing bracket of a pattern", make: brokenPattern},
		{Name: "contradictory-limits", Summary: "wrote a least length above the greatest", make: contradictoryLimits},
		{Name: "bad-parameter-name", Summary: "put a hyphen into a parameter's name, everywhere", make: badParameterName},
		{Name: "renamed-parameter", Summary: "renamed a parameter where it is declared but not where it is used", make: renamedParameter},
		{Name: "removed-parameter", Summary: "removed a parameter that is used", make: removedParameter},
		{Name: "unused-parameter", Summary: "declared a parameter and never used it", make: unusedParameter},
		{Name: "misspelt-variable-type", Summary: "misspelt a variable's type", make: misspeltVariableType},
		{Name: "variable-default-of-wrong-type", Summary: "wrote a variable's default of another type", make: variableDefaultOfWrongType},
		{Name: "renamed-variable", Summary: "renamed a variable where it is declared", make: renamedVariable},
	}
}

// parameters are those of documents whose parameters are known.
func (m *maker) parameters(yield func(*document.Parameter) bool) {
	if !isChecked(m.doc) {
		return
	}
	for _, p := range m.doc.Parameters {
		if p.Node != nil && p.Node.Kind == document.Map && p.Type.IsString() && !yield(p) {
			return
		}
	}
}

func misspeltParameterType(m *maker) {
	for p := range m.parameters {
		m.misspell(p.Type)
	}
}

// parameterTypeCase leaves Session documents alone: AWS's guide has string there.
func parameterTypeCase(m *maker) {
	if m.doc.Kind == document.Session {
		return
	}
	for p := range m.parameters {
		m.rename(p.Type, strings.ToLower(p.Type.Text))
	}
}

func foreignParameterType(m *maker) {
	foreign := map[string]string{"String": "Text", "Integer": "Number", "StringList": "CommaDelimitedList", "Boolean": "Bool", "StringMap": "Map"}
	for p := range m.parameters {
		m.rename(p.Type, foreign[p.Type.Text])
	}
}

func misspeltParameterAttribute(m *maker) {
	for p := range m.parameters {
		for _, e := range ownEntries(p.Node) {
			m.misspell(e.Key)
		}
	}
}

func parameterAttributeCase(m *maker) {
	for p := range m.parameters {
		for _, e := range ownEntries(p.Node) {
			m.rename(e.Key, otherCase(e.Key.Text))
		}
	}
}

func unknownParameterAttribute(m *maker) {
	for p := range m.parameters {
		m.insert(p.Node, "required", "true")
	}
}

func removedParameterType(m *maker) {
	for p := range m.parameters {
		m.remove(p.Node, "type")
	}
}

// otherTypes has for each type a value that can be none of it.
func otherTypes(parameterType string) string {
	switch parameterType {
	case "String":
		return `["a"]`
	case "StringList":
		return `{"a": "b"}`
	case "Boolean":
		return `"yes"`
	case "Integer":
		return `"three"`
	case "StringMap", "MapList":
		return `"none"`
	}
	return ""
}

func defaultOfWrongType(m *maker) {
	for p := range m.parameters {
		if other := otherTypes(p.Type.Text); p.Default != nil && other != "" {
			m.write(p.Default, other, p.Name.Text)
		}
	}
}

func swappedParameterType(m *maker) {
	for p := range m.parameters {
		if p.Default == nil || !isAutomation(m.doc) {
			continue
		}
		switch {
		case p.Type.Text == "StringList" && len(p.Default.Items) > 0:
			m.rename(p.Type, "Boolean", p.Name.Text)
		case p.Type.Text == "Boolean":
			m.rename(p.Type, "Integer", p.Name.Text)
		case p.Type.Text == "Integer":
			m.rename(p.Type, "Boolean", p.Name.Text)
		case p.Type.Text == "StringMap":
			m.rename(p.Type, "StringList", p.Name.Text)
		}
	}
}

func defaultNotAllowed(m *maker) {
	for p := range m.parameters {
		if p.Default.IsString() && len(p.Default.References()) == 0 && len(items(p.AllowedValues)) > 0 && p.Type.Text == "String" {
			m.write(p.Default, quote(misspelt(p.Default.Text)+"x"), p.Name.Text)
		}
	}
}

func allowedValuesAsText(m *maker) {
	for p := range m.parameters {
		if len(items(p.AllowedValues)) > 0 && p.AllowedValues.Items[0].IsScalar() {
			m.write(p.AllowedValues, quote(p.AllowedValues.Items[0].Text), p.Name.Text)
		}
	}
}

func allowedValueOfWrongType(m *maker) {
	for p := range m.parameters {
		for _, v := range items(p.AllowedValues) {
			switch p.Type.Text {
			case "Integer":
				m.write(v, `"three"`, p.Name.Text)
			case "String":
				m.write(v, `{"a": "b"}`, p.Name.Text)
			}
		}
	}
}

func brokenPattern(m *maker) {
	for p := range m.parameters {
		pattern := p.AllowedPattern
		if !pattern.IsString() || strings.Contains(pattern.Text, `\`) || strings.Count(pattern.Text, "[") > 1 {
			continue
		}
		if at := strings.LastIndexAny(pattern.Text, ")"); at >= 0 && !strings.ContainsAny(pattern.Text, "[]") {
			m.part(pattern, at, at+1, "", p.Name.Text)
		} else if at := strings.LastIndexAny(pattern.Text, "]"); at >= 0 {
			m.part(pattern, at, at+1, "", p.Name.Text)
		}
	}
}

func contradictoryLimits(m *maker) {
	for p := range m.parameters {
		if p.Type.Text == "String" && p.Default == nil && p.Node.Get("minChars") == nil && p.Node.Get("maxChars") == nil {
			least, ok := m.insertion(p.Node, "minChars", "20")
			if greatest, _ := m.insertion(p.Node, "maxChars", "10"); ok {
				m.made = append(m.made, Mutant{
					Edits: []document.Edit{least, greatest}, Start: least.Start, End: least.End,
					Words: []string{"minChars", "maxChars"},
				})
			}
		}
	}
}

func badParameterName(m *maker) {
	for p := range m.parameters {
		uses := m.uses(document.ParameterReference, p.Name.Text)
		if len(p.Name.Text) < 4 || len(uses) == 0 {
			continue
		}
		at := len(p.Name.Text) / 2
		bad := p.Name.Text[:at] + "-" + p.Name.Text[at:]
		mutant := Mutant{Start: p.Name.OffsetAt(0), End: p.Name.OffsetAt(len(p.Name.Text)), Words: []string{bad}}
		mutant.Edits = append(mutant.Edits, document.Edit{Start: p.Name.OffsetAt(at), End: p.Name.OffsetAt(at), Text: "-"})
		for _, use := range uses {
			offset := use.node.OffsetAt(use.ref.NameStart + at)
			mutant.Edits = append(mutant.Edits, document.Edit{Start: offset, End: offset, Text: "-"})
		}
		m.made = append(m.made, mutant)
	}
}

func renamedParameter(m *maker) {
	for p := range m.parameters {
		if len(m.uses(document.ParameterReference, p.Name.Text)) > 0 {
			m.rename(p.Name, "My"+p.Name.Text)
		}
	}
}

func removedParameter(m *maker) {
	for p := range m.parameters {
		if len(m.uses(document.ParameterReference, p.Name.Text)) > 0 {
			m.remove(m.doc.Root.Get("parameters"), p.Name.Text)
		}
	}
}

func unusedParameter(m *maker) {
	if isAutomation(m.doc) || m.doc.Kind == document.Command {
		m.insert(m.doc.Root.Get("parameters"), "SnapshotName", `{"type": "String", "description": "The name of the snapshot."}`)
	}
}

func misspeltVariableType(m *maker) {
	for _, v := range m.doc.Variables {
		m.misspell(v.Type)
	}
}

func variableDefaultOfWrongType(m *maker) {
	for _, v := range m.doc.Variables {
		if v.Type.IsString() && v.Default != nil && otherTypes(v.Type.Text) != "" {
			m.write(v.Default, otherTypes(v.Type.Text), v.Name.Text)
		}
	}
}

func renamedVariable(m *maker) {
	for _, v := range m.doc.Variables {
		if len(m.uses(document.VariableReference, v.Name.Text)) > 0 {
			m.rename(v.Name, "my"+v.Name.Text)
		}
	}
}
