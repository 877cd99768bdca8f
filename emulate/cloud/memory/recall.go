package memory

import (
	"slices"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// recall puts what is remembered into one answer.
type recall struct {
	*account
	op    awsapi.Operation
	noun  string
	asked []identity // what the call names
	// expected tells that what is gone is still waited for.
	expected bool
}

func newRecall(known *account, op awsapi.Operation, input *value.Object) *recall {
	_, noun := split(op)
	asked, _, _ := called(op, input)
	return &recall{account: known, op: op, noun: noun, asked: asked}
}

// complete changes an answer into one that shows the facts.
func (r *recall) complete(output *value.Object) {
	r.structure(r.op.Output(), output, r.noun, 0, r.asked)
	r.addMade(output)
}

// structure completes a structure of something; around are the identities of the
// call and of the structures that hold it.
func (r *recall) structure(s awsapi.Shape, o *value.Object, of string, depth int, around []identity) {
	const deepest = 6
	if depth > deepest || s.Type() != awsapi.Structure || s.Document() || s.Union() {
		return
	}
	ids := own(s, o, of)
	scope := slices.Concat(around, ids)
	for _, f := range r.facts {
		if f.gone {
			continue
		}
		mine := r.aliases.among(f.main(), ids)
		near := depth <= 1 && r.aliases.among(f.main(), r.asked)
		if !mine && !near || !r.matches(f, scope, ids) {
			continue
		}
		if !f.leaves.IsZero() {
			markLeaving(s, o, f)
			continue
		}
		apply(s, o, f.said, mine && related(f.noun, of) || depth == 0 && related(f.noun, r.noun))
	}
	for m := range s.Members() {
		v, _ := o.Get(m.Name())
		thing := synth.Singular(strings.ToLower(m.Name()))
		switch v := v.(type) {
		case *value.Object:
			r.structure(m.Shape(), v, thing, depth+1, scope)
		case []any:
			o.Set(m.Name(), r.list(m.Shape(), v, thing, depth, scope))
		}
	}
}

// matches tells whether a fact holds where the identities of the scope are known,
// and those of the structure itself do not speak against it.
func (r *recall) matches(f *fact, scope, ids []identity) bool {
	for _, id := range f.ids {
		if r.aliases.contradicted(id, ids) {
			return false
		}
		if !r.aliases.among(id, scope) && (r.aliases.contradicted(id, scope) || id == f.main()) {
			return false
		}
	}
	return true
}

// list completes what a list holds, and leaves out what is gone.
func (r *recall) list(s awsapi.Shape, items []any, thing string, depth int, scope []identity) []any {
	elem := s.Elem().Shape()
	least, _ := s.Min().Int64()
	kept := []any{}
	for i, item := range items {
		var ids []identity
		switch item := item.(type) {
		case string:
			ids = []identity{{thing, "", item}}
			if id, ok := named(thing, "", item); ok {
				ids = []identity{id}
			}
		case *value.Object:
			if elem.Type() == awsapi.Structure {
				ids = own(elem, item, thing)
			}
		}
		if r.left(ids, scope) && !dying(item) && int64(len(kept)+len(items)-i-1) >= least {
			continue
		}
		if o, ok := item.(*value.Object); ok {
			r.structure(elem, o, thing, depth+1, scope)
		}
		kept = append(kept, item)
	}
	return kept
}

// left tells whether something with these identities is gone from where it was.
func (r *recall) left(ids, around []identity) bool {
	for _, f := range r.facts {
		if !f.gone || r.expected {
			continue
		}
		mine, all := false, true
		for _, id := range f.ids {
			here := r.aliases.among(id, ids) && !r.aliases.contradicted(id, ids)
			mine = mine || here && (id == f.main() || !r.aliases.among(id, around))
			all = all && (here || r.aliases.among(id, around))
		}
		if mine && all {
			return true
		}
	}
	return false
}

// dying tells whether something says itself that it is deleted: some resources are
// shown for a while after that.
func dying(v any) bool { return dies(v, 0) }

func dies(v any, depth int) bool {
	const deepest = 6
	if depth > deepest {
		return false
	}
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, func(item any) bool { return dies(item, depth+1) })
	case *value.Object:
		for name, inner := range v.All() {
			name = strings.ToLower(name)
			if strings.HasSuffix(name, "status") || strings.HasSuffix(name, "state") {
				if nested, ok := inner.(*value.Object); ok {
					for _, text := range nested.All() {
						if says(text) {
							return true
						}
					}
				}
				if says(inner) {
					return true
				}
			}
			if dies(inner, depth+1) {
				return true
			}
		}
	}
	return false
}

func says(v any) bool {
	text, ok := v.(string)
	text = strings.ToLower(text)
	return ok && slices.ContainsFunc([]string{"delet", "terminat", "inactive", "deregist", "detach", "disassociat"}, func(word string) bool {
		return strings.Contains(text, word)
	})
}

// markLeaving shows that something will be deleted.
func markLeaving(s awsapi.Shape, o *value.Object, f *fact) {
	for m := range s.Members() {
		name := strings.ToLower(m.Name())
		if m.Shape().Type() != awsapi.Timestamp {
			continue
		}
		switch {
		case strings.HasPrefix(name, "deletion"):
			o.Set(m.Name(), f.leaves.UTC().Format(time.RFC3339))
		case strings.HasPrefix(name, "deleted"):
			o.Set(m.Name(), f.now.UTC().Format(time.RFC3339))
		}
	}
}

// addMade adds to the lists of an answer what was made and is not there. It looks
// like what is there.
func (r *recall) addMade(output *value.Object) {
	const most = 100
	for m := range r.op.Output().Members() {
		v, _ := output.Get(m.Name())
		list, ok := v.([]any)
		thing := synth.Singular(strings.ToLower(m.Name()))
		elem := m.Shape().Elem().Shape()
		if !ok || len(list) == 0 || elem.Type() != awsapi.Structure {
			continue
		}
		sample, ok := list[0].(*value.Object)
		if !ok {
			continue
		}
		ids := own(elem, sample, thing)
		for _, f := range r.facts {
			if !f.made || thing != f.noun || len(list) >= most || !r.wanted(f) || r.listed(f, elem, list, thing) {
				continue
			}
			made, _ := value.Clone(sample).(*value.Object)
			rename(elem, made, ids, f.main())
			r.structure(elem, made, thing, 1, r.asked)
			list = append(list, made)
		}
		if largest, err := m.Shape().Max().Int64(); err != nil || int64(len(list)) <= largest {
			output.Set(m.Name(), list)
		}
	}
}

// wanted tells whether a call asks for what was made, and for no other thing.
func (r *recall) wanted(f *fact) bool {
	for _, id := range r.asked {
		if id.thing == f.main().thing || !r.aliases.among(id, f.ids) {
			return false
		}
	}
	return true
}

// listed tells whether a list has something already.
func (r *recall) listed(f *fact, elem awsapi.Shape, list []any, thing string) bool {
	for _, item := range list {
		if o, ok := item.(*value.Object); ok && r.aliases.among(f.main(), own(elem, o, thing)) {
			return true
		}
	}
	return false
}

// rename gives something another identity than it had.
func rename(s awsapi.Shape, o *value.Object, had []identity, id identity) {
	for _, old := range had {
		if old.thing != id.thing {
			continue
		}
		name := memberOf(s, old)
		text := id.text
		if old.ending != id.ending {
			continue
		}
		if synth.Fits(s.Member(name), text) {
			o.Set(name, text)
		}
		for _, other := range had {
			if other.thing == id.thing && other.ending != id.ending && strings.HasSuffix(other.text, old.text) {
				if member := memberOf(s, other); synth.Fits(s.Member(member), strings.TrimSuffix(other.text, old.text)+text) {
					o.Set(member, strings.TrimSuffix(other.text, old.text)+text)
				}
			}
		}
	}
}
