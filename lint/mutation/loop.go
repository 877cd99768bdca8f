package mutation

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func loopKinds() []Kind {
	return []Kind{
		{Name: "iterators-and-condition", Summary: "gave a loop both Iterators and a LoopCondition", make: iteratorsAndCondition},
		{Name: "loop-without-end", Summary: "left out Iterators or LoopCondition of a loop", make: loopWithoutEnd},
		{Name: "too-many-iterations", Summary: "allowed a loop more iterations than there can be", make: tooManyIterations},
		{Name: "loop-without-steps", Summary: "left out the Steps of a loop", make: loopWithoutSteps},
		{Name: "iterator-outside", Summary: "used the value of a loop outside of it", make: iteratorOutside},
		{Name: "iterator-of-condition-loop", Summary: "used the value of a loop that has a condition", make: iteratorOfConditionLoop},
		{Name: "misspelt-current-iteration", Summary: "misspelt CurrentIteration or CurrentIteratorValue", make: misspeltCurrentIteration},
		{Name: "misspelt-loop-input", Summary: "misspelt an input of a loop", make: misspeltLoopInput},
		{Name: "unknown-iterator-type", Summary: "gave a loop an IteratorDataType that there is not", make: unknownIteratorType},
	}
}

func (m *maker) loops(yield func(*document.Step) bool) {
	for step := range m.automationSteps {
		if step.Is("aws:loop") && len(step.Steps) > 0 && !yield(step) {
			return
		}
	}
}

func iteratorsAndCondition(m *maker) {
	for loop := range m.loops {
		switch {
		case loop.Inputs.Get("LoopCondition") != nil:
			m.insert(loop.Inputs, "Iterators", `["a", "b"]`, "LoopCondition", loop.Name.Text)
		case len(m.doc.Parameters) > 0:
			m.insert(loop.Inputs, "LoopCondition", `{"Variable": "{{ global:REGION }}", "StringEquals": "us-east-1"}`, "Iterators", loop.Name.Text)
		}
	}
}

func loopWithoutEnd(m *maker) {
	for loop := range m.loops {
		m.remove(loop.Inputs, "Iterators")
		m.remove(loop.Inputs, "LoopCondition")
	}
}

func tooManyIterations(m *maker) {
	for loop := range m.loops {
		if n := loop.Inputs.Get("MaxIterations"); n.IsScalar() {
			m.write(n, "1000", "MaxIterations")
		} else {
			m.insert(loop.Inputs, "MaxIterations", "1000")
		}
	}
}

func loopWithoutSteps(m *maker) {
	for loop := range m.loops {
		m.remove(loop.Inputs, "Steps")
	}
}

func iteratorOutside(m *maker) {
	for loop := range m.loops {
		if loop.Inputs.Get("Iterators") == nil || m.isLeft(loop) {
			continue
		}
		for u := range m.declared {
			if u.step.Loop == nil && u.step != loop && u.ref.Form == document.ParameterReference && u.ref.Whole(u.node.Text) {
				m.exchange(u, "{{ "+loop.Name.Text+".CurrentIteratorValue }}")
			}
		}
	}
}

// isLeft tells whether a step in a loop jumps out of it. Then the value of the
// last round may be used behind the loop.
func (m *maker) isLeft(loop *document.Step) bool {
	for _, inner := range loop.Steps {
		for _, n := range jumps(inner) {
			if to := m.doc.Step(strings.TrimPrefix(n.Text, "step:")); to != nil && to.Loop != loop {
				return true
			}
		}
	}
	return false
}

func iteratorOfConditionLoop(m *maker) {
	for loop := range m.loops {
		if loop.Inputs.Get("LoopCondition") == nil {
			continue
		}
		for u := range m.declared {
			if u.step.Loop == loop && u.ref.Form == document.ParameterReference && u.ref.Whole(u.node.Text) {
				m.exchange(u, "{{ "+loop.Name.Text+".CurrentIteratorValue }}")
			}
		}
	}
}

func misspeltCurrentIteration(m *maker) {
	for u := range m.references {
		if u.ref.Output == "CurrentIteration" || u.ref.Output == "CurrentIteratorValue" {
			m.part(u.node, u.ref.OutputStart, u.ref.OutputEnd(), misspelt(u.ref.Output))
		}
	}
}

func misspeltLoopInput(m *maker) {
	for loop := range m.loops {
		for _, e := range ownEntries(loop.Inputs) {
			m.misspell(e.Key)
		}
	}
}

func unknownIteratorType(m *maker) {
	for loop := range m.loops {
		if n := loop.Inputs.Get("IteratorDataType"); n.IsString() {
			m.rename(n, "Number")
		} else if loop.Inputs.Get("Iterators") != nil {
			m.insert(loop.Inputs, "IteratorDataType", quote("Number"))
		}
	}
}
