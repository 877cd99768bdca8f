package value

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// maxEncodeDepth catches a value that contains itself. It leaves room for
// decoded values that were put into others.
const maxEncodeDepth = 4 * maxDepth

// Encode writes v as compact JSON: objects in the order of their keys, no
// escaping of HTML, the same bytes for the same value every time. Beside values
// it accepts what New accepts; keys of Go maps are sorted. A nil *Object is {}.
func Encode(v any) ([]byte, error) {
	return appendValue(nil, v, 0)
}

// EncodeIndent is Encode with each element on a line of its own, indented by a
// copy of indent per level.
func EncodeIndent(v any, indent string) ([]byte, error) {
	compact, err := Encode(v)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, compact, "", indent); err != nil {
		return nil, fmt.Errorf("indent JSON: %w", err)
	}
	return b.Bytes(), nil
}

func appendValue(b []byte, v any, depth int) ([]byte, error) {
	if depth > maxEncodeDepth {
		return nil, fmt.Errorf("encode JSON: more than %d levels of lists and objects", maxEncodeDepth)
	}
	switch v := v.(type) {
	case nil:
		return append(b, "null"...), nil
	case bool:
		return fmt.Appendf(b, "%t", v), nil
	case string:
		return appendString(b, v)
	case []any:
		return appendList(b, v, depth)
	case []string:
		return appendList(b, v, depth)
	case []*Object:
		return appendList(b, v, depth)
	case *Object:
		return appendObject(b, v, depth)
	case map[string]any:
		return appendMap(b, v, depth)
	case map[string]string:
		return appendMap(b, v, depth)
	}
	n, ok := Number(v)
	if !ok {
		return nil, fmt.Errorf("encode JSON: %T %v is not a JSON value", v, v)
	}
	if _, ok := parseDecimal(string(n)); !ok {
		return nil, fmt.Errorf("encode JSON: %.40q is not a number", string(n))
	}
	return append(b, n...), nil
}

func appendList[T any](b []byte, items []T, depth int) ([]byte, error) {
	b = append(b, '[')
	for i, item := range items {
		if i > 0 {
			b = append(b, ',')
		}
		var err error
		if b, err = appendValue(b, item, depth+1); err != nil {
			return nil, err
		}
	}
	return append(b, ']'), nil
}

func appendObject(b []byte, o *Object, depth int) ([]byte, error) {
	var err error
	b = append(b, '{')
	for key, v := range o.All() {
		if b, err = appendMember(b, key, v, depth); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

func appendMap[T any](b []byte, m map[string]T, depth int) ([]byte, error) {
	var err error
	b = append(b, '{')
	for _, key := range slices.Sorted(maps.Keys(m)) {
		if b, err = appendMember(b, key, m[key], depth); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

func appendMember(b []byte, key string, v any, depth int) ([]byte, error) {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	b, err := appendString(b, key)
	if err != nil {
		return nil, err
	}
	return appendValue(append(b, ':'), v, depth+1)
}

func appendString(b []byte, s string) ([]byte, error) {
	if isPlain(s) {
		b = append(b, '"')
		b = append(b, s...)
		return append(b, '"'), nil
	}
	var quoted bytes.Buffer
	e := json.NewEncoder(&quoted)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return nil, fmt.Errorf("encode JSON: %w", err)
	}
	return append(b, bytes.TrimSuffix(quoted.Bytes(), []byte("\n"))...), nil
}

// isPlain tells whether s stands in JSON as it is.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}
