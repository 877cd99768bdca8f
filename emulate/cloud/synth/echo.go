package synth

import (
	"iter"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// echo is what a call names, for the answer to name it again. Keys are names in
// lower case.
type echo struct {
	one  map[string]any
	many map[string][]any // by the name of one of them: instanceid for InstanceIds
	// patterns are what filters with wildcards ask for, by the same names.
	patterns map[string][]string
}

// maxEchoDepth is how deep in the parameters names are looked for.
const maxEchoDepth = 4

func newEcho(input *value.Object) *echo {
	e := &echo{one: map[string]any{}, many: map[string][]any{}, patterns: map[string][]string{}}
	e.object(input, 0)
	return e
}

// object takes the members in; those nearer to the top count.
func (e *echo) object(o *value.Object, depth int) {
	if depth == maxEchoDepth {
		return
	}
	e.filter(o)
	for name, v := range o.All() {
		name = strings.ToLower(name)
		if _, ok := e.one[name]; !ok && (depth == 0 || !generic(name)) {
			e.one[name] = v
		}
		if list, ok := v.([]any); ok && depth == 0 && len(list) > 0 && scalar(list[0]) {
			e.many[Singular(name)] = list
		}
	}
	for _, v := range o.All() {
		switch v := v.(type) {
		case *value.Object:
			e.object(v, depth+1)
		case []any:
			for _, item := range v {
				if inner, ok := item.(*value.Object); ok {
					e.object(inner, depth+1)
				}
			}
		}
	}
}

// filter takes in what a filter asks for: vpc-id is a vpcid.
func (e *echo) filter(o *value.Object) {
	for _, key := range []string{"Name", "Key", "name", "key"} {
		name, _ := o.Get(key)
		text, isText := name.(string)
		values, ok := o.Get("Values")
		if !ok {
			values, _ = o.Get("values")
		}
		list, isList := values.([]any)
		if !isText || !isList || len(list) == 0 || strings.Contains(text, ":") {
			continue
		}
		text = text[strings.LastIndex(text, ".")+1:]
		text = Singular(strings.ToLower(strings.ReplaceAll(text, "-", "")))
		for _, item := range list {
			pattern, ok := item.(string)
			if !ok {
				return
			}
			if strings.ContainsAny(pattern, "*?") {
				e.patterns[text] = append(e.patterns[text], pattern)
			}
		}
		if e.patterns[text] != nil {
			continue
		}
		e.many[text] = list
		e.one[text] = list[0]
	}
}

func scalar(v any) bool {
	switch v.(type) {
	case nil, []any, *value.Object:
		return false
	}
	return true
}

// generic tells names that mean something else in each structure.
func generic(name string) bool {
	switch name {
	case "name", "id", "arn", "key", "value", "type", "status", "state", "description", "version", "tags", "values", "code", "message":
		return true
	}
	return false
}

// Singular is the name of one of several, in lower case: ids become id, policies
// policy.
func Singular(name string) string {
	switch {
	case strings.HasSuffix(name, "ies"):
		return strings.TrimSuffix(name, "ies") + "y"
	case strings.HasSuffix(name, "ses") || strings.HasSuffix(name, "xes"):
		return strings.TrimSuffix(name, "es")
	case strings.HasSuffix(name, "list"):
		return Singular(strings.TrimSuffix(name, "list"))
	case strings.HasSuffix(name, "ss"):
		return name
	}
	return strings.TrimSuffix(name, "s")
}

// with is the echo of a call that names just one of the things that it lists.
func (e *echo) with(name string, v any) *echo {
	one, many := maps.Clone(e.one), maps.Clone(e.many)
	one[strings.ToLower(name)] = v
	delete(many, strings.ToLower(name))
	return &echo{one, many, e.patterns}
}

// at is what the call says of a place. It is false when it says nothing that
// suits.
func (e *echo) at(p place, depth int) (any, bool) {
	if p.Shape().Sensitive() {
		return nil, false
	}
	name, of := strings.ToLower(p.name), Singular(strings.ToLower(p.of))
	names := []string{of + name}
	if !generic(name) || depth <= 1 {
		names = append(names, name)
	}
	if own, ok := strings.CutPrefix(name, of); ok && of != "" && depth <= 2 {
		names = append(names, own)
	}
	for _, name := range names {
		if v, ok := e.one[name]; ok && fits(p.Shape(), v, 0) {
			return v, true
		}
	}
	// Some calls name the thing itself: service: web.
	if ending, ok := strings.CutPrefix(name, of); ok && of != "" && slices.Contains(identifiers, ending) && depth <= 2 {
		v, ok := e.one[of]
		return v, ok && (ending == "arn") == areARNs([]any{v}) && fits(p.Shape(), v, 0)
	}
	return nil, false
}

// named is what the call calls the thing of which a place is the ARN.
func (e *echo) named(p place) string {
	thing, ok := strings.CutSuffix(strings.ToLower(p.name), "arn")
	if thing == "" {
		thing = strings.ToLower(p.of)
	}
	if !ok || thing == "" {
		return ""
	}
	for _, key := range []string{thing + "name", thing} {
		if name, ok := e.one[key].(string); ok {
			return name
		}
	}
	return ""
}

// identifiers end the names of members that tell things apart.
var identifiers = []string{"arn", "name", "id", "identifier"}

// keys are those that the call asks for of a map: AttributeNames of Attributes.
func (e *echo) keys(p place) []string {
	thing := Singular(strings.ToLower(p.name))
	var keys []string
	for _, name := range []string{thing, thing + "name", thing + "key"} {
		for _, v := range e.many[name] {
			if key, ok := v.(string); ok && key != "All" && fits(p.Shape().Key().Shape(), key, 0) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// elements is what the call lists of the things that a list holds, one for each:
// the member's name, and its values. A list of texts has no member.
func (e *echo) elements(list place) (member string, values []any) {
	thing, held := Singular(strings.ToLower(list.name)), list.Shape().Elem().Shape()
	if held.Type() != awsapi.Structure {
		values := e.many[thing]
		for _, v := range values {
			if !fits(held, v, 0) {
				return "", nil
			}
		}
		return "", values
	}
	for m := range held.Members() {
		name := strings.ToLower(m.Name())
		values := e.many[name]
		if patterns := e.patterns[name]; patterns != nil {
			values = matching(m.Enum(), patterns)
		}
		for _, ending := range identifiers {
			// clusters: [arn:...] gives clusters with a clusterArn.
			if values == nil && (name == thing+ending || name == ending) {
				values = e.many[thing]
				if values == nil && name == ending {
					values = e.many[thing+ending]
				}
				if (ending == "arn") != areARNs(values) {
					values = nil
				}
			}
		}
		if len(values) > 0 && fits(m.Shape(), values[0], 0) {
			return m.Name(), values
		}
	}
	return "", nil
}

// matching are the known values that a pattern of a filter finds.
func matching(known iter.Seq[string], patterns []string) []any {
	var out []any
	for v := range known {
		if slices.ContainsFunc(patterns, func(pattern string) bool {
			ok, err := path.Match(pattern, v)
			return ok && err == nil
		}) {
			out = append(out, v)
		}
	}
	return out
}

func areARNs(values []any) bool {
	if len(values) == 0 {
		return false
	}
	text, ok := values[0].(string)
	return ok && strings.HasPrefix(text, "arn:")
}
