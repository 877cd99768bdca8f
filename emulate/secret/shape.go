package secret

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/sensitive"
)

// A verdict is what the place of a value tells about it.
type verdict int

const (
	open verdict = iota
	// content may hold anything: it is not shown in a trace, but is no secret that
	// would have to be followed.
	content
	hidden
)

// place judges a value by its shape and by the name of the member that it is. The
// shape may be absent.
func place(s awsapi.Shape, name string, v any) verdict {
	switch {
	case v == nil:
		return open
	case isText(v) && sensitive.Name(name):
		return hidden
	case !s.Sensitive():
		return open
	case sensitive.Contents(s):
		return content
	}
	return hidden
}

// isText tells a text, also one that EC2 wraps as {"Value": "..."}.
func isText(v any) bool {
	if o, ok := v.(*value.Object); ok && o.Len() == 1 {
		v, _ = o.Get("Value")
	}
	_, ok := v.(string)
	return ok
}

// secretMember is the member of an object that holds a secret because another one
// says so: the value of a parameter that is a SecureString, or of a pair such as
// {"Name": "DB_PASSWORD", "Value": "..."}. Empty for none.
func secretMember(o *value.Object, isSecret func(string) bool) string {
	if o.Len() > widestPair {
		return ""
	}
	for _, pair := range [...][2]string{{"Name", "Value"}, {"name", "value"}, {"Key", "Value"}, {"key", "value"}, {"ParameterKey", "ParameterValue"}, {"ParameterName", "ParameterValue"}} {
		held, _ := o.Get(pair[1])
		if _, ok := held.(string); !ok {
			continue
		}
		if kind, _ := o.Get("Type"); kind == "SecureString" {
			return pair[1]
		}
		name, _ := o.Get(pair[0])
		if text, ok := name.(string); ok && isSecret(text) {
			return pair[1]
		}
	}
	return ""
}

// widestPair is how many members an object has at most that is a name and a value:
// what PutParameter takes, and some to spare.
const widestPair = 16

// each calls found with the secrets in a value.
func each(s awsapi.Shape, v any, found func(string)) {
	switch v := v.(type) {
	case *value.Object:
		secret := secretMember(v, sensitive.Name)
		for name, inner := range v.All() {
			shape := memberShape(s, name)
			if name == secret || place(shape, name, inner) == hidden {
				eachText(inner, found)
				continue
			}
			each(shape, inner, found)
		}
	case []any:
		elem := s.Elem().Shape()
		for _, item := range v {
			if place(elem, "", item) == hidden {
				eachText(item, found)
				continue
			}
			each(elem, item, found)
		}
	}
}

// memberShape is the shape of a member or of a value of a map.
func memberShape(s awsapi.Shape, name string) awsapi.Shape {
	if m := s.Member(name); m.Exists() {
		return m.Shape()
	}
	return s.Value().Shape()
}

func eachText(v any, found func(string)) {
	switch v := v.(type) {
	case string:
		found(v)
	case *value.Object:
		for _, inner := range v.All() {
			eachText(inner, found)
		}
	case []any:
		for _, inner := range v {
			eachText(inner, found)
		}
	}
}

// masked is a copy of a value without what its places tell to hide.
func masked(s awsapi.Shape, v any) any {
	switch v := v.(type) {
	case *value.Object:
		if v == nil {
			return v
		}
		secret := secretMember(v, sensitive.Name)
		out := value.New()
		for name, inner := range v.All() {
			shape := memberShape(s, name)
			if name == secret || place(shape, name, inner) != open {
				out.Set(name, Mask)
				continue
			}
			out.Set(name, masked(shape, inner))
		}
		return out
	case []any:
		elem := s.Elem().Shape()
		out := make([]any, len(v))
		for i, item := range v {
			if place(elem, "", item) != open {
				out[i] = Mask
				continue
			}
			out[i] = masked(elem, item)
		}
		return out
	}
	return v
}

// Named is a value as it may be shown under a name that people gave it, when
// nothing else is known of it.
func Named(name string, v any) any {
	if sensitive.DocumentName(name) && v != nil {
		return Mask
	}
	return masked(awsapi.Shape{}, v)
}

// kept is a copy of an object with the secrets in it masked, all else being of the
// same types as before.
func kept(s awsapi.Shape, o *value.Object) *value.Object {
	if o == nil {
		return nil
	}
	return keptValue(s, o).(*value.Object)
}

func keptValue(s awsapi.Shape, v any) any {
	switch v := v.(type) {
	case *value.Object:
		secret := secretMember(v, sensitive.Name)
		out := value.New()
		for name, inner := range v.All() {
			shape := memberShape(s, name)
			if name == secret || place(shape, name, inner) == hidden {
				out.Set(name, blank(inner))
				continue
			}
			out.Set(name, keptValue(shape, inner))
		}
		return out
	case []any:
		elem := s.Elem().Shape()
		out := make([]any, len(v))
		for i, item := range v {
			if place(elem, "", item) == hidden {
				out[i] = blank(item)
				continue
			}
			out[i] = keptValue(elem, item)
		}
		return out
	}
	return v
}

// blank is a value with all its texts masked.
func blank(v any) any {
	switch v := v.(type) {
	case string:
		return Mask
	case *value.Object:
		out := value.New()
		for name, inner := range v.All() {
			out.Set(name, blank(inner))
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = blank(item)
		}
		return out
	}
	return v
}
