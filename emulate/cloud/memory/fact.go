package memory

import (
	"slices"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// fact is what one call said of a resource.
type fact struct {
	noun string // what the operation is about, in lower case
	// ids tell the resource, all of them: a stage by its API and its name.
	ids []identity
	// said are the parameters that were given, nil for a deletion.
	said *value.Object
	// made tells that the resource exists since.
	made bool
	// gone tells that it does not exist any more, leaves when it will not.
	gone   bool
	leaves time.Time
	now    time.Time // when the call was made
}

// main is the identity of the resource itself, not of what it is in.
func (f *fact) main() identity {
	for _, id := range slices.Backward(f.ids) {
		if related(id.thing, f.noun) && id.thing != "" {
			return id
		}
	}
	return f.ids[len(f.ids)-1]
}

// maxSaid is how long, in bytes, the parameters may be that are remembered.
const maxSaid = 1 << 16

// learn remembers what a call changed.
func (m *Memory) learn(op awsapi.Operation, input, output *value.Object) {
	verb, noun := split(op)
	if !learns(verb) {
		return
	}
	if text, err := value.Encode(input); err != nil || len(text) > maxSaid {
		return
	}
	known := m.account(op.Service().Name())
	known.aliases.learn(op, output)
	for _, ids := range subjects(op, input, output, noun, slices.Contains(making, verb)) {
		f := &fact{noun: noun, ids: ids, now: m.config.Clock.Now()}
		switch {
		case slices.Contains(deleting, verb):
			f.leaves = leaving(op, input, output, f.now)
			f.gone = f.leaves.IsZero()
		default:
			f.said = spoken(verb, op, input)
			f.made = slices.Contains(making, verb)
		}
		known.add(f)
	}
}

// add remembers a fact instead of what it overrules.
func (a *account) add(f *fact) {
	a.facts = slices.DeleteFunc(a.facts, func(old *fact) bool {
		if f.said == nil {
			return a.about(old, f) // nothing that was said of it counts any more
		}
		return old.said == nil && f.made && a.again(old, f)
	})
	a.facts = append(a.facts, f)
	if extra := len(a.facts) - maxFacts; extra > 0 {
		a.facts = slices.Delete(a.facts, 0, extra)
	}
}

// about tells whether two facts are about the same resource.
func (a *account) about(x, y *fact) bool {
	if len(x.ids) != len(y.ids) || !related(x.noun, y.noun) && !a.aliases.same(x.main(), y.main()) {
		return false
	}
	for _, id := range x.ids {
		if !a.aliases.among(id, y.ids) {
			return false
		}
	}
	return true
}

// again tells whether what was made is what was deleted.
func (a *account) again(deleted, made *fact) bool {
	if !a.aliases.same(deleted.main(), made.main()) || !related(deleted.noun, made.noun) {
		return false
	}
	for _, id := range deleted.ids {
		if a.aliases.contradicted(id, made.ids) {
			return false
		}
	}
	return true
}

// subjects are the resources that a call changes, each by its identities. What a
// call makes has those that the answer gives it.
func subjects(op awsapi.Operation, input, output *value.Object, noun string, makes bool) [][]identity {
	all, needed, inPath := called(op, input)
	if makes {
		if made := created(op, output, noun); len(made) > 0 {
			var out [][]identity
			for _, id := range made {
				out = append(out, append(parents(inPath, id), id))
			}
			return out
		}
	}
	if len(needed) == 0 {
		needed = nested(op, input)
	}
	var several [][]identity
	for _, id := range all {
		listed := !slices.Contains(needed, id)
		if listed && related(id.thing, noun) && id.thing != "resource" {
			several = append(several, append(slices.Clone(needed), id))
		}
	}
	switch {
	case len(needed) > 0 && (len(several) == 0 || slices.ContainsFunc(needed, func(id identity) bool { return related(id.thing, noun) })):
		return [][]identity{needed}
	case len(several) > 0:
		const most = 100
		return several[:min(len(several), most)]
	case len(all) > 0:
		return [][]identity{all}
	}
	return nil
}

// nested are the identities in the only structure that a call needs.
func nested(op awsapi.Operation, input *value.Object) []identity {
	var ids []identity
	for m := range op.Input().Members() {
		v, _ := input.Get(m.Name())
		o, ok := v.(*value.Object)
		if !ok || !m.Required() || m.Shape().Type() != awsapi.Structure {
			continue
		}
		of := synth.Singular(strings.ToLower(m.Name()))
		for _, id := range own(m.Shape(), o, of) {
			if m.Shape().Member(memberOf(m.Shape(), id)).Required() {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// memberOf is the member of a structure that has the name of an identity.
func memberOf(s awsapi.Shape, id identity) string {
	for m := range s.Members() {
		name := strings.ToLower(m.Name())
		if name == id.thing+id.ending || name == id.ending {
			return m.Name()
		}
	}
	return ""
}

// parents are those of the identities in a path that say where a made thing is,
// not which it is.
func parents(inPath []identity, made identity) []identity {
	return slices.DeleteFunc(slices.Clone(inPath), func(id identity) bool { return related(id.thing, made.thing) })
}

// created are the identities of what an answer says was made, one for each thing.
func created(op awsapi.Operation, output *value.Object, noun string) []identity {
	var out []identity
	for m := range op.Output().Members() {
		for _, item := range output.List(m.Name()) {
			if text, ok := item.(string); ok {
				if id, ok := named(synth.Singular(strings.ToLower(m.Name())), noun, text); ok && id.thing == noun {
					out = append(out, id)
				}
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	walk(op.Output(), output, noun, 0, func(s awsapi.Shape, o *value.Object, of string) {
		for _, id := range own(s, o, of) {
			if id.thing == noun && len(out) == 0 {
				out = append(out, id)
			}
		}
	})
	return out
}

// spoken are the parameters of a call, with what its verb says.
func spoken(verb string, op awsapi.Operation, input *value.Object) *value.Object {
	said := value.New()
	for name, v := range input.All() {
		if m := op.Input().Member(name); m.Exists() && !m.IdempotencyToken() && !m.Streaming() && !m.Shape().Sensitive() {
			said.Set(name, v)
		}
	}
	name := strings.TrimPrefix(op.Name(), verb)
	if verb == "Enable" || verb == "Disable" {
		for _, member := range []string{name + "Enabled", "Enabled"} {
			if _, ok := said.Get(member); !ok {
				said.Set(member, verb == "Enable")
			}
		}
	}
	return said
}

// leaving is when a deletion takes place that answers with its time, or zero for
// one that is made at once. It sets the time in the answer.
func leaving(op awsapi.Operation, input, output *value.Object, now time.Time) time.Time {
	for name, v := range input.All() {
		if forced, ok := v.(bool); ok && forced && strings.HasPrefix(name, "Force") {
			return time.Time{}
		}
	}
	for m := range op.Output().Members() {
		if m.Shape().Type() != awsapi.Timestamp || !strings.HasPrefix(strings.ToLower(m.Name()), "delet") {
			continue
		}
		const day = 24 * time.Hour
		when := now.Add(30 * day)
		for name, v := range input.All() {
			if n, ok := value.Number(v); ok && strings.HasSuffix(name, "Days") {
				if days, err := n.Int64(); err == nil && 0 < days && days < 1000 {
					when = now.Add(time.Duration(days) * day)
				}
			}
		}
		output.Set(m.Name(), when.UTC().Format(time.RFC3339))
		return when
	}
	return time.Time{}
}
