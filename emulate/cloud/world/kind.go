package world

import (
	"slices"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// kind is the facts about one kind of resource that the account keeps as the API
// describes it. A new kind is a value of this type, and what its operations decide.
type kind struct {
	// service and shape name the API's structure: DBInstance of rds.
	service, shape string
	// id is the member that tells resources apart, state the one that changes over
	// time; empty when there is none.
	id, state string
	// idOf makes an ID of what callers write; nil where they write the ID itself.
	idOf func(written string) string
	// prefix begins the IDs of the kind where they have a form: vol for vol-...
	prefix string
	// notFound is AWS's error for an ID that is unknown, malformed that for one that
	// is none.
	notFound, malformed func(id string) error
	// complete adds what the API tells of every such resource, where it is missing.
	complete func(w *World, r *value.Object)
}

// item is one resource of a kind.
type item struct {
	id string
	// shown is the API's description of it.
	shown *value.Object
	// aspects are what other operations show of it, by a name of their own.
	aspects map[string]any
	// next is what becomes of it by itself, in this order.
	next []change
	// adopted tells one that was made up before the account had it: only what was
	// changed since is known.
	adopted bool
	// assumed tells one of which nothing but the ID was known when it was added.
	assumed bool
}

// change is what becomes of a resource at a time.
type change struct {
	due time.Time
	do  func()
}

// of are the resources of a kind.
func (w *World) of(k *kind) *resources[*item] {
	key := k.service + " " + k.shape
	if w.kept[key] == nil {
		if w.kept == nil {
			w.kept = map[string]*resources[*item]{}
		}
		w.kept[key] = &resources[*item]{}
	}
	return w.kept[key]
}

// all are the resources of a kind in the order of the account.
func (w *World) all(k *kind) []*item {
	of := w.of(k)
	out := make([]*item, 0, len(of.ids))
	for _, id := range of.ids {
		out = append(out, of.of[id])
	}
	return out
}

// add puts a resource into the account.
func (w *World) add(k *kind, shown *value.Object) *item {
	id, _ := shown.Get(k.id)
	i := &item{shown: shown, aspects: map[string]any{}}
	i.id, _ = id.(string)
	if k.complete != nil {
		k.complete(w, shown)
	}
	w.of(k).add(i.id, i)
	return i
}

// remove takes a resource out of the account.
func (w *World) remove(k *kind, i *item) { w.of(k).delete(i.id) }

// read makes an ID of what a caller has written.
func (k *kind) read(written string) string {
	if k.idOf == nil {
		return written
	}
	return k.idOf(written)
}

// exists tells whether the account has a resource with this ID.
func (w *World) exists(k *kind, id string) bool {
	_, ok := w.of(k).get(k.read(id))
	return ok
}

// one is the resource with an ID, or AWS's error.
func (w *World) one(k *kind, id string) (*item, error) {
	of, id := w.of(k), k.read(id)
	if i, ok := of.get(id); ok {
		return i, nil
	}
	if !k.wellFormed(id) {
		return nil, k.malformed(id)
	}
	err := k.notFound(id)
	if !of.gone[id] {
		err = &stranger{err}
	}
	return nil, err
}

// needed is the resource that a call changes or builds on. One that an open
// account has never had was made up before; from now on, it is kept.
func (w *World) needed(k *kind, id string) (*item, error) {
	id = k.read(id)
	i, err := w.one(k, id)
	if _, unknown := err.(*stranger); unknown && w.config.Open && id != "" {
		i = &item{id: id, shown: value.New(k.id, id), aspects: map[string]any{}, adopted: true}
		w.of(k).add(id, i)
		return i, nil
	}
	return i, err
}

// describe is what the answer to a call says of a resource. Of one that was made
// up, somebody else is asked for what the account does not know; the path leads
// to it in that answer.
func (w *World) describe(req cloud.Request, k *kind, i *item, path ...string) *value.Object {
	shown := value.Clone(i.shown).(*value.Object)
	if !i.adopted {
		return shown
	}
	invented := w.invent(req, path)
	if invented == nil {
		if k.complete != nil {
			k.complete(w, shown)
		}
		return shown
	}
	for name, v := range shown.All() {
		invented.Set(name, v)
	}
	return invented
}

// state is the state of a resource; empty for one that was made up, unless it has
// changed since.
func (i *item) state(k *kind) string { return i.shown.Text(k.state) }

// become changes a resource in steps: it is in the first state now, and in each
// further one when the time has passed.
func (w *World) become(k *kind, i *item, takes time.Duration, states ...string) {
	i.next = nil
	i.shown.Set(k.state, states[0])
	for n, state := range states[1:] {
		w.later(i, takes*time.Duration(n+1), func() { i.shown.Set(k.state, state) })
	}
}

// later lets something happen to a resource by itself.
func (w *World) later(i *item, after time.Duration, do func()) {
	i.next = append(i.next, change{w.now().Add(after), do})
	if !slices.Contains(w.changing, i) {
		w.changing = append(w.changing, i)
	}
}

// settle does what is due at a time. It tells whether more is to come.
func (i *item) settle(now time.Time) bool {
	for len(i.next) > 0 && !now.Before(i.next[0].due) {
		due := i.next[0]
		i.next = i.next[1:]
		due.do()
	}
	return len(i.next) > 0
}

// take copies those parameters of a call that the description has under the same
// name, and those whose other name is given: parameter, member, and so on.
func (k *kind) take(req cloud.Request, into *value.Object, renamed ...string) {
	service, err := awsapi.OpenService(k.service)
	if err != nil {
		return
	}
	shape := service.Shape(k.shape)
	for name, v := range req.Input.All() {
		for n := 0; n+1 < len(renamed); n += 2 {
			if renamed[n] == name {
				name = renamed[n+1]
			}
		}
		if m := shape.Member(name); name != k.state && m.Exists() && suits(m.Shape(), v) {
			into.Set(name, value.Clone(v))
		}
	}
}

// suits tells whether a parameter is of the type that a member of the same name
// has in a description.
func suits(s awsapi.Shape, v any) bool {
	switch v := v.(type) {
	case *value.Object:
		if s.Type() == awsapi.Structure {
			for name := range v.All() {
				if !s.Member(name).Exists() {
					return false
				}
			}
			return true
		}
		return s.Type() == awsapi.Map
	case []any:
		if s.Type() != awsapi.List {
			return false
		}
		for _, item := range v {
			if !suits(s.Elem().Shape(), item) {
				return false
			}
		}
		return true
	case string:
		return s.Type() == awsapi.String || s.Type() == awsapi.Timestamp || s.Type() == awsapi.Blob
	case bool:
		return s.Type() == awsapi.Boolean
	}
	return s.Type().Scalar() && s.Type() != awsapi.String
}

// conform leaves out what a structure of the API does not have: other services
// describe the same resource with fewer members.
func conform(s awsapi.Shape, v any) any {
	switch v := v.(type) {
	case *value.Object:
		if s.Type() != awsapi.Structure {
			return v
		}
		out := value.New()
		for name, inner := range v.All() {
			if m := s.Member(name); m.Exists() {
				out.Set(name, conform(m.Shape(), inner))
			}
		}
		return out
	case []any:
		for n := range v {
			v[n] = conform(s.Elem().Shape(), v[n])
		}
	}
	return v
}

// fill sets members that an object does not have: name, value, and so on.
func fill(o *value.Object, pairs ...any) {
	missing := value.New(pairs...)
	for name, v := range missing.All() {
		if _, ok := o.Get(name); !ok {
			o.Set(name, v)
		}
	}
}

// set sets a member to a value as Go has it.
func set(o *value.Object, name string, v any) {
	for _, normal := range value.New(name, v).All() {
		o.Set(name, normal)
	}
}
