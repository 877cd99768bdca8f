package secret

import "github.com/ssmkit/ssmkit/document/value"

// rewriteObject gives an object whose members are what f makes of them, and whether
// f changed any: if not, it is the object itself.
func rewriteObject(o *value.Object, f func(key string, v any) (string, any, bool)) (*value.Object, bool) {
	var out *value.Object
	for i := range o.Len() {
		key, v := o.At(i)
		key, v, changed := f(key, v)
		if changed && out == nil {
			out = value.New()
			for before := range i {
				out.Set(o.At(before))
			}
		}
		if out != nil {
			out.Set(key, v)
		}
	}
	if out == nil {
		return o, false
	}
	return out, true
}

// rewriteList is rewriteObject for the elements of a list.
func rewriteList(list []any, f func(v any) (any, bool)) ([]any, bool) {
	var out []any
	for i, v := range list {
		v, changed := f(v)
		if changed && out == nil {
			out = append(make([]any, 0, len(list)), list[:i]...)
		}
		if out != nil {
			out = append(out, v)
		}
	}
	if out == nil {
		return list, false
	}
	return out, true
}
