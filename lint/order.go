package lint

import (
	"slices"

	"github.com/ssmkit/ssmkit/document"
)

// Order says whether one step has begun before another one does.
type Order uint8

// The orders.
const (
	// Never: on no way.
	Never Order = iota
	// Sometimes: on some ways, and not on others.
	Sometimes
	// Always: on all ways.
	Always
)

// Use is one step's use of what another one gives.
type Use struct {
	By, Of *document.Step
	// AtEnd tells that it is needed when By ends, as in the condition of an
	// aws:loop, and not when it begins.
	AtEnd bool
}

// mostOrdered is the greatest number of steps for which orders are computed. A
// document that may be uploaded has room for some 2,000.
const mostOrdered = 20_000

// mostRounds bounds how often the rounds of loops within loops are followed.
const mostRounds = 8

// Order tells for each use whether its Of has begun, and with it perhaps given
// something, before it is needed. A step that failed has begun: what it gave
// before is there. It is nil where the graph is not certain, has circles or is
// larger than any document that the service takes. A use in a step that a run
// cannot come to is Always.
func (g *Graph) Order(uses []Use) []Order {
	if !g.certain || len(g.steps) > mostOrdered || len(g.Circles()) > 0 {
		return nil
	}
	orders := make([]Order, len(uses))
	usesOf := map[*document.Step][]int{}
	var used []*document.Step
	for i, u := range uses {
		if usesOf[u.Of] == nil {
			used = append(used, u.Of)
		}
		usesOf[u.Of] = append(usesOf[u.Of], i)
	}
	way := g.topological()
	for batch := range slices.Chunk(used, batchSize) {
		always, sometimes, ok := g.begun(way, batch)
		if !ok {
			return nil
		}
		for bit, of := range batch {
			for _, i := range usesOf[of] {
				at := begin(g.index[uses[i].By])
				if uses[i].AtEnd {
					at++
				}
				switch mask := uint64(1) << bit; {
				case always[at]&mask != 0:
					orders[i] = Always
				case sometimes[at]&mask != 0:
					orders[i] = Sometimes
				}
			}
		}
	}
	return orders
}

// batchSize is the number of steps that are followed at once: a bit each.
const batchSize = 64

// topological are the nodes that a run can come to, each behind all that lead
// to it.
func (g *Graph) topological() []int {
	way := make([]int, 0, len(g.edges))
	seen := make([]bool, len(g.edges))
	type visit struct{ node, edge int }
	var calls []visit
	if len(g.edges) > 0 {
		calls = append(calls, visit{})
		seen[0] = true
	}
	for len(calls) > 0 {
		v := &calls[len(calls)-1]
		if v.edge == len(g.edges[v.node]) {
			way = append(way, v.node)
			calls = calls[:len(calls)-1]
			continue
		}
		to := g.edges[v.node][v.edge].to
		v.edge++
		if !seen[to] {
			seen[to] = true
			calls = append(calls, visit{node: to})
		}
	}
	slices.Reverse(way)
	return way
}

// begun are, for each node and as a set of bits, those of the steps that have
// begun on all ways and on some ways to it. Where no way leads, all have. It is
// false when the loops nest deeper than it follows.
func (g *Graph) begun(way []int, steps []*document.Step) (always, sometimes []uint64, ok bool) {
	begins := make([]uint64, len(g.edges))
	for bit, s := range steps {
		begins[begin(g.index[s])] |= 1 << bit
	}
	always = make([]uint64, len(g.edges))
	for n := range always {
		always[n] = ^uint64(0)
	}
	sometimes = make([]uint64, len(g.edges))
	if len(way) > 0 {
		always[way[0]] = 0
	}
	for range mostRounds {
		changed := false
		for _, n := range way {
			all, some := always[n]|begins[n], sometimes[n]|begins[n]
			for _, e := range g.edges[n] {
				always[e.to] &= all
				sometimes[e.to] |= some
			}
			// The next round of a loop begins with what the last one gave.
			if step := g.steps[n/2]; n == end(n/2) && len(step.Steps) > 0 {
				body := begin(g.index[step.Steps[0]])
				changed = changed || some&^sometimes[body] != 0
				sometimes[body] |= some
			}
		}
		if !changed {
			return always, sometimes, true
		}
	}
	return nil, nil, false
}
