package value

import (
	"fmt"
	"iter"
)

// Object is a JSON object that keeps its keys in the order in which they were
// first set. The zero value is an empty object ready to use; a nil *Object reads
// as an empty one. It must not be changed while another goroutine uses it.
type Object struct {
	members []member
	// index finds a key in members. Objects are mostly small, where comparing
	// the keys is faster than a map, so it stays nil up to indexFrom members.
	index map[string]int
}

type member struct {
	key   string
	value any
}

// indexFrom is the number of members from which an index is kept.
const indexFrom = 12

// New makes an object of keys and values in turn. Values that Go code writes by
// hand are accepted and brought into the form of this package: integers and
// floats become json.Number, []string and []*Object become []any, and a
// map[string]any or map[string]string becomes an Object with sorted keys.
//
// New panics when the number of arguments is odd, when a key is not a string, or
// when a value has another type: that is a mistake in the calling code.
func New(pairs ...any) *Object {
	if len(pairs)%2 != 0 {
		panic(fmt.Sprintf("value.New: key %v has no value", pairs[len(pairs)-1]))
	}
	o := &Object{members: make([]member, 0, len(pairs)/2)}
	for i := 0; i < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			panic(fmt.Sprintf("value.New: argument %d is %T, not a key", i, pairs[i]))
		}
		o.Set(key, normal(pairs[i+1]))
	}
	return o
}

// Len returns the number of keys.
func (o *Object) Len() int {
	if o == nil {
		return 0
	}
	return len(o.members)
}

// Get returns the value of key, and whether the object has it. A key whose value
// is null gives nil and true.
func (o *Object) Get(key string) (any, bool) {
	i := o.find(key)
	if i < 0 {
		return nil, false
	}
	return o.members[i].value, true
}

// Set gives key the value v, which must be a value as the package comment
// defines them. A new key goes to the end; a known one keeps its place.
func (o *Object) Set(key string, v any) {
	if i := o.find(key); i >= 0 {
		o.members[i].value = v
		return
	}
	o.members = append(o.members, member{key, v})
	switch {
	case o.index != nil:
		o.index[key] = len(o.members) - 1
	case len(o.members) >= indexFrom:
		o.reindex()
	}
}

// Delete removes key; it does nothing when the object does not have it.
func (o *Object) Delete(key string) {
	i := o.find(key)
	if i < 0 {
		return
	}
	o.members = append(o.members[:i], o.members[i+1:]...)
	if o.index == nil {
		return
	}
	delete(o.index, key)
	for ; i < len(o.members); i++ {
		o.index[o.members[i].key] = i
	}
}

// At returns the i-th key and its value, in the order of All. It is the cheaper
// way through many small objects.
func (o *Object) At(i int) (key string, v any) {
	return o.members[i].key, o.members[i].value
}

// All yields the keys and values in order. The object must not change meanwhile.
func (o *Object) All() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		if o == nil {
			return
		}
		for _, m := range o.members {
			if !yield(m.key, m.value) {
				return
			}
		}
	}
}

// MarshalJSON writes the object compactly, keys in order, without escaping HTML.
// Note that json.Marshal escapes HTML in what it gets from here; use Encode.
func (o *Object) MarshalJSON() ([]byte, error) {
	return Encode(o)
}

func (o *Object) find(key string) int {
	if o == nil {
		return -1
	}
	if o.index != nil {
		if i, ok := o.index[key]; ok {
			return i
		}
		return -1
	}
	for i := range o.members {
		if o.members[i].key == key {
			return i
		}
	}
	return -1
}

func (o *Object) reindex() {
	o.index = make(map[string]int, cap(o.members)) // more may follow
	for i, m := range o.members {
		o.index[m.key] = i
	}
}
