package emulate

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
)

// Converted is what became of a selected value.
type Converted struct {
	Value any
	// Absent tells that the value counts as not found: null, or an empty list
	// where one value is wanted.
	Absent bool
	// Doubt says that the service may do otherwise, and why; empty where the
	// conversion is documented.
	Doubt string
}

// Convert makes a selected value one of the declared type of an output. The
// error says in a few words why that is impossible.
//
// AWS's guide documents: a String becomes a StringList, Integer or Boolean; an
// Integer or Boolean a String or StringList; a list with exactly one element what
// that element is. Everything else is not documented. Of that, a map becomes the
// text of its JSON, as one runbook of AWS needs, and a decimal number its digits;
// the rest fails.
func Convert(v any, to Type) (Converted, error) {
	if v == nil {
		return Converted{Absent: true}, nil
	}
	switch to {
	case StringList:
		return toStringList(v)
	case StringMap:
		if object, ok := v.(*value.Object); ok {
			return Converted{Value: object}, nil
		}
		return Converted{}, impossible(v, to)
	case MapList:
		if list, ok := v.([]any); ok && allObjects(list) {
			return Converted{Value: list}, nil
		}
		return Converted{}, impossible(v, to)
	}
	if list, ok := v.([]any); ok {
		switch len(list) {
		case 0:
			return Converted{Absent: true}, nil
		case 1:
			if _, isObject := list[0].(*value.Object); !isObject {
				return Convert(list[0], to)
			}
		}
		return Converted{}, impossible(v, to)
	}
	switch to {
	case Integer:
		return toInteger(v)
	case Boolean:
		return toBoolean(v)
	}
	switch v.(type) {
	case json.Number:
		return Converted{Value: render(v), Doubt: fractionDoubt(v)}, nil
	case *value.Object:
		return Converted{Value: render(v), Doubt: "what a map becomes as String is not documented; it is its JSON here"}, nil
	}
	return Converted{Value: render(v)}, nil
}

func fractionDoubt(v any) string {
	if isInteger(v) {
		return ""
	}
	return "what a decimal number becomes as String is not documented; it is its digits here"
}

func isInteger(v any) bool {
	n, ok := v.(json.Number)
	return ok && !strings.ContainsAny(string(n), ".eE")
}

func toStringList(v any) (Converted, error) {
	list, ok := v.([]any)
	if !ok {
		if _, isObject := v.(*value.Object); isObject {
			return Converted{}, impossible(v, StringList)
		}
		list = []any{v}
	}
	out := make([]any, len(list))
	for i, item := range list {
		switch item.(type) {
		case string, bool, json.Number:
			out[i] = render(item)
		default:
			return Converted{}, impossible(v, StringList)
		}
	}
	return Converted{Value: out}, nil
}

func toInteger(v any) (Converted, error) {
	var digits string
	switch v := v.(type) {
	case string:
		digits = v
	case json.Number:
		digits = string(v)
	default:
		return Converted{}, impossible(v, Integer)
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return Converted{}, impossible(v, Integer)
	}
	return Converted{Value: json.Number(strconv.FormatInt(n, 10))}, nil
}

func toBoolean(v any) (Converted, error) {
	switch v := v.(type) {
	case bool:
		return Converted{Value: v}, nil
	case string:
		if b, ok := parseBoolean(v); ok {
			return Converted{Value: b}, nil
		}
	}
	return Converted{}, impossible(v, Boolean)
}

// parseBoolean takes true and false in any letter case. The service's limits are
// not documented: AWS's own runbooks write true, True, false and False.
func parseBoolean(text string) (b, ok bool) {
	switch {
	case strings.EqualFold(text, "true"):
		return true, true
	case strings.EqualFold(text, "false"):
		return false, true
	}
	return false, false
}

func allObjects(list []any) bool {
	for _, item := range list {
		if _, ok := item.(*value.Object); !ok {
			return false
		}
	}
	return true
}

// shownLength is how much of a value messages show.
const shownLength = 100

func impossible(v any, to Type) error {
	shown := render(v)
	if runes := []rune(shown); len(runes) > shownLength {
		shown = string(runes[:shownLength]) + "..."
	}
	kind := string(TypeOf(v))
	if n, ok := v.(json.Number); ok && !isInteger(n) {
		kind = "decimal number"
	}
	return fmt.Errorf("the %s %s cannot be converted to %s", kind, shown, to)
}
