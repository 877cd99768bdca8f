package rules

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

// spelledBoolean is the boolean that a text spells: true in quotes, or yes as in
// YAML 1.1; empty when it spells none.
func spelledBoolean(n *document.Node) string {
	switch lower := strings.ToLower(n.Text); {
	case !n.IsString():
	case lower == "true", lower == "false":
		return lower
	case !oldBoolean(n):
	case lower == "yes", lower == "on", lower == "y":
		return "true"
	default:
		return "false"
	}
	return ""
}

// oldBoolean tells whether a value is a boolean in YAML 1.1 only. Which version of
// YAML the service reads is not documented.
func oldBoolean(n *document.Node) bool {
	if n.Style != document.Plain {
		return false
	}
	switch strings.ToLower(n.Text) {
	case "yes", "no", "on", "off", "y", "n":
		return true
	}
	return false
}
