package emulate

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
)

// maxNesting is how deep And, Or and Not may nest; AWS's own runbooks nest them
// two levels.
const maxNesting = 100

// Holds tells whether a condition, with its references resolved, is true: one of
// And, Or and Not, or a Variable with one operator. Choices of aws:branch are
// conditions, and the LoopCondition of aws:loop. The error says what is wrong
// with the condition.
func Holds(condition *value.Object) (bool, error) { return holds(condition, 0) }

func holds(condition *value.Object, depth int) (bool, error) {
	if depth > maxNesting {
		return false, fmt.Errorf("operators And, Or and Not nest more than %d levels", maxNesting)
	}
	variable, compares := condition.Get("Variable")
	var operator string
	var operand any
	for name, v := range condition.All() {
		if name == "Variable" {
			continue
		}
		if operator != "" {
			return false, fmt.Errorf("a condition has one operator, this one has %s and %s", operator, name)
		}
		operator, operand = name, v
	}
	switch operator {
	case "":
		return false, fmt.Errorf("a condition has an operator, this one has none")
	case "And", "Or":
		return combined(operator, operand, depth)
	case "Not":
		inner, ok := operand.(*value.Object)
		if !ok {
			return false, fmt.Errorf("operator Not takes one condition, this is a %s", TypeOf(operand))
		}
		is, err := holds(inner, depth+1)
		return !is, err
	}
	compare := comparison(operator)
	if compare == nil {
		return false, fmt.Errorf("there is no operator %s", operator)
	}
	if !compares {
		return false, fmt.Errorf("operator %s needs a Variable", operator)
	}
	return compare(variable, operand), nil
}

func combined(operator string, operand any, depth int) (bool, error) {
	list, ok := operand.([]any)
	if !ok || len(list) < 2 {
		return false, fmt.Errorf("operator %s takes at least two conditions", operator)
	}
	// All are looked at, so that a broken one is found whatever the others are.
	all, some := true, false
	for _, item := range list {
		inner, ok := item.(*value.Object)
		if !ok {
			return false, fmt.Errorf("operator %s takes conditions, this is a %s", operator, TypeOf(item))
		}
		is, err := holds(inner, depth+1)
		if err != nil {
			return false, err
		}
		all, some = all && is, some || is
	}
	if operator == "And" {
		return all, nil
	}
	return some, nil
}

// comparison is the test that an operator makes of a variable and its operand;
// nil when there is no such operator. Values of another type than the operator is
// for make it false: an unresolved reference is a text, and what else the service
// does is not documented.
func comparison(operator string) func(variable, operand any) bool {
	switch operator {
	case "StringEquals":
		return texts(func(a, b string) bool { return a == b })
	case "EqualsIgnoreCase":
		return texts(strings.EqualFold)
	case "StartsWith":
		return texts(strings.HasPrefix)
	case "EndsWith":
		return texts(strings.HasSuffix)
	case "Contains":
		return texts(strings.Contains)
	case "NumericEquals":
		return numbers(func(order int) bool { return order == 0 })
	case "NumericGreater":
		return numbers(func(order int) bool { return order > 0 })
	case "NumericLesser":
		return numbers(func(order int) bool { return order < 0 })
	case "NumericGreaterOrEquals":
		return numbers(func(order int) bool { return order >= 0 })
	case "NumericLesserOrEquals":
		return numbers(func(order int) bool { return order <= 0 })
	case "BooleanEquals":
		return func(variable, operand any) bool {
			a, ok := variable.(bool)
			b, both := operand.(bool)
			return ok && both && a == b
		}
	}
	return nil
}

func texts(test func(a, b string) bool) func(variable, operand any) bool {
	return func(variable, operand any) bool {
		a, ok := variable.(string)
		b, both := operand.(string)
		return ok && both && test(a, b)
	}
}

func numbers(test func(order int) bool) func(variable, operand any) bool {
	return func(variable, operand any) bool {
		a, ok := variable.(json.Number)
		b, both := operand.(json.Number)
		if !ok || !both {
			return false
		}
		order, ok := value.CompareNumbers(a, b)
		return ok && test(order)
	}
}
