package secret

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/sensitive"
)

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
	if o.Len() > widestPair || !holdsValue(o) {
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

// holdsValue tells whether an object has a member that secretMember may find: few
// do, and every object is asked.
func holdsValue(o *value.Object) bool {
	for i := range o.Len() {
		switch key, _ := o.At(i); key {
		case "Value", "value", "ParameterValue":
			return true
		}
	}
	return false
}

// widestPair is how many members an object has at most that is a name and a value:
// what PutParameter takes, and some to spare.
const widestPair = 16

// each calls found with the secrets in a value.
func (p *places) each(s awsapi.Shape, v any, found func(string)) {
	switch v := v.(type) {
	case *value.Object:
		secret := secretMember(v, sensitive.Name)
		shape := p.of(s)
		for name, inner := range v.All() {
			at := shape.member(name)
			if name == secret || at.judge(inner) == hidden {
				eachText(inner, found)
				continue
			}
			p.each(at.shape, inner, found)
		}
	case []any:
		at := p.of(s).elem
		for _, item := range v {
			if at.judge(item) == hidden {
				eachText(item, found)
				continue
			}
			p.each(at.shape, item, found)
		}
	}
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

// masked is a value without what its places tell to hide, and whether that is
// another one: nothing is copied where nothing is hidden.
func (p *places) masked(s awsapi.Shape, v any) (shown any, changed bool) {
	switch v := v.(type) {
	case *value.Object:
		secret := secretMember(v, sensitive.Name)
		shape := p.of(s)
		return rewriteObject(v, func(name string, inner any) (string, any, bool) {
			at := shape.member(name)
			if name == secret || at.judge(inner) != open {
				return name, Mask, true
			}
			shown, changed := p.masked(at.shape, inner)
			return name, shown, changed
		})
	case []any:
		at := p.of(s).elem
		return rewriteList(v, func(item any) (any, bool) {
			if at.judge(item) != open {
				return Mask, true
			}
			return p.masked(at.shape, item)
		})
	}
	return v, false
}

// Named is a value as it may be shown under a name that people gave it, when
// nothing else is known of it.
func Named(name string, v any) any {
	if sensitive.DocumentName(name) && v != nil {
		return Mask
	}
	shown, _ := new(places).masked(awsapi.Shape{}, v)
	return shown
}

// kept is a copy of an object with the secrets in it masked, all else being of the
// same types as before.
func (p *places) kept(s awsapi.Shape, o *value.Object) *value.Object {
	if o == nil {
		return nil
	}
	return p.keptValue(s, o).(*value.Object)
}

func (p *places) keptValue(s awsapi.Shape, v any) any {
	switch v := v.(type) {
	case *value.Object:
		secret := secretMember(v, sensitive.Name)
		shape := p.of(s)
		out := value.New()
		for name, inner := range v.All() {
			at := shape.member(name)
			if name == secret || at.judge(inner) == hidden {
				out.Set(name, blank(inner))
				continue
			}
			out.Set(name, p.keptValue(at.shape, inner))
		}
		return out
	case []any:
		at := p.of(s).elem
		out := make([]any, len(v))
		for i, item := range v {
			if at.judge(item) == hidden {
				out[i] = blank(item)
				continue
			}
			out[i] = p.keptValue(at.shape, item)
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
