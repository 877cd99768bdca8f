package mutation

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

func actionKinds() []Kind {
	return []Kind{
		{Name: "removed-required-input", Summary: "left out an input that an action requires", make: removedRequiredInput},
		{Name: "misspelt-input", Summary: "misspelt an input of an action", make: misspeltInput},
		{Name: "input-case", Summary: "began an input of an action in the other case", make: inputCase},
		{Name: "unknown-input", Summary: "gave an action an input that it does not take", make: unknownInput},
		{Name: "misspelt-input-value", Summary: "misspelt a value of which an input takes only a few", make: misspeltInputValue},
		{Name: "input-of-wrong-type", Summary: "wrote a value of another type than an input takes", make: inputOfWrongType},
		{Name: "duration-in-words", Summary: "wrote a duration in words", make: duration("10 minutes")},
		{Name: "duration-without-t", Summary: "left out the T of a duration of hours or minutes", make: durationWithoutT},
		{Name: "duration-without-unit", Summary: "wrote a duration as a number of seconds", make: duration("60")},
		{Name: "sleep-with-both", Summary: "gave aws:sleep both a duration and a time", make: sleepWithBoth},
		{Name: "sleep-without-duration", Summary: "left out the duration of aws:sleep", make: sleepWithoutDuration},
		{Name: "template-twice", Summary: "gave aws:createStack a template and its address", make: templateTwice},
		{Name: "too-many-approvals", Summary: "asked for more approvals than there are approvers", make: tooManyApprovals},
		{Name: "variable-name-without-prefix", Summary: "left out variable: in aws:updateVariable", make: variableNameWithoutPrefix},
		{Name: "misspelt-variable-name", Summary: "misspelt the variable in aws:updateVariable", make: misspeltVariableName},
		{Name: "misspelt-command-document", Summary: "put a blank into the name of a document", make: blankInDocumentName},
		{Name: "misspelt-command-parameter", Summary: "misspelt a parameter of a document of AWS's", make: misspeltCommandParameter},
		{Name: "command-parameter-case", Summary: "began a parameter of a document of AWS's in the other case", make: commandParameterCase},
	}
}

// closedActions are the steps whose action takes the inputs that it lists and no
// others.
func (m *maker) closedActions(yield func(*document.Step, *schemas.ActionSpec) bool) {
	for step := range m.automationSteps {
		action, ok := schemas.Action(step.Action.Text)
		if ok && !action.Internal && action.Open == schemas.OwnOnly && !yield(step, action) {
			return
		}
	}
}

func removedRequiredInput(m *maker) {
	for step, action := range m.closedActions {
		for _, input := range action.Inputs {
			if input.Required {
				m.remove(step.Inputs, input.Name)
			}
		}
	}
}

func misspeltInput(m *maker) {
	for step := range m.closedActions {
		for _, e := range ownEntries(step.Inputs) {
			m.misspell(e.Key)
		}
	}
}

func inputCase(m *maker) {
	for step, action := range m.closedActions {
		for _, e := range ownEntries(step.Inputs) {
			if _, known := action.Input(otherCase(e.Key.Text)); !known {
				m.rename(e.Key, otherCase(e.Key.Text))
			}
		}
	}
}

func unknownInput(m *maker) {
	for step := range m.closedActions {
		m.insert(step.Inputs, "Comments", quote("for the night"), step.Name.Text)
	}
}

func misspeltInputValue(m *maker) {
	for step, action := range m.closedActions {
		for _, input := range action.Inputs {
			v := step.Inputs.Get(input.Name)
			if len(input.Enum) > 0 && v.IsString() && len(v.References()) == 0 {
				m.rename(v, misspelt(v.Text), input.Name)
			}
		}
	}
}

func inputOfWrongType(m *maker) {
	for step, action := range m.closedActions {
		for _, input := range action.Inputs {
			v := step.Inputs.Get(input.Name)
			if v == nil || len(step.Steps) > 0 {
				continue
			}
			switch input.Type {
			case "String":
				m.write(v, `{"Value": "x"}`, input.Name)
			case "StringList":
				m.write(v, `{"Value": "x"}`, input.Name)
			case "StringMap":
				m.write(v, "5", input.Name)
			case "Boolean":
				m.write(v, quote("enabled"), input.Name)
			case "Integer":
				m.write(v, quote("many"), input.Name)
			}
		}
	}
}

// durations are the inputs that are written as ISO 8601 durations.
func (m *maker) durations(yield func(*document.Node, string) bool) {
	for step := range m.automationSteps {
		action, ok := schemas.Action(step.Action.Text)
		if !ok {
			continue
		}
		for _, input := range action.Inputs {
			v := step.Inputs.Get(input.Name)
			if input.Format == "duration" && v.IsString() && len(v.References()) == 0 && !yield(v, input.Name) {
				return
			}
		}
	}
}

func duration(text string) func(*maker) {
	return func(m *maker) {
		for v, name := range m.durations {
			m.write(v, quote(text), name)
		}
	}
}

func durationWithoutT(m *maker) {
	for v, name := range m.durations {
		// PM5 and P5M are not the same: the latter would be five months.
		if rest, ok := strings.CutPrefix(v.Text, "PT"); ok && strings.ContainsAny(rest, "HS") {
			m.rename(v, "P"+rest, name)
		}
	}
}

func sleepWithBoth(m *maker) {
	for step := range m.automationSteps {
		if step.Is("aws:sleep") && step.Inputs.Get("Duration") != nil {
			m.insert(step.Inputs, "Timestamp", quote("2030-01-01T00:00:00Z"), "Duration", step.Name.Text)
		}
	}
}

func sleepWithoutDuration(m *maker) {
	for step := range m.automationSteps {
		if e, ok := step.Inputs.Entry("Duration"); ok && step.Is("aws:sleep") && step.Inputs.Flow {
			start, _ := e.Key.Offsets()
			_, end := e.Value.Offsets()
			if len(step.Inputs.Entries) == 1 {
				m.removeAt(step.Node, start, end, "Duration", step.Name.Text)
			}
		}
	}
}

func templateTwice(m *maker) {
	for step := range m.automationSteps {
		if step.Is("aws:createStack") && step.Inputs.Get("TemplateBody") != nil {
			m.insert(step.Inputs, "TemplateURL", quote("https://example.com/t.yaml"), "TemplateBody", step.Name.Text)
		}
	}
}

func tooManyApprovals(m *maker) {
	for step := range m.automationSteps {
		approvers := step.Inputs.Get("Approvers")
		if !step.Is("aws:approve") || len(items(approvers)) == 0 {
			continue
		}
		for _, approver := range approvers.Items {
			if len(approver.References()) > 0 {
				return // a list may stand behind the reference
			}
		}
		if n := step.Inputs.Get("MinRequiredApprovals"); n.IsScalar() {
			m.write(n, "9", "Approvers")
		} else {
			m.insert(step.Inputs, "MinRequiredApprovals", "9", "Approvers")
		}
	}
}

// updates are the names of variables in aws:updateVariable.
func (m *maker) updates(yield func(*document.Node, string) bool) {
	for step := range m.automationSteps {
		n := step.Inputs.Get("Name")
		if !step.Is("aws:updateVariable") || !n.IsString() {
			continue
		}
		if name, ok := strings.CutPrefix(n.Text, "variable:"); ok && !yield(n, name) {
			return
		}
	}
}

func variableNameWithoutPrefix(m *maker) {
	for n, name := range m.updates {
		m.rename(n, name)
	}
}

func misspeltVariableName(m *maker) {
	for n, name := range m.updates {
		if m.doc.Variable(misspelt(name)) == nil {
			m.part(n, len("variable:"), len(n.Text), misspelt(name))
		}
	}
}

// commands are the steps that run the newest version of a Command document of
// AWS's.
func (m *maker) commands(yield func(*document.Step) bool) {
	for step := range m.automationSteps {
		n := step.Inputs.Get("DocumentName")
		if !step.Is("aws:runCommand") || !n.IsString() || step.Inputs.Get("DocumentVersion") != nil {
			continue
		}
		if (n.Text == "AWS-RunShellScript" || n.Text == "AWS-RunPowerShellScript") && !yield(step) {
			return
		}
	}
}

func blankInDocumentName(m *maker) {
	for step := range m.commands {
		n := step.Inputs.Get("DocumentName")
		m.rename(n, strings.Replace(n.Text, "-", " ", 1), "DocumentName")
	}
}

func misspeltCommandParameter(m *maker) {
	for step := range m.commands {
		for _, e := range ownEntries(step.Inputs.Get("Parameters")) {
			m.misspell(e.Key)
		}
	}
}

func commandParameterCase(m *maker) {
	for step := range m.commands {
		for _, e := range ownEntries(step.Inputs.Get("Parameters")) {
			m.rename(e.Key, otherCase(e.Key.Text))
		}
	}
}
