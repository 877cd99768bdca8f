package world

import (
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// listing is an operation that describes the resources of a kind: one of them, or
// all, filtered and in pages.
type listing struct {
	kind *kind
	// member is where the output has them.
	member string
	// by is the parameter with the ID of one, or a list of IDs; empty for none.
	by string
	// pages are the rules for pages.
	pages func() pageRules
	// equal are parameters that must be what a member of the description is:
	// parameter, member, and so on.
	equal []string
	// filters are the names of filters, and where their values are: name, path of
	// members, and so on.
	filters []string
	// badFilter is AWS's error for another filter; nil when the operation has none.
	badFilter func(name string) error
	// lenient tells that unknown IDs in a list are left out, and are no error.
	lenient bool
}

func (l *listing) answer(w *World, req cloud.Request) (*value.Object, error) {
	page, err := newPage(req, l.pages())
	if err != nil {
		return nil, err
	}
	filters, err := l.readFilters(req)
	if err != nil {
		return nil, err
	}
	found, err := l.find(w, req)
	if err != nil {
		return nil, err
	}
	shown := []any{}
	for _, i := range found {
		described := w.describe(req, l.kind, i, l.member)
		if l.equals(req, described) && filters.match(described, pathsOf(l.filters), nil) {
			shown = append(shown, described)
		}
	}
	return page.answer(l.member, shown), nil
}

// find gives those that the call asks for. An open account that has never had any
// resource of the kind leaves it to others which there are.
func (l *listing) find(w *World, req cloud.Request) ([]*item, error) {
	ids := texts(parameter(req, l.by))
	if id := given(req, l.by); id != "" {
		ids = []string{id}
	}
	if len(ids) == 0 {
		return w.all(l.kind), w.unpeopled(w.of(l.kind).ever())
	}
	var found []*item
	for _, id := range ids {
		i, err := w.one(l.kind, id)
		if _, unknown := err.(*stranger); err != nil && l.lenient && (!unknown || !w.config.Open) {
			continue
		}
		if err != nil {
			return nil, err
		}
		found = append(found, i)
	}
	return found, nil
}

func (l *listing) equals(req cloud.Request, described *value.Object) bool {
	for n := 0; n+1 < len(l.equal); n += 2 {
		wanted := given(req, l.equal[n])
		if wanted != "" && described.Text(l.equal[n+1]) != wanted {
			return false
		}
	}
	return true
}

func (l *listing) readFilters(req cloud.Request) (filters, error) {
	var out filters
	for _, item := range req.Input.List("Filters") {
		o, _ := item.(*value.Object)
		f := filter{name: o.Text("Name")}
		f.values = texts(o.List("Values"))
		if l.badFilter != nil && pathsOf(l.filters)[f.name] == "" && !strings.HasPrefix(f.name, tagPrefix) {
			return nil, l.badFilter(f.name)
		}
		out = append(out, f)
	}
	return out, nil
}

// pathsOf reads pairs of a name and a path.
func pathsOf(pairs []string) map[string]string {
	paths := make(map[string]string, len(pairs)/2)
	for n := 0; n+1 < len(pairs); n += 2 {
		paths[pairs[n]] = pairs[n+1]
	}
	return paths
}
