package value

// Kind is what messages call the sort of a value, with its article: a list, null.
// Beside values it takes Go's numbers and map[string]any.
func Kind(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case string:
		return "a string"
	case []any:
		return "a list"
	case *Object, map[string]any:
		return "an object"
	}
	return "a number"
}
