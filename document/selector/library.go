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

// libraryExpression returns a path in the spelling of PaesslerAG/jsonpath, such
// as $["Reservations"][0]; ok is false when it has no such spelling. Never give
// the library a selector as its author wrote it: it takes 'text' for a rune, a
// hyphen for a minus, and any expression of gval for a path.
func libraryExpression(p *Path) (expression string, ok bool) {
	if !p.definite || p.relative {
		return "", false
	}
	var b strings.Builder
	b.WriteByte('$')
	for i := range p.segments {
		switch s := &p.segments[i]; {
		case s.Kind == Child && len(s.Names) == 1:
			b.WriteString("[" + strconv.Quote(s.Names[0]) + "]")
		case s.Kind == Index && s.Indexes[0] >= 0:
			b.WriteString("[" + strconv.Itoa(s.Indexes[0]) + "]")
		default:
			return "", false
		}
	}
	return b.String(), true
}

func newEvaluable(expression string) (evaluable, error) {
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
		return nil, p.notFound(i, "there is "+describe(v)+", not an object")
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
