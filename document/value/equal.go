package value

import "slices"

// Equal tells whether a and b are the same JSON value. Numbers are compared by
// value (1, 1.0 and 10e-1 are equal), the order of keys does not count. Beside
// values it accepts Go's numbers and map[string]any.
func Equal(a, b any) bool {
	switch a := a.(type) {
	case nil:
		return b == nil
	case bool:
		other, ok := b.(bool)
		return ok && a == other
	case string:
		other, ok := b.(string)
		return ok && a == other
	case []any:
		other, ok := b.([]any)
		return ok && slices.EqualFunc(a, other, Equal)
	case *Object:
		return equalObject(a, b)
	case map[string]any:
		return equalObject(shallow(a), b)
	}
	x, okX := Number(a)
	y, okY := Number(b)
	if !okX || !okY {
		return false
	}
	order, ok := CompareNumbers(x, y)
	if !ok {
		return x == y
	}
	return order == 0
}

func equalObject(a *Object, b any) bool {
	var other *Object
	switch b := b.(type) {
	case *Object:
		other = b
	case map[string]any:
		other = shallow(b)
	default:
		return false
	}
	if a.Len() != other.Len() {
		return false
	}
	for key, v := range a.All() {
		w, ok := other.Get(key)
		if !ok || !Equal(v, w) {
			return false
		}
	}
	return true
}

// shallow makes an object of m whose values are those of m, in any order.
func shallow(m map[string]any) *Object {
	o := &Object{}
	for key, v := range m {
		o.Set(key, v)
	}
	return o
}

// Clone returns a deep copy of a value: changing one does not change the other.
func Clone(v any) any {
	switch v := v.(type) {
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = Clone(item)
		}
		return list
	case *Object:
		o := &Object{members: make([]member, 0, v.Len())}
		for key, item := range v.All() {
			o.Set(key, Clone(item))
		}
		return o
	}
	return v
}
