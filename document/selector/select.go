package selector

import "fmt"

// Select applies the path to root, made of the values of document/value; a plain
// map[string]any is accepted for an object, its keys in sorted order.
//
// A definite path gives the selected value itself, not a copy; a *NotFoundError
// when there is none. An indefinite path always gives a []any, in document order
// and maybe empty; the error is a *NotFoundError when a key before the first
// "..", "*", slice or filter is missing. Either gives a *LimitError when the
// evaluation is given up.
//
// In aws:executeAwsApi a selector that finds nothing leaves the output unset and
// does not fail the step; that is the caller's to decide.
func (p *Path) Select(root any) (any, error) {
	if p.library != nil {
		return p.selectByLibrary(root)
	}
	return p.selectByWalk(root)
}

func (p *Path) selectByWalk(root any) (any, error) {
	w := &walker{root: root, visits: maxVisits}
	return w.evaluate(p, root)
}

func (p *Path) selectByLibrary(root any) (any, error) {
	evaluate, err := p.library()
	if err != nil {
		return nil, fmt.Errorf("select %s: %w", p, err)
	}
	projected, missing := p.project(root, 0)
	if missing != nil {
		return nil, missing
	}
	return evaluate(projected)
}
