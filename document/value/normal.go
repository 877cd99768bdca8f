package value

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// List makes a list of items, which may be written as New accepts them.
func List(items ...any) []any {
	list := make([]any, len(items))
	for i, item := range items {
		list[i] = normal(item)
	}
	return list
}

// ListOf makes a list of texts or of objects.
func ListOf[T string | *Object](items []T) []any {
	list := make([]any, len(items))
	for i, item := range items {
		list[i] = item
	}
	return list
}

// normal brings what Go code writes by hand into the form of this package. It
// trusts that an Object holds values already, since New and Decode see to it.
func normal(v any) any {
	switch v := v.(type) {
	case nil, bool, string, json.Number, *Object:
		return v
	case []any:
		return List(v...)
	case []string:
		return ListOf(v)
	case []*Object:
		return ListOf(v)
	case map[string]any:
		return sorted(v)
	case map[string]string:
		return sorted(v)
	}
	if n, ok := Number(v); ok {
		return n
	}
	panic(fmt.Sprintf("value: %T is not a JSON value", v))
}

func sorted[T any](m map[string]T) *Object {
	o := &Object{members: make([]member, 0, len(m))}
	for _, key := range slices.Sorted(maps.Keys(m)) {
		o.Set(key, normal(m[key]))
	}
	return o
}
