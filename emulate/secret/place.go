package secret

import (
	"sync"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/sensitive"
)

// A verdict is what the place of a value tells about it.
type verdict int

const (
	open verdict = iota
	// content may hold anything; whether it is hidden is for the Vault to say.
	content
	hidden
)

// A place is where a value stands: the shape that it has there, absent where the
// model knows none, and what shape and name tell about it.
type place struct {
	shape awsapi.Shape
	// named tells that texts there have the name of a secret.
	named bool
	// shaped is what the shape tells.
	shaped verdict
}

func placeOf(s awsapi.Shape, name string) place {
	p := place{shape: s, named: sensitive.Name(name)}
	switch {
	case !s.Sensitive():
	case sensitive.Contents(s):
		p.shaped = content
	default:
		p.shaped = hidden
	}
	return p
}

// judge judges a value at the place.
func (p place) judge(v any) verdict {
	switch {
	case v == nil:
		return open
	case p.named && isText(v):
		return hidden
	}
	return p.shaped
}

// within are the places in a shape.
type within struct {
	// members are those of a structure, value is what a map holds, elem what a list
	// holds.
	members map[string]place
	value   awsapi.Shape
	elem    place
}

// member is the place of a member, or of a value of a map.
func (w *within) member(name string) place {
	if p, ok := w.members[name]; ok {
		return p
	}
	return placeOf(w.value, name)
}

// places remembers what was found out about shapes: a runbook that polls gets
// answers of the same shape thousands of times. There are never more than the
// models have. The zero value is ready to use, by several goroutines.
type places struct {
	known sync.Map // *within by awsapi.Shape
	none  within   // of the absent shape
}

func (p *places) of(s awsapi.Shape) *within {
	if !s.Exists() {
		return &p.none
	}
	if known, ok := p.known.Load(s); ok {
		return known.(*within)
	}
	w := &within{value: s.Value().Shape(), elem: placeOf(s.Elem().Shape(), ""), members: map[string]place{}}
	for m := range s.Members() {
		w.members[m.Name()] = placeOf(m.Shape(), m.Name())
	}
	p.known.Store(s, w)
	return w
}
