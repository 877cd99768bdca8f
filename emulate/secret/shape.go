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

// each calls found with all in a value of which its place tells that it is hidden or
// content.
func (p *places) each(s awsapi.Shape, v any, found func(v any, at place, what verdict)) {
	switch v := v.(type) {
	case *value.Object:
		secret := secretMember(v, sensitive.Name)
		shape := p.of(s)
		for name, inner := range v.All() {
			at := shape.member(name)
			if name == secret {
				found(inner, at, hidden)
				continue
			}
			p.eachAt(at, inner, found)
		}
	case []any:
		at := p.of(s).elem
		for _, item := range v {
			p.eachAt(at, item, found)
		}
	}
}

func (p *places) eachAt(at place, v any, found func(v any, at place, what verdict)) {
	if what := at.judge(v); what != open {
		found(v, at, what)
		return
	}
	p.each(at.shape, v, found)
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

// A treatment is what is shown in the place of what is not open.
type treatment struct {
	// hide gives what stands for a secret.
	hide func(v any) any
	// content gives what stands for content, and whether that is something else.
	content func(v any) (shown any, changed bool)
}

// masked is a value without what its places tell to hide, and whether that is
// another one: nothing is copied where nothing is hidden.
func (p *places) masked(s awsapi.Shape, v any, as treatment) (shown any, changed bool) {
	switch v := v.(type) {
	case *value.Object:
		secret := secretMember(v, sensitive.Name)
		shape := p.of(s)
		return rewriteObject(v, func(name string, inner any) (string, any, bool) {
			if name == secret {
				return name, as.hide(inner), true
			}
			shown, changed := p.maskedAt(shape.member(name), inner, as)
			return name, shown, changed
		})
	case []any:
		at := p.of(s).elem
		return rewriteList(v, func(item any) (any, bool) { return p.maskedAt(at, item, as) })
	}
	return v, false
}

func (p *places) maskedAt(at place, v any, as treatment) (shown any, changed bool) {
	switch at.judge(v) {
	case hidden:
		return as.hide(v), true
	case content:
		return as.content(v)
	}
	return p.masked(at.shape, v, as)
}

// asItIs is the treatment of content that is shown.
func asItIs(v any) (any, bool) { return v, false }

func mask(any) any { return Mask }

// Named is a value as it may be shown under a name that people gave it, when
// nothing else is known of it.
func Named(name string, v any) any {
	if sensitive.DocumentName(name) && v != nil {
		return Mask
	}
	shown, _ := new(places).masked(awsapi.Shape{}, v, treatment{mask, asItIs})
	return shown
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
