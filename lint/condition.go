package lint

import (
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

// Condition is a condition of aws:branch or aws:loop, or one inside another.
type Condition struct {
	Step *document.Step
	// Node is a map.
	Node *document.Node
	// Choice tells that it is an element of Choices, and so has a NextStep.
	Choice bool
	// Operators are the entries whose keys are operators. One is right.
	Operators []document.Entry
	// Others are the entries that no condition has.
	Others []document.Entry
}

// Variable is what the condition compares, nil if there is nothing.
func (c Condition) Variable() *document.Node { return c.Node.Get("Variable") }

// Conditions are all conditions of a runbook, those inside others behind them.
func (p *Pass) Conditions() []Condition {
	return p.facts.conditions.get(func() []Condition {
		if !p.Doc.IsRunbook() {
			return nil
		}
		c := &conditionCollector{}
		for step := range p.Doc.AllSteps() {
			for _, choice := range step.Choices() {
				c.add(step, choice, true)
			}
			if len(step.Steps) > 0 {
				c.add(step, step.Inputs.Get("LoopCondition"), false)
			}
		}
		return c.found
	})
}

type conditionCollector struct {
	found []Condition
}

func (c *conditionCollector) add(step *document.Step, n *document.Node, choice bool) {
	if n == nil || n.Kind != document.Map {
		return
	}
	condition := Condition{Step: step, Node: n, Choice: choice}
	var inner []*document.Node
	for _, e := range n.Entries {
		operator, ok := OperatorOf(e.Key.Text)
		switch {
		case !ok && e.Key.Text != "Variable" && (e.Key.Text != "NextStep" || !choice):
			condition.Others = append(condition.Others, e)
		case !ok:
		default:
			condition.Operators = append(condition.Operators, e)
			switch operator.Operand {
			case schemas.OperandCondition:
				inner = append(inner, e.Value)
			case schemas.OperandConditions:
				inner = append(inner, e.Value.Items...)
			}
		}
	}
	c.found = append(c.found, condition)
	for _, n := range inner {
		c.add(step, n, false)
	}
}

// OperatorOf is the operator of a name; false when there is none.
func OperatorOf(name string) (schemas.Operator, bool) {
	all := schemas.Operators()
	i := slices.IndexFunc(all, func(o schemas.Operator) bool { return o.Name == name })
	if i < 0 {
		return schemas.Operator{}, false
	}
	return all[i], true
}
