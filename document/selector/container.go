package selector

import (
	"fmt"
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

// contents is what is inside a value, in document order. A loop over it costs no
// allocation, which counts where ".." visits every value.
type contents struct {
	list   []any
	object *value.Object
}

// contentsOf returns nothing for what is neither a list nor an object. A plain
// map has its keys sorted.
func contentsOf(v any) contents {
	switch v := v.(type) {
	case []any:
		return contents{list: v}
	case *value.Object:
		return contents{object: v}
	case map[string]any:
		sorted := &value.Object{}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			sorted.Set(key, v[key])
		}
		return contents{object: sorted}
	}
	return contents{}
}

func (c contents) len() int { return len(c.list) + c.object.Len() }

func (c contents) at(i int) any {
	if c.list != nil {
		return c.list[i]
	}
	_, item := c.object.At(i)
	return item
}

// elementAt returns element i of a list, counted from the end when negative.
func elementAt(list []any, i int) (any, bool) {
	if i < 0 {
		i += len(list)
	}
	if i < 0 || i >= len(list) {
		return nil, false
	}
	return list[i], true
}

// element is elementAt for any value. When there is no such element, reason
// tells why.
func element(v any, i int) (item any, reason string) {
	list, ok := v.([]any)
	if !ok {
		return nil, notA("a list", v)
	}
	item, ok = elementAt(list, i)
	switch {
	case ok:
		return item, ""
	case len(list) == 0:
		return nil, "the list is empty"
	case len(list) == 1:
		return nil, "the list has one element"
	}
	return nil, fmt.Sprintf("the list has %d elements", len(list))
}

// notA tells that v is not what is wanted.
func notA(wanted string, v any) string {
	return "there is " + value.Kind(v) + ", not " + wanted
}

func noKey(name string) string { return fmt.Sprintf("the object has no key %q", name) }
