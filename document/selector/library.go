package selector

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/PaesslerAG/jsonpath"
)

// evaluable evaluates a path on maps and lists.
type evaluable func(root any) (any, error)

// inLibrary tells whether PaesslerAG/jsonpath can evaluate a path: keys and
// indexes from the root. It knows no negative indexes and no functions, and takes
// "..", "*" and filters through Go maps in an order that changes with each run.
func inLibrary(p *Path) bool {
	for i := range p.segments {
		s := &p.segments[i]
		isKey := s.Kind == Child && len(s.Names) == 1
		isIndex := s.Kind == Index && len(s.Indexes) == 1 && s.Indexes[0] >= 0
		if !isKey && !isIndex {
			return false
		}
	}
	return !p.relative
}

// libraryExpression returns a path in the library's own spelling, such as
// $["Reservations"][0]. Never give it a selector as its author wrote it: it takes
// 'text' for a rune, a hyphen for a minus, and any expression of gval for a path.
func libraryExpression(p *Path) string {
	var b strings.Builder
	b.WriteByte('$')
	for i := range p.segments {
		if s := &p.segments[i]; s.Kind == Index {
			b.WriteString("[" + strconv.Itoa(s.Indexes[0]) + "]")
		} else {
			b.WriteString("[" + strconv.Quote(s.Names[0]) + "]")
		}
	}
	return b.String()
}

func newEvaluable(p *Path) (evaluable, error) {
	expression := libraryExpression(p)
	evaluate, err := jsonpath.New(expression)
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", expression, err)
	}
	return func(root any) (any, error) { return evaluate(context.Background(), root) }, nil
}

// project returns what the library needs to see of v, to which the segments from
// i on apply: the containers along the path, objects as maps with the one member
// that the path takes. The value at the end of the path is v's own, untouched.
//
// The kinds of containers are checked on the way, since the library would index
// a list with ["0"] and read the key 0 of an object with [0]. What it then
// misses is missing here too, so that the error can tell where and why.
func (p *Path) project(v any, i int) (any, *NotFoundError) {
	if i == len(p.segments) {
		return v, nil
	}
	if s := &p.segments[i]; s.Kind == Index {
		return p.projectList(v, s.Indexes[0], i)
	}
	return p.projectObject(v, p.segments[i].Names[0], i)
}

func (p *Path) projectObject(v any, key string, i int) (any, *NotFoundError) {
	if !isObject(v) {
		return nil, p.notFound(i, notA("an object", v))
	}
	item, ok := member(v, key)
	if !ok {
		return nil, p.notFound(i, noKey(key))
	}
	if _, isMap := v.(map[string]any); isMap && i == len(p.segments)-1 {
		return v, nil
	}
	item, missing := p.project(item, i+1)
	return map[string]any{key: item}, missing
}

func (p *Path) projectList(v any, n, i int) (any, *NotFoundError) {
	item, reason := element(v, n)
	if reason != "" {
		return nil, p.notFound(i, reason)
	}
	if i == len(p.segments)-1 {
		return v, nil
	}
	item, missing := p.project(item, i+1)
	list := make([]any, n+1)
	list[n] = item
	return list, missing
}
