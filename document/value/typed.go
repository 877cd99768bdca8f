package value

import (
	"encoding/json"
	"strconv"
)

// ScalarText returns a text as it is, a number as its digits and a boolean as true
// or false; false for all else.
func ScalarText(v any) (text string, ok bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case json.Number:
		return string(v), true
	case bool:
		return strconv.FormatBool(v), true
	}
	return "", false
}

// Text returns the string of key, empty where the object has none.
func (o *Object) Text(key string) string {
	v, _ := o.Get(key)
	text, _ := v.(string)
	return text
}

// List returns the list of key, nil where the object has none. It is not a copy.
func (o *Object) List(key string) []any {
	v, _ := o.Get(key)
	list, _ := v.([]any)
	return list
}

// Object returns the object of key, nil where there is none.
func (o *Object) Object(key string) *Object {
	v, _ := o.Get(key)
	object, _ := v.(*Object)
	return object
}

// Objects returns the objects in the list of key, in order; other elements of the
// list are left out.
func (o *Object) Objects(key string) []*Object {
	var objects []*Object
	for _, item := range o.List(key) {
		if object, ok := item.(*Object); ok {
			objects = append(objects, object)
		}
	}
	return objects
}
