package mutation

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func jumpKinds() []Kind {
	return []Kind{
		{Name: "misspelt-next-step", Summary: "misspelt the step in nextStep", make: misspeltNextStep},
		{Name: "misspelt-on-failure-step", Summary: "misspelt the step in onFailure", make: misspeltTarget(func(s *document.Step) *document.Node { return s.OnFailure })},
		{Name: "misspelt-on-cancel-step", Summary: "misspelt the step in onCancel", make: misspeltTarget(func(s *document.Step) *document.Node { return s.OnCancel })},
		{Name: "on-failure-without-prefix", Summary: "left out step: in onFailure", make: onFailureWithoutPrefix},
		{Name: "next-step-with-prefix", Summary: "wrote step: in nextStep", make: nextStepWithPrefix},
		{Name: "next-step-case", Summary: "wrote the first letter of nextStep in the other case", make: nextStepCase},
		{Name: "misspelt-on-failure", Summary: "misspelt the word of onFailure", make: misspeltOnFailure},
		{Name: "on-failure-case", Summary: "wrote the word of onFailure in lower case", make: onFailureCase},
		{Name: "on-cancel-continue", Summary: "wrote onCancel: Continue", make: onCancelContinue},
		{Name: "end-as-word", Summary: "wrote isEnd as a word", make: endAsWord},
		{Name: "end-and-next", Summary: "wrote both isEnd and nextStep", make: endAndNext},
		{Name: "early-end", Summary: "ended the run before its last steps", make: earlyEnd},
		{Name: "circle", Summary: "led the last step back to the first", make: circle},
		{Name: "next-step-itself", Summary: "led a step to itself", make: nextStepItself},
		{Name: "removed-step", Summary: "removed a step that others use", make: removedStep},
		{Name: "skipped-over", Summary: "jumped over a step", make: skippedOver},
	}
}

func misspeltNextStep(m *maker) {
	for step := range m.automationSteps {
		m.misspell(step.NextStep)
	}
}

func misspeltTarget(of func(*document.Step) *document.Node) func(*maker) {
	return func(m *maker) {
		for step := range m.automationSteps {
			n := of(step)
			if name, ok := target(n); ok {
				m.part(n, len("step:"), len(n.Text), misspelt(name))
			}
		}
	}
}

func target(n *document.Node) (name string, ok bool) {
	if !n.IsString() {
		return "", false
	}
	return strings.CutPrefix(n.Text, "step:")
}

func onFailureWithoutPrefix(m *maker) {
	for step := range m.automationSteps {
		if name, ok := target(step.OnFailure); ok {
			m.rename(step.OnFailure, name)
		}
	}
}

func nextStepWithPrefix(m *maker) {
	for step := range m.automationSteps {
		if step.NextStep.IsString() {
			m.rename(step.NextStep, "step:"+step.NextStep.Text)
		}
	}
}

func nextStepCase(m *maker) {
	for step := range m.automationSteps {
		if step.NextStep.IsString() && m.doc.Step(otherCase(step.NextStep.Text)) == nil {
			m.rename(step.NextStep, otherCase(step.NextStep.Text))
		}
	}
}

func misspeltOnFailure(m *maker) {
	for step := range m.automationSteps {
		if _, jump := target(step.OnFailure); !jump {
			m.misspell(step.OnFailure)
		}
	}
}

func onFailureCase(m *maker) {
	for step := range m.automationSteps {
		if _, jump := target(step.OnFailure); !jump && step.OnFailure.IsString() {
			m.rename(step.OnFailure, strings.ToLower(step.OnFailure.Text))
		}
	}
}

func onCancelContinue(m *maker) {
	for step := range m.automationSteps {
		if step.OnCancel.IsString() {
			m.write(step.OnCancel, quote("Continue"))
		}
	}
}

func endAsWord(m *maker) {
	for step := range m.automationSteps {
		if step.IsEnd.IsScalar() {
			m.write(step.IsEnd, quote("yes"))
		}
	}
}

func endAndNext(m *maker) {
	for step := range m.automationSteps {
		if step.NextStep.IsString() && step.IsEnd == nil {
			m.insert(step.Node, "isEnd", "true")
		}
	}
}

func earlyEnd(m *maker) {
	if !isAutomation(m.doc) || !isStraight(m.doc) {
		return
	}
	for i, step := range m.doc.Steps {
		if i+2 < len(m.doc.Steps) && step.IsEnd == nil {
			m.insert(step.Node, "isEnd", "true", m.doc.Steps[i+1].Name.Text)
		}
	}
}

func circle(m *maker) {
	if !isAutomation(m.doc) || !isStraight(m.doc) || len(m.doc.Steps) < 2 {
		return
	}
	last := m.doc.Steps[len(m.doc.Steps)-1]
	if last.IsEnd == nil {
		m.insert(last.Node, "nextStep", quote(m.doc.Steps[0].Name.Text), m.doc.Steps[0].Name.Text)
	}
}

func nextStepItself(m *maker) {
	for step := range m.automationSteps {
		if !step.Is("aws:branch") { // which may never fall through to its nextStep
			m.rename(step.NextStep, step.Name.Text)
		}
	}
}

// removedStep takes a step out of the list.
func removedStep(m *maker) {
	if !isAutomation(m.doc) {
		return
	}
	for i, step := range m.doc.Steps {
		if i+1 == len(m.doc.Steps) || !step.Name.IsString() || !m.isNeeded(step) {
			continue
		}
		start, _ := step.Node.Offsets()
		end, _ := m.doc.Steps[i+1].Node.Offsets()
		m.edit(start, end, "", step.Name.Text)
	}
}

// isNeeded tells whether steps outside of this one refer to it.
func (m *maker) isNeeded(step *document.Step) bool {
	for _, u := range m.uses(document.StepOutputReference, step.Name.Text) {
		if u.step != step && (u.step == nil || u.step.Loop != step) {
			return true
		}
	}
	return m.isJumpedTo(step.Name.Text)
}

// skippedOver jumps over a step that nothing else leads to.
func skippedOver(m *maker) {
	if !isAutomation(m.doc) || !isStraight(m.doc) {
		return
	}
	for i, step := range m.doc.Steps {
		if i+2 < len(m.doc.Steps) && step.IsEnd == nil {
			m.insert(step.Node, "nextStep", quote(m.doc.Steps[i+2].Name.Text), m.doc.Steps[i+1].Name.Text)
		}
	}
}
