package emulate

import (
	"encoding/json"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
)

// Type is a type of Automation's values.
type Type string

// The types. Those named after AWS resources are String, lists of them
// StringList.
const (
	String     Type = "String"
	StringList Type = "StringList"
	Integer    Type = "Integer"
	Boolean    Type = "Boolean"
	StringMap  Type = "StringMap"
	MapList    Type = "MapList"
)

// ParseType reads the type of a parameter, a variable or an output. It is false
// for a name that the service does not know.
func ParseType(name string) (Type, bool) {
	switch t := Type(name); t {
	case String, StringList, Integer, Boolean, StringMap, MapList:
		return t, true
	}
	switch {
	case strings.HasPrefix(name, "List<AWS::") && strings.HasSuffix(name, ">"):
		return StringList, true
	case strings.HasPrefix(name, "AWS::"):
		return String, true
	}
	return "", false
}

// TypeOf is the type that a value is of by itself. Null is of none.
func TypeOf(v any) Type {
	switch v := v.(type) {
	case bool:
		return Boolean
	case json.Number:
		return Integer
	case string:
		return String
	case *value.Object:
		return StringMap
	case []any:
		if len(v) > 0 {
			if _, ok := v[0].(*value.Object); ok {
				return MapList
			}
		}
		return StringList
	}
	return ""
}

// Wire is a value in the form in which the API gives values: a list of texts.
// Lists have one text per element, everything else has one; maps are JSON.
func Wire(v any) []string {
	if list, ok := v.([]any); ok {
		out := make([]string, len(list))
		for i, item := range list {
			out[i] = render(item)
		}
		return out
	}
	return []string{render(v)}
}

// render is a value as text: texts as they are, numbers in their digits, lists
// and maps as compact JSON.
func render(v any) string {
	if text, ok := v.(string); ok {
		return text
	}
	// Values come from Decode or from value.New, which let nothing in that JSON
	// cannot say.
	text, err := value.Encode(v)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
