package selector

import (
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/ssmkit/ssmkit/document/value"
)

func isObject(v any) bool {
	switch v.(type) {
	case *value.Object, map[string]any:
		return true
	}
	return false
}

func isContainer(v any) bool {
	_, isList := v.([]any)
	return isList || isObject(v)
}

// member returns the member of an object; it is false for anything else too.
func member(v any, key string) (any, bool) {
	switch v := v.(type) {
	case *value.Object:
		return v.Get(key)
	case map[string]any:
		item, ok := v[key]
		return item, ok
	}
	return nil, false
}

// members yields the members of an object in order, those of a map sorted.
func members(v any) iter.Seq2[string, any] {
	switch v := v.(type) {
	case *value.Object:
		return v.All()
	case map[string]any:
		return func(yield func(string, any) bool) {
			for _, key := range slices.Sorted(maps.Keys(v)) {
				if !yield(key, v[key]) {
					return
				}
			}
		}
	}
	return func(func(string, any) bool) {}
}

// children yields the elements of a list or the values of an object's members.
func children(v any) iter.Seq[any] {
	return func(yield func(any) bool) {
		if list, ok := v.([]any); ok {
			for _, item := range list {
				if !yield(item) {
					return
				}
			}
			return
		}
		for _, item := range members(v) {
			if !yield(item) {
				return
			}
		}
	}
}

// element returns element i of a list, counted from the end when negative. When
// there is none, reason tells why.
func element(v any, i int) (item any, reason string) {
	list, ok := v.([]any)
	if !ok {
		return nil, "there is " + describe(v) + ", not a list"
	}
	if i < 0 {
		i += len(list)
	}
	switch {
	case 0 <= i && i < len(list):
		return list[i], ""
	case len(list) == 0:
		return nil, "the list is empty"
	case len(list) == 1:
		return nil, "the list has one element"
	}
	return nil, fmt.Sprintf("the list has %d elements", len(list))
}

// describe names what v is.
func describe(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case string:
		return "a string"
	case []any:
		return "a list"
	}
	if isObject(v) {
		return "an object"
	}
	return "a number"
}
