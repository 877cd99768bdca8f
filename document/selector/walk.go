package selector

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
)

const (
	// maxVisits bounds the values that evaluating a selector looks at. A second
	// of work at most; an answer of 1 MB has some 50,000 values.
	maxVisits = 3_000_000
	// maxDepth bounds how deep "..", which recurses, goes into a value.
	maxDepth = 4096
)

// walker evaluates a path, and those inside its filters, in document order.
type walker struct {
	root   any
	visits int // left to spend
}

// evaluate applies a path to the root, or to current when it is relative.
func (w *walker) evaluate(p *Path, current any) (any, error) {
	if !p.relative {
		current = w.root
	}
	s := selection{walker: w, path: p, found: []any{}}
	if err := s.walk(current, 0); err != nil {
		return nil, err
	}
	if p.definite {
		return s.found[0], nil
	}
	return s.found, nil
}

func (w *walker) spend(n int) error {
	if w.visits -= n; w.visits < 0 {
		return &LimitError{fmt.Sprintf("the selector looks at more than %d values", maxVisits)}
	}
	return nil
}

// spendOn pays for comparing two values, before it is done.
func (w *walker) spendOn(left any, operator string, right any) error {
	_, err := w.weight(left, 0)
	if err != nil {
		return err
	}
	weight, err := w.weight(right, 0)
	if err != nil {
		return err
	}
	if list, ok := left.([]any); ok && comparesLists(operator) {
		return w.spend(len(list) * weight)
	}
	return nil
}

// weight pays for looking at all of v, and returns what that cost.
func (w *walker) weight(v any, depth int) (int, error) {
	const bytesPerVisit = 64
	weight := 1
	if text, ok := v.(string); ok {
		weight += len(text) / bytesPerVisit
	}
	if err := w.spend(weight); err != nil || !isContainer(v) {
		return weight, err
	}
	if depth > maxDepth {
		return weight, tooDeep()
	}
	for item := range children(v) {
		inside, err := w.weight(item, depth+1)
		if err != nil {
			return weight, err
		}
		weight += inside
	}
	return weight, nil
}

func tooDeep() error {
	return &LimitError{fmt.Sprintf("the value is nested more than %d levels deep", maxDepth)}
}

// selection collects what one path selects.
type selection struct {
	*walker
	path  *Path
	found []any
}

// walk applies the segments from i on to v.
func (s *selection) walk(v any, i int) error {
	if err := s.spend(1); err != nil {
		return err
	}
	if i == len(s.path.segments) {
		s.found = append(s.found, v)
		return nil
	}
	segment := &s.path.segments[i]
	switch segment.Kind {
	case Child:
		return s.child(segment, v, i)
	case Index:
		return s.index(segment, v, i)
	case Slice:
		return s.slice(segment, v, i)
	case Wildcard:
		return s.wildcard(v, i)
	case Descend:
		return s.descend(v, i, 0)
	case Filter:
		return s.filter(segment, v, i)
	}
	result, reason := call(segment, v)
	if reason != "" {
		return s.missing(i, reason)
	}
	return s.walk(result, i+1)
}

// missing reports that segment i finds nothing. Where a segment before was
// indefinite, v is one of several and is just left out.
func (s *selection) missing(i int, reason string) error {
	if i > s.path.leading {
		return nil
	}
	return s.path.notFound(i, reason)
}

func (s *selection) child(segment *Segment, v any, i int) error {
	if !isObject(v) {
		return s.missing(i, "there is "+describe(v)+", not an object")
	}
	last := i == len(s.path.segments)-1
	if len(segment.Names) > 1 && last {
		s.found = append(s.found, pick(v, segment.Names))
		return nil
	}
	for _, name := range segment.Names {
		item, ok := member(v, name)
		var err error
		switch {
		case ok:
			err = s.walk(item, i+1)
		case len(segment.Names) == 1:
			err = s.missing(i, noKey(name))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// pick returns the members of an object that names lists, in that order. Those
// that it does not have are left out.
func pick(v any, names []string) *value.Object {
	picked := &value.Object{}
	for _, name := range names {
		if item, ok := member(v, name); ok {
			picked.Set(name, item)
		}
	}
	return picked
}

func noKey(name string) string { return fmt.Sprintf("the object has no key %q", name) }

func (s *selection) index(segment *Segment, v any, i int) error {
	if _, ok := v.([]any); !ok {
		return s.missing(i, "there is "+describe(v)+", not a list")
	}
	for _, n := range segment.Indexes {
		item, reason := element(v, n)
		var err error
		switch {
		case reason == "":
			err = s.walk(item, i+1)
		case s.path.definite:
			err = s.missing(i, reason)
		}
		// In an indefinite path, an index beyond the end selects nothing even
		// before the first "..": Jayway gives an empty list then.
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *selection) slice(segment *Segment, v any, i int) error {
	list, ok := v.([]any)
	if !ok {
		return s.missing(i, "there is "+describe(v)+", not a list")
	}
	from, to := sliceBounds(segment, len(list))
	for n := from; n < to; n++ {
		if item, reason := element(v, n); reason == "" {
			if err := s.walk(item, i+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// sliceBounds resolves bounds as Jayway does, which counts a negative one from
// the end only when it is the only bound; with two, a negative first one runs
// through the last elements before the first ones.
func sliceBounds(segment *Segment, length int) (from, to int) {
	switch {
	case segment.To == nil:
		from = *segment.From
		if from < 0 {
			from += length
		}
		return max(0, from), length
	case segment.From == nil:
		to = *segment.To
		if to < 0 {
			to += length
		}
		return 0, min(to, length)
	}
	return max(*segment.From, -length), min(*segment.To, length)
}

func (s *selection) wildcard(v any, i int) error {
	last := i == len(s.path.segments)-1
	if !isContainer(v) && !last {
		return s.missing(i, "there is "+describe(v)+", not an object or a list")
	}
	for item := range children(v) {
		if err := s.walk(item, i+1); err != nil {
			return err
		}
	}
	return nil
}

// filter tests each element of a list. An object is tested itself.
func (s *selection) filter(segment *Segment, v any, i int) error {
	list, ok := v.([]any)
	if !ok {
		if !isObject(v) {
			return s.missing(i, "there is "+describe(v)+", not a list or an object")
		}
		list = []any{v}
	}
	for _, item := range list {
		ok, err := segment.filter.holds(s.walker, item)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := s.walk(item, i+1); err != nil {
			return err
		}
	}
	return nil
}

// descend applies the segment after ".." to v, then to everything inside v, in
// document order.
func (s *selection) descend(v any, i, depth int) error {
	if !isContainer(v) {
		return nil
	}
	if depth > maxDepth {
		return tooDeep()
	}
	if s.appliesInside(v, i+1) {
		if err := s.walk(v, i+1); err != nil {
			return err
		}
	}
	for item := range children(v) {
		if err := s.spend(1); err != nil {
			return err
		}
		if err := s.descend(item, i, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// appliesInside tells whether segment i, which follows "..", looks at v.
func (s *selection) appliesInside(v any, i int) bool {
	segment := &s.path.segments[i]
	switch segment.Kind {
	case Filter:
		// The elements of a list are visited themselves. (Jayway tests the list
		// as well, and then gives some elements twice or untested.)
		return isObject(v)
	case Child:
		if len(segment.Names) > 1 && i == len(s.path.segments)-1 {
			for _, name := range segment.Names {
				if _, ok := member(v, name); !ok {
					return false
				}
			}
		}
	}
	return true
}
