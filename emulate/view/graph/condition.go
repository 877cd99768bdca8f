package graph

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

// signs are the operators as people write them. Others stand there by their name.
var signs = map[string]string{
	"StringEquals": "=", "NumericEquals": "=", "BooleanEquals": "=",
	"NumericGreater": ">", "NumericLesser": "<", "NumericGreaterOrEquals": ">=", "NumericLesserOrEquals": "<=",
	"EqualsIgnoreCase": "equals, in any case,", "StartsWith": "starts with", "EndsWith": "ends with", "Contains": "contains",
}

// mostNested is how deep conditions are written out.
const mostNested = 20

// Condition is a condition of aws:branch or aws:loop in one line.
func Condition(n *document.Node) string { return nested(n, 0) }

func nested(n *document.Node, depth int) string {
	if n == nil || n.Kind != document.Map || depth > mostNested {
		return "..."
	}
	var parts []string
	for _, e := range n.Entries {
		switch name := e.Key.Text; name {
		case "Variable", "NextStep":
		case "And", "Or":
			parts = append(parts, combined(e.Value, strings.ToLower(name), depth))
		case "Not":
			parts = append(parts, "not "+inner(e.Value, depth))
		default:
			sign, ok := signs[name]
			if !ok {
				sign = name
			}
			parts = append(parts, written(n.Get("Variable"))+" "+sign+" "+written(e.Value))
		}
	}
	if len(parts) == 0 {
		return "..."
	}
	return strings.Join(parts, " and ")
}

func combined(n *document.Node, word string, depth int) string {
	if n == nil || n.Kind != document.List {
		return "..."
	}
	var parts []string
	for _, item := range n.Items {
		parts = append(parts, inner(item, depth))
	}
	return strings.Join(parts, " "+word+" ")
}

// inner is a condition inside another one, in parentheses if it has to be.
func inner(n *document.Node, depth int) string {
	text := nested(n, depth+1)
	for _, word := range []string{"And", "Or"} {
		if n.Get(word) != nil {
			return "(" + text + ")"
		}
	}
	return text
}
