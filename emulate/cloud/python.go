package cloud

import (
	"encoding/json"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
)

// pythonText writes a value as Python's repr does, which is how boto3's messages
// show it.
func pythonText(v any) string {
	switch v := v.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case string:
		return pythonString(v)
	case json.Number:
		return string(v)
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = pythonText(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case *value.Object:
		var members []string
		for key, member := range v.All() {
			members = append(members, pythonString(key)+": "+pythonText(member))
		}
		return "{" + strings.Join(members, ", ") + "}"
	}
	return ""
}

// pythonString prefers single quotes, and takes double ones for a text that
// holds only the others.
func pythonString(s string) string {
	escaped := strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s)
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		return `"` + escaped + `"`
	}
	return "'" + strings.ReplaceAll(escaped, "'", `\'`) + "'"
}

// pythonType is Python's name of the type of a value.
func pythonType(v any) string {
	switch v := v.(type) {
	case bool:
		return "<class 'bool'>"
	case string:
		return "<class 'str'>"
	case json.Number:
		if strings.ContainsAny(string(v), ".eE") {
			return "<class 'float'>"
		}
		return "<class 'int'>"
	case []any:
		return "<class 'list'>"
	case *value.Object:
		return "<class 'dict'>"
	}
	return "<class 'NoneType'>"
}
