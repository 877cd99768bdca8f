package awsapi

import (
	"slices"

	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// A Selection is what a selector yields from an answer of an operation.
type Selection struct {
	// List is true where the selector yields a list of values, because it has
	// a wildcard, a slice, a filter or the like.
	List bool
	// Values are the kinds of value that it yields, or that the list holds: at
	// least one, each once. More than one kind needs "..", "*" or several keys.
	Values []Value
}

// Select says what a selector yields from an answer of the operation, or a
// *SelectError if no answer can have what it asks for. Every answer has boto3's
// ResponseMetadata, also where the operation has no output; "$" is the answer.
func (o Operation) Select(p *selector.Path) (Selection, error) {
	return selectFrom(answerOf(o), p)
}

// Select says what a selector yields from a value of the shape, or a
// *SelectError if no such value can have what it asks for.
func (s Shape) Select(p *selector.Path) (Selection, error) {
	return selectFrom(valueOf(s), p)
}

func selectFrom(root Value, p *selector.Path) (Selection, error) {
	segments := p.Segments()
	values := []Value{root}
	for i := range segments {
		if i > 0 && segments[i-1].Kind == selector.Descend {
			values = meantBelow(values, &segments[i])
		}
		next := step(values, &segments[i], i == len(segments)-1)
		if len(next) == 0 {
			return Selection{}, newSelectError(root, values, segments, i)
		}
		values = distinct(next)
	}
	return Selection{List: !p.Definite(), Values: values}, nil
}

// step applies a segment to each of the values that are possible so far. A
// value that it does not suit is skipped, as the service skips it.
func step(values []Value, s *selector.Segment, last bool) []Value {
	if s.Kind == selector.Descend {
		return below(values)
	}
	var next []Value
	for _, v := range values {
		switch s.Kind {
		case selector.Child:
			next = append(next, fields(v, s.Names, last)...)
		case selector.Index, selector.Slice:
			if elem, ok := v.Elem(); ok {
				next = append(next, elem)
			}
		case selector.Wildcard:
			next = slices.AppendSeq(next, v.children())
		case selector.Filter:
			next = append(next, filtered(v)...)
		case selector.Function:
			next = append(next, result(v, s.Names[0])...)
		}
	}
	return next
}

// meantBelow leaves those of the values after ".." that a key is meant for.
// Maps have every key, so they only count where no structure has it, and the
// headers of the answer never do.
func meantBelow(values []Value, s *selector.Segment) []Value {
	if s.Kind != selector.Child {
		return values
	}
	has := func(v Value) bool { return len(fields(v, s.Names, false)) > 0 }
	known := slices.ContainsFunc(values, func(v Value) bool { return v.Type == Structure && has(v) })
	return slices.DeleteFunc(values, func(v Value) bool {
		return v.role == headers || known && v.Type == Map
	})
}

// fields are the named members of a value. Several names at the end of a path
// make one object, of which every name must be possible.
func fields(v Value, names []string, last bool) []Value {
	var found []Value
	for _, name := range names {
		if field, ok := v.Field(name); ok {
			found = append(found, field)
		} else if last {
			return nil
		}
	}
	if last && len(names) > 1 {
		return []Value{{Type: Structure, role: picked}}
	}
	return found
}

// filtered is what a filter may let through: elements of a list, or the object
// itself.
func filtered(v Value) []Value {
	if elem, ok := v.Elem(); ok {
		return []Value{elem}
	}
	if v.Type == Structure || v.Type == Map {
		return []Value{v}
	}
	return nil
}

// result is what a function of the selector dialect makes of a value.
func result(v Value, function string) []Value {
	switch function {
	case "length", "size":
		return []Value{{Type: Integer}}
	case "keys":
		return []Value{{Type: List, Of: String}}
	case "first", "last", "index":
		if elem, ok := v.Elem(); ok {
			return []Value{elem}
		}
		return nil
	case "avg", "max", "min", "stddev", "sum":
		return []Value{{Type: Double}}
	}
	return []Value{{Type: Any}}
}

// newSelectError describes why segment i yields nothing from the values before it.
func newSelectError(root Value, values []Value, segments []selector.Segment, i int) *SelectError {
	s := &segments[i]
	e := &SelectError{Segment: i, Offset: s.Offset, End: s.End, In: values[0], Path: pathText(segments[:i])}
	if i > 0 && segments[i-1].Kind == selector.Descend {
		e.Inside, e.Path = true, pathText(segments[:i-1])
	}
	if s.Kind != selector.Child {
		return e
	}
	e.Name = s.Names[0]
	for k, name := range s.Names {
		if !slices.ContainsFunc(values, func(v Value) bool { _, ok := v.Field(name); return ok }) {
			e.Name = name
			if k < len(s.NameSpans) {
				e.Offset, e.End = s.NameSpans[k].Start, s.NameSpans[k].End
			}
			break
		}
	}
	// Among many possible values, the one to speak of is a structure.
	if at := slices.IndexFunc(values, func(v Value) bool { return v.Type == Structure }); at >= 0 {
		e.In = values[at]
	}
	e.Nearest = nearest.Several(e.Name, func(yield func(string) bool) {
		for _, v := range values {
			for name := range v.FieldNames() {
				if !yield(name) {
					return
				}
			}
		}
	}, fewNames)
	for _, place := range root.find(e.Name, fewNames) {
		e.Elsewhere = append(e.Elsewhere, "$."+place.Path)
	}
	return e
}
