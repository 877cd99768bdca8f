package mutation

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func stepKinds() []Kind {
	return []Kind{
		{Name: "misspelt-step-key", Summary: "misspelt a key of a step", make: misspeltStepKey},
		{Name: "step-key-case", Summary: "began a key of a step with a capital letter", make: stepKeyCase},
		{Name: "unknown-step-key", Summary: "gave a step a key of another tool's", make: unknownStepKey},
		{Name: "removed-step-name", Summary: "left out a step's name", make: removedStepName},
		{Name: "removed-action", Summary: "left out a step's action", make: removedAction},
		{Name: "removed-inputs", Summary: "left out a step's inputs", make: removedInputs},
		{Name: "duplicate-step-name", Summary: "gave two steps the same name", make: duplicateStepName},
		{Name: "blank-in-step-name", Summary: "put a blank into a step's name", make: badStepName(" ")},
		{Name: "hyphen-in-step-name", Summary: "put a hyphen into a step's name", make: badStepName("-")},
		{Name: "renamed-step", Summary: "renamed a step and not what refers to it", make: renamedStep},
		{Name: "misspelt-action", Summary: "misspelt an action", make: misspeltAction},
		{Name: "action-case", Summary: "wrote an action in lower case", make: actionCase},
		{Name: "action-without-prefix", Summary: "left out aws: before an action", make: actionWithoutPrefix},
		{Name: "plugin-as-action", Summary: "used a plugin of Command documents in a runbook", make: pluginAsAction},
		{Name: "input-beside-inputs", Summary: "wrote an input beside inputs instead of inside", make: inputBesideInputs},
		{Name: "step-key-in-inputs", Summary: "wrote a key of a step inside its inputs", make: stepKeyInInputs},
		{Name: "inputs-as-list", Summary: "wrote inputs as a list", make: inputsAsList},
		{Name: "time-out-as-text", Summary: "wrote a time-out with its unit", make: timeOut(`"10 minutes"`)},
		{Name: "time-out-zero", Summary: "wrote a time-out of no time", make: timeOut("0")},
		{Name: "attempts-zero", Summary: "wrote that a step is to be tried no times", make: attempts("0")},
		{Name: "attempts-as-word", Summary: "wrote the number of attempts as a word", make: attempts(`"three"`)},
		{Name: "critical-as-word", Summary: "wrote isCritical as a word", make: criticalAsWord},
	}
}

// automationSteps are all steps of a runbook.
func (m *maker) automationSteps(yield func(*document.Step) bool) {
	if !isAutomation(m.doc) {
		return
	}
	for step := range m.doc.AllSteps() {
		if step.Name.IsString() && step.Action.IsString() && !yield(step) {
			return
		}
	}
}

func misspeltStepKey(m *maker) {
	for step := range m.automationSteps {
		for _, e := range ownEntries(step.Node) {
			m.misspell(e.Key)
		}
	}
}

func stepKeyCase(m *maker) {
	for step := range m.automationSteps {
		for _, e := range ownEntries(step.Node) {
			m.rename(e.Key, otherCase(e.Key.Text))
		}
	}
}

func unknownStepKey(m *maker) {
	for step := range m.automationSteps {
		m.insert(step.Node, "dependsOn", `["other"]`)
	}
}

func removedStepName(m *maker) {
	for step := range m.automationSteps {
		m.remove(step.Node, "name")
	}
}

func removedAction(m *maker) {
	for step := range m.automationSteps {
		m.remove(step.Node, "action")
	}
}

func removedInputs(m *maker) {
	for step := range m.automationSteps {
		m.remove(step.Node, "inputs")
	}
}

func duplicateStepName(m *maker) {
	for step := range m.automationSteps {
		if step.Index == 0 || step.Loop != nil || m.isUsed(step) {
			continue
		}
		if before := m.doc.Steps[step.Index-1].Name; before.IsString() {
			m.rename(step.Name, before.Text)
		}
	}
}

// isUsed tells whether anything in the document refers to a step.
func (m *maker) isUsed(step *document.Step) bool {
	name := step.Name.Text
	if len(m.uses(document.StepOutputReference, name)) > 0 {
		return true
	}
	for _, o := range m.doc.Outputs {
		if o.Step == name {
			return true
		}
	}
	return m.isJumpedTo(name)
}

// isJumpedTo tells whether a step is the target of a jump.
func (m *maker) isJumpedTo(name string) bool {
	for other := range m.doc.AllSteps() {
		for _, n := range jumps(other) {
			if strings.TrimPrefix(n.Text, "step:") == name {
				return true
			}
		}
	}
	return false
}

// jumps are the strings of a step that may name another one.
func jumps(step *document.Step) []*document.Node {
	candidates := []*document.Node{step.NextStep, step.OnFailure, step.OnCancel}
	if step.Is("aws:branch") {
		candidates = append(candidates, step.Inputs.Get("Default"))
		for _, choice := range items(step.Inputs.Get("Choices")) {
			candidates = append(candidates, choice.Get("NextStep"))
		}
	}
	var found []*document.Node
	for _, n := range candidates {
		if n.IsString() {
			found = append(found, n)
		}
	}
	return found
}

func badStepName(letter string) func(*maker) {
	return func(m *maker) {
		for step := range m.automationSteps {
			name := step.Name.Text
			if len(name) > 3 && !m.isUsed(step) {
				m.rename(step.Name, name[:len(name)/2]+letter+name[len(name)/2:])
			}
		}
	}
}

func renamedStep(m *maker) {
	for step := range m.automationSteps {
		name := step.Name.Text
		if len(m.uses(document.StepOutputReference, name)) > 0 || m.isJumpedTo(name) {
			m.rename(step.Name, "my"+name)
		}
	}
}

func misspeltAction(m *maker) {
	for step := range m.automationSteps {
		if name, ok := strings.CutPrefix(step.Action.Text, "aws:"); ok {
			m.part(step.Action, len("aws:"), len(step.Action.Text), misspelt(name), "aws:"+misspelt(name))
		}
	}
}

func actionCase(m *maker) {
	for step := range m.automationSteps {
		m.rename(step.Action, strings.ToLower(step.Action.Text))
	}
}

func actionWithoutPrefix(m *maker) {
	for step := range m.automationSteps {
		m.rename(step.Action, strings.TrimPrefix(step.Action.Text, "aws:"))
	}
}

func pluginAsAction(m *maker) {
	for step := range m.automationSteps {
		if step.Is("aws:runCommand") {
			m.rename(step.Action, "aws:runShellScript")
		}
	}
}

func inputBesideInputs(m *maker) {
	for step := range m.automationSteps {
		for _, e := range ownEntries(step.Inputs) {
			m.move(step.Inputs, e.Key.Text, step.Node)
		}
	}
}

// stepKeyInInputs leaves out what an action takes as inputs, too.
func stepKeyInInputs(m *maker) {
	for step := range m.automationSteps {
		for _, key := range []string{"timeoutSeconds", "onFailure", "isEnd", "nextStep", "maxAttempts", "isCritical"} {
			m.move(step.Node, key, step.Inputs)
		}
	}
}

func inputsAsList(m *maker) {
	for step := range m.automationSteps {
		if step.Inputs != nil && step.Inputs.Flow && len(step.Inputs.Entries) > 0 && len(step.Steps) == 0 {
			m.write(step.Inputs, "["+step.Inputs.Raw()+"]")
		}
	}
}

func timeOut(value string) func(*maker) {
	return func(m *maker) {
		for step := range m.automationSteps {
			if step.TimeoutSeconds.IsScalar() {
				m.write(step.TimeoutSeconds, value)
			}
		}
	}
}

func attempts(value string) func(*maker) {
	return func(m *maker) {
		for step := range m.automationSteps {
			if step.MaxAttempts.IsScalar() {
				m.write(step.MaxAttempts, value)
			} else {
				m.insert(step.Node, "maxAttempts", value)
			}
		}
	}
}

func criticalAsWord(m *maker) {
	for step := range m.automationSteps {
		if step.IsCritical.IsScalar() {
			m.write(step.IsCritical, quote("never"))
		}
	}
}
