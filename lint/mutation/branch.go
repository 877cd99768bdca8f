package mutation

import (
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

func branchKinds() []Kind {
	return []Kind{
		{Name: "misspelt-operator", Summary: "misspelt the operator of a condition", make: misspeltOperator},
		{Name: "foreign-operator", Summary: "used an operator of AWS Step Functions", make: foreignOperator},
		{Name: "removed-operator", Summary: "left out the operator of a condition", make: removedOperator},
		{Name: "removed-choice-target", Summary: "left out NextStep of a choice", make: removedChoiceTarget},
		{Name: "misspelt-choice-key", Summary: "misspelt a key of a choice", make: misspeltChoiceKey},
		{Name: "misspelt-choice-target", Summary: "misspelt the step of a choice", make: misspeltChoiceTarget},
		{Name: "misspelt-branch-default", Summary: "misspelt the step in Default", make: misspeltBranchDefault},
		{Name: "removed-variable", Summary: "left out Variable of a choice", make: removedVariable},
		{Name: "variable-without-braces", Summary: "wrote Variable without braces", make: variableWithoutBraces},
		{Name: "two-operators", Summary: "gave a condition two operators", make: twoOperators},
		{Name: "single-member", Summary: "left only one condition in And or Or", make: singleMember},
		{Name: "not-as-list", Summary: "wrote a list of conditions in Not", make: notAsList},
		{Name: "numeric-operator-on-text", Summary: "compared a text as a number", make: numericOperatorOnText},
		{Name: "quoted-boolean-operand", Summary: "compared with a boolean in quotes", make: quotedBooleanOperand},
		{Name: "quoted-numeric-operand", Summary: "compared with a number in quotes", make: quotedNumericOperand},
		{Name: "empty-choices", Summary: "left a branch without choices", make: emptyChoices},
		{Name: "choice-without-list", Summary: "wrote the only choice without a list around it", make: choiceWithoutList},
	}
}

// choices are the choices of all branches.
func (m *maker) choices(yield func(*document.Node) bool) {
	for step := range m.automationSteps {
		if !step.Is("aws:branch") {
			continue
		}
		for _, choice := range items(step.Inputs.Get("Choices")) {
			if choice.Kind == document.Map && !yield(choice) {
				return
			}
		}
	}
}

// conditions are the simple conditions of all branches, with their operators.
func (m *maker) conditions(yield func(*document.Node, document.Entry) bool) {
	for choice := range m.choices {
		if !walkConditions(choice, yield) {
			return
		}
	}
}

func walkConditions(n *document.Node, yield func(*document.Node, document.Entry) bool) bool {
	for _, e := range ownEntries(n) {
		known := slices.ContainsFunc(schemas.Operators(), func(o schemas.Operator) bool { return o.Name == e.Key.Text })
		switch {
		case !known:
			continue
		case e.Value.Kind == document.List:
			for _, inner := range e.Value.Items {
				if !walkConditions(inner, yield) {
					return false
				}
			}
		case e.Value.Kind == document.Map:
			if !walkConditions(e.Value, yield) {
				return false
			}
		case !yield(n, e):
			return false
		}
	}
	return true
}

func misspeltOperator(m *maker) {
	for _, e := range m.conditions {
		m.misspell(e.Key)
	}
}

func foreignOperator(m *maker) {
	foreign := map[string]string{
		"StringEquals": "StringMatches", "NumericEquals": "NumericEqual", "NumericGreater": "NumericGreaterThan",
		"NumericLesser": "NumericLessThan", "Contains": "StringContains", "StartsWith": "StringStartsWith",
	}
	for _, e := range m.conditions {
		m.rename(e.Key, foreign[e.Key.Text])
	}
}

func removedOperator(m *maker) {
	for n, e := range m.conditions {
		m.remove(n, e.Key.Text)
	}
}

func removedChoiceTarget(m *maker) {
	for choice := range m.choices {
		m.remove(choice, "NextStep")
	}
}

func misspeltChoiceKey(m *maker) {
	for choice := range m.choices {
		for _, key := range []string{"NextStep", "Variable"} {
			if e, ok := choice.Entry(key); ok {
				m.misspell(e.Key)
			}
		}
	}
}

func misspeltChoiceTarget(m *maker) {
	for choice := range m.choices {
		m.misspell(choice.Get("NextStep"))
	}
}

func misspeltBranchDefault(m *maker) {
	for step := range m.automationSteps {
		if step.Is("aws:branch") {
			m.misspell(step.Inputs.Get("Default"))
		}
	}
}

func removedVariable(m *maker) {
	for n := range m.conditions {
		m.remove(n, "Variable")
	}
}

func variableWithoutBraces(m *maker) {
	for n := range m.conditions {
		v := n.Get("Variable")
		if refs := v.References(); len(refs) == 1 {
			m.rename(v, inner(refs[0]))
		}
	}
}

func twoOperators(m *maker) {
	for n, e := range m.conditions {
		if e.Key.Text == "StringEquals" {
			m.insert(n, "EqualsIgnoreCase", quote("none"))
		}
	}
}

func singleMember(m *maker) {
	for choice := range m.choices {
		for _, list := range []string{"And", "Or"} {
			if members := items(choice.Get(list)); len(members) > 1 && choice.Get(list).Flow {
				m.write(choice.Get(list), "["+members[0].Raw()+"]", list)
			}
		}
	}
}

func notAsList(m *maker) {
	for choice := range m.choices {
		if n := choice.Get("Not"); n != nil && n.Flow {
			m.write(n, "["+n.Raw()+"]", "Not")
		}
	}
}

func numericOperatorOnText(m *maker) {
	for n, e := range m.conditions {
		if e.Key.Text == "StringEquals" && m.isText(n.Get("Variable")) && e.Value.IsString() {
			start, _ := e.Key.Offsets()
			_, end := e.Value.Offsets()
			key := "NumericEquals"
			if n.Flow {
				key = quote(key)
			}
			m.edit(start, end, key+": 1", "NumericEquals")
		}
	}
}

// isText tells whether a variable of a condition is declared as a String.
func (m *maker) isText(variable *document.Node) bool {
	refs := variable.References()
	return len(refs) == 1 && m.declaredType(refs[0]) == "String"
}

func quotedBooleanOperand(m *maker) {
	for _, e := range m.conditions {
		if e.Key.Text == "BooleanEquals" && e.Value.Kind == document.Bool {
			m.write(e.Value, quote(e.Value.Text), e.Key.Text)
		}
	}
}

func quotedNumericOperand(m *maker) {
	for _, e := range m.conditions {
		if strings.HasPrefix(e.Key.Text, "Numeric") && e.Value.Kind == document.Int {
			m.write(e.Value, quote(e.Value.Text), e.Key.Text)
		}
	}
}

func emptyChoices(m *maker) {
	for step := range m.automationSteps {
		if step.Is("aws:branch") && len(items(step.Inputs.Get("Choices"))) > 0 {
			m.overwrite(step.Inputs.Get("Choices"), "[]", "Choices", step.Name.Text)
		}
	}
}

func choiceWithoutList(m *maker) {
	for step := range m.automationSteps {
		if choices := step.Inputs.Get("Choices"); step.Is("aws:branch") && len(items(choices)) == 1 && choices.Flow {
			m.write(choices, choices.Items[0].Raw(), "Choices")
		}
	}
}
