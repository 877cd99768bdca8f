package memory

import (
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// identity is a text that tells a resource from others of its kind.
type identity struct {
	thing  string // what it is, in lower case: loadbalancer
	ending string // what kind of text: arn, id, name
	text   string
}

// endings are those of the members that hold such texts.
var endings = []string{"arn", "identifier", "id", "name", "url"}

// named is the identity that a member of something holds, if it does.
func named(member, of, text string) (identity, bool) {
	member = strings.ToLower(member)
	for _, ending := range endings {
		if thing, ok := strings.CutSuffix(member, ending); ok && text != "" {
			if thing == "" {
				thing = of
			}
			return identity{thing, ending, text}, true
		}
	}
	return identity{}, false
}

// own are the identities in a structure of something, in the order of its shape.
func own(s awsapi.Shape, o *value.Object, of string) []identity {
	var out []identity
	for m := range s.Members() {
		v, _ := o.Get(m.Name())
		if text, ok := v.(string); ok && m.Shape().Type() == awsapi.String {
			if id, ok := named(m.Name(), of, text); ok {
				out = append(out, id)
			}
		}
	}
	return out
}

// called are the identities that the parameters of a call name: one by one, in
// lists, and as the values of filters. needed are those of members that the
// operation requires or has in its path, inPath the latter.
func called(op awsapi.Operation, input *value.Object) (all, needed, inPath []identity) {
	_, noun := split(op)
	for m := range op.Input().Members() {
		v, ok := input.Get(m.Name())
		if !ok {
			continue
		}
		switch v := v.(type) {
		case string:
			id, ok := named(m.Name(), noun, v)
			lower := strings.ToLower(m.Name())
			located := m.Location() == awsapi.InURI
			if !ok && v != "" && (located || lower == noun) {
				// Some calls name the thing itself: service: web.
				id, ok = identity{lower, "", v}, true
			}
			if ok {
				all = append(all, id)
			}
			if ok && (located || m.Required() || lower == noun) {
				needed = append(needed, id)
			}
			if ok && located {
				inPath = append(inPath, id)
			}
		case []any:
			for _, item := range v {
				switch item := item.(type) {
				case string:
					if id, ok := named(synth.Singular(strings.ToLower(m.Name())), noun, item); ok {
						all = append(all, id)
					}
				case *value.Object:
					all = append(all, filtered(item)...)
				}
			}
		}
	}
	return all, needed, inPath
}

// filtered are the identities that a filter asks for: vpc-id.
func filtered(filter *value.Object) []identity {
	var out []identity
	for _, names := range [][2]string{{"Name", "Values"}, {"Key", "Values"}, {"name", "values"}, {"key", "values"}} {
		text := filter.Text(names[0])
		for _, item := range filter.List(names[1]) {
			if v, ok := item.(string); ok {
				if id, ok := named(strings.ReplaceAll(text, "-", ""), "", v); ok {
					out = append(out, id)
				}
			}
		}
	}
	return out
}

// aliases lead from identities to another of the same resource: from the name of
// an environment to its ID. They stand under an identity without its ending.
type aliases map[identity]identity

// maxAliases is how many are known of a service; those beyond are not learned.
const maxAliases = 5000

// learn takes in which identities an answer has for the same resource.
func (a aliases) learn(op awsapi.Operation, output *value.Object) {
	_, noun := split(op)
	walk(op.Output(), output, noun, 0, func(s awsapi.Shape, o *value.Object, of string) {
		ids := own(s, o, of)
		for i, id := range ids {
			for _, other := range ids[:i] {
				if other.thing == id.thing {
					a.join(other, id)
					break
				}
			}
		}
	})
}

func (a aliases) join(x, y identity) {
	x, y = a.root(x), a.root(y)
	if x != y && len(a) < maxAliases {
		a[y] = x
	}
}

func (a aliases) root(id identity) identity {
	id.ending = ""
	for next, ok := a[id]; ok; next, ok = a[id] {
		id = next
	}
	return id
}

// same tells whether two identities are of one resource.
func (a aliases) same(x, y identity) bool {
	if !related(x.thing, y.thing) {
		return false
	}
	if x.text == y.text || ends(x.text, y.text) || ends(y.text, x.text) {
		return true
	}
	return a.root(x) == a.root(y)
}

// ends tells whether an ARN ends with a name.
func ends(arn, name string) bool {
	return strings.HasPrefix(arn, "arn:") && (strings.HasSuffix(arn, "/"+name) || strings.HasSuffix(arn, ":"+name))
}

// among tells whether an identity is one of several.
func (a aliases) among(id identity, ids []identity) bool {
	for _, other := range ids {
		if a.same(id, other) {
			return true
		}
	}
	return false
}

// contradicted tells whether something is another thing of the same kind.
func (a aliases) contradicted(id identity, ids []identity) bool {
	for _, other := range ids {
		if other.thing == id.thing && other.ending == id.ending && !a.same(id, other) {
			return true
		}
	}
	return false
}

// walk visits the structures of an answer from the outside in.
func walk(s awsapi.Shape, v any, of string, depth int, visit func(s awsapi.Shape, o *value.Object, of string)) {
	const deepest = 6
	if depth > deepest {
		return
	}
	switch v := v.(type) {
	case *value.Object:
		if s.Type() != awsapi.Structure || s.Document() {
			return
		}
		visit(s, v, of)
		for m := range s.Members() {
			if inner, ok := v.Get(m.Name()); ok {
				walk(m.Shape(), inner, synth.Singular(strings.ToLower(m.Name())), depth+1, visit)
			}
		}
	case []any:
		for _, item := range v {
			walk(s.Elem().Shape(), item, of, depth+1, visit)
		}
	}
}
