package selector

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/ssmkit/ssmkit/document/value"
)

// condition is what a filter asks of an element. The error is a *LimitError.
type condition interface {
	holds(w *walker, item any) (bool, error)
}

type (
	anyOf    []condition
	allOf    []condition
	negation struct{ condition }
	// exists holds when the path selects something, be it null or, for an
	// indefinite path, an empty list.
	exists     struct{ path *Path }
	comparison struct {
		left     operand
		operator string
		right    operand
	}
)

func (c anyOf) holds(w *walker, item any) (bool, error) {
	for _, part := range c {
		if ok, err := part.holds(w, item); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

func (c allOf) holds(w *walker, item any) (bool, error) {
	for _, part := range c {
		if ok, err := part.holds(w, item); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (c negation) holds(w *walker, item any) (bool, error) {
	ok, err := c.condition.holds(w, item)
	return !ok, err
}

func (c exists) holds(w *walker, item any) (bool, error) {
	v, err := operand{path: c.path}.value(w, item)
	return v != undefined{}, err
}

// undefined is what a path selects that finds nothing. It equals nothing.
type undefined struct{}

func (o operand) value(w *walker, item any) (any, error) {
	if o.path == nil {
		return o.literal, nil
	}
	v, err := w.evaluate(o.path, item)
	var missing *NotFoundError
	if errors.As(err, &missing) {
		return undefined{}, nil
	}
	return v, err
}

func (c comparison) holds(w *walker, item any) (bool, error) {
	left, err := c.left.value(w, item)
	if err != nil {
		return false, err
	}
	right, err := c.right.value(w, item)
	if err != nil {
		return false, err
	}
	if err := w.spendOn(left, c, right); err != nil {
		return false, err
	}
	switch c.operator {
	case "=~":
		if c.left.pattern != nil {
			return c.left.pattern.matches(right), nil
		}
		return c.right.pattern.matches(left), nil
	case "==":
		return equal(left, right), nil
	case "!=":
		return !equal(left, right), nil
	case "===":
		return sameType(left, right) && equal(left, right), nil
	case "!==":
		return !sameType(left, right) || !equal(left, right), nil
	case "<", "<=", ">", ">=":
		return ordered(left, c.operator, right), nil
	case "size":
		return hasSize(left, right), nil
	case "empty":
		return isEmpty(left, right), nil
	case "contains":
		return contains(left, right), nil
	}
	return amongLists(left, c.operator, right), nil
}

// equal compares as Jayway does: a number on the left takes a text on the right
// as a number, a text on the left is compared with a number's text.
func equal(left, right any) bool {
	if (left == undefined{}) || (right == undefined{}) {
		return false
	}
	leftText, leftIsText := left.(string)
	rightText, rightIsText := right.(string)
	if n, ok := value.Number(left); ok && rightIsText {
		order, ok := value.CompareNumbers(n, json.Number(rightText))
		return ok && order == 0
	}
	if n, ok := value.Number(right); ok && leftIsText {
		return leftText == string(n)
	}
	return value.Equal(left, right)
}

func sameType(left, right any) bool { return value.Kind(left) == value.Kind(right) }

// ordered compares two numbers or two texts; others have no order.
func ordered(left any, operator string, right any) bool {
	order, ok := order(left, right)
	if !ok {
		return false
	}
	switch operator {
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

func order(left, right any) (int, bool) {
	leftText, leftIsText := left.(string)
	rightText, rightIsText := right.(string)
	if leftIsText && rightIsText {
		return strings.Compare(leftText, rightText), true
	}
	leftNumber, leftIsNumber := value.Number(left)
	rightNumber, rightIsNumber := value.Number(right)
	if leftIsNumber && rightIsNumber {
		return value.CompareNumbers(leftNumber, rightNumber)
	}
	return 0, false
}

func hasSize(left, right any) bool {
	n, ok := value.Number(right)
	if !ok {
		return false
	}
	size := 0
	switch left := left.(type) {
	case string:
		size = len(utf16.Encode([]rune(left))) // Java's length
	case []any:
		size = len(left)
	default:
		return false
	}
	return equal(number(float64(size)), n)
}

func isEmpty(left, right any) bool {
	want, ok := right.(bool)
	if !ok {
		return false
	}
	if left, ok := left.(string); ok {
		return (left == "") == want
	}
	return isContainer(left) && (contentsOf(left).len() == 0) == want
}

func contains(left, right any) bool {
	if left, ok := left.(string); ok {
		part, ok := right.(string)
		return ok && strings.Contains(left, part)
	}
	list, ok := left.([]any)
	return ok && isIn(right, list)
}

// amongLists evaluates the operators that look a value up in a list, or compare
// two lists as sets.
func amongLists(left any, operator string, right any) bool {
	leftList, leftIsList := left.([]any)
	rightList, rightIsList := right.([]any)
	switch operator {
	case "in":
		return rightIsList && isIn(left, rightList)
	case "nin":
		return !rightIsList || !isIn(left, rightList)
	}
	if !leftIsList || !rightIsList {
		return false
	}
	inRight := func(item any) bool { return isIn(item, rightList) }
	switch operator {
	case "subsetof":
		return !slices.ContainsFunc(leftList, func(item any) bool { return !inRight(item) })
	case "all":
		return !slices.ContainsFunc(rightList, func(item any) bool { return !isIn(item, leftList) })
	case "anyof":
		return slices.ContainsFunc(leftList, inRight)
	}
	return !slices.ContainsFunc(leftList, inRight) // noneof
}

func isIn(v any, list []any) bool {
	return slices.ContainsFunc(list, func(item any) bool { return equal(v, item) })
}
