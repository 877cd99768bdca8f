package selector

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
)

const (
	// maxVisits bounds the values that evaluating a selector looks at, to about
	// a second of work. An answer of 1 MB has some 50,000 values.
	maxVisits = 3_000_000
	// maxDepth bounds how deep "..", which recurses, goes into a value.
	maxDepth = 4096
)

// walker evaluates a path, and those inside its filters, in document order.
type walker struct {
	root   any
	visits int64 // left to spend
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

func (w *walker) spend(n int64) error {
	if w.visits -= n; w.visits < 0 {
		return &LimitError{fmt.Sprintf("the selector looks at more than %d values", maxVisits)}
	}
	return nil
}

// spendOn pays for comparing two values, before it is done.
func (w *walker) spendOn(left any, c comparison, right any) error {
	leftWeight, err := w.weight(left, 0)
	if err != nil {
		return err
	}
	rightWeight, err := w.weight(right, 0)
	if err != nil {
		return err
	}
	switch c.operator {
	case "=~":
		return w.spend(max(c.left.pattern.cost(rightWeight), c.right.pattern.cost(leftWeight)))
	case "subsetof", "anyof", "noneof", "all": // each of one list is looked up in the other
		return w.spend(leftWeight * rightWeight)
	}
	return nil
}

// bytesPerVisit is how much text counts as one value.
const bytesPerVisit = 64

// weight pays for looking at all of v, and returns what that cost.
func (w *walker) weight(v any, depth int) (int64, error) {
	weight := int64(1)
	if text, ok := v.(string); ok {
		weight += int64(len(text) / bytesPerVisit)
	}
	if err := w.spend(weight); err != nil || !isContainer(v) {
		return weight, err
	}
	if depth > maxDepth {
		return weight, tooDeep()
	}
	inside := contentsOf(v)
	for i := range inside.len() {
		more, err := w.weight(inside.at(i), depth+1)
		if err != nil {
			return weight, err
		}
		weight += more
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
		return s.path.notFound(i, reason) // the path is definite
	}
	return s.walk(result, i+1)
}

// mayMiss tells whether segment i may find nothing without that being an error:
// where a segment before was indefinite, the value is one of several and is just
// left out.
func (s *selection) mayMiss(i int) bool { return i > s.path.leading }

// expected reports that segment i needs something else than v, if it must not
// miss.
func (s *selection) expected(wanted string, v any, i int) error {
	if s.mayMiss(i) {
		return nil
	}
	return s.path.notFound(i, notA(wanted, v))
}

func (s *selection) child(segment *Segment, v any, i int) error {
	if !isObject(v) {
		return s.expected("an object", v, i)
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
		case len(segment.Names) == 1 && !s.mayMiss(i):
			err = s.path.notFound(i, noKey(name))
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

func (s *selection) index(segment *Segment, v any, i int) error {
	list, ok := v.([]any)
	if !ok {
		return s.expected("a list", v, i)
	}
	for _, n := range segment.Indexes {
		item, ok := elementAt(list, n)
		var err error
		switch {
		case ok:
			err = s.walk(item, i+1)
		case s.path.definite:
			_, reason := element(v, n)
			err = s.path.notFound(i, reason)
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
		return s.expected("a list", v, i)
	}
	from, to := sliceBounds(segment, len(list))
	for n := from; n < to; n++ {
		if item, ok := elementAt(list, n); ok {
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
		return s.expected("an object or a list", v, i)
	}
	inside := contentsOf(v)
	for n := range inside.len() {
		if err := s.walk(inside.at(n), i+1); err != nil {
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
			return s.expected("a list or an object", v, i)
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
	inside := contentsOf(v)
	if err := s.spend(int64(inside.len())); err != nil {
		return err
	}
	for n := range inside.len() {
		if err := s.descend(inside.at(n), i, depth+1); err != nil {
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
