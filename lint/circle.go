package lint

import (
	"slices"

	"github.com/ssmkit/ssmkit/document"
)

// Circle is a way through steps that comes back to where it began.
type Circle struct {
	// Steps are in the order of the way, the first of the file first.
	Steps []*document.Step
	// Back is the text that leads back, to a step that stands before the one
	// that names it; nil when nothing is written there.
	Back *document.Node
	// Exceptional circles need a failure or a cancellation to go round.
	Exceptional bool
}

// Circles are the circles of the steps, one for each set of steps that lead to
// each other, in the order of the file. The rounds of an aws:loop are none.
func (g *Graph) Circles() []Circle { return g.circles.get(g.findCircles) }

func (g *Graph) findCircles() []Circle {
	usual := g.circlesOf(func(e edge) bool { return !e.exceptional })
	for i := range usual {
		usual[i].Exceptional = false
	}
	known := map[*document.Step]bool{}
	for _, c := range usual {
		for _, s := range c.Steps {
			known[s] = true
		}
	}
	// A way back after a failure that is part of a circle already told adds
	// nothing to it.
	all := usual
	for _, c := range g.circlesOf(func(edge) bool { return true }) {
		if c.Exceptional && !slices.ContainsFunc(c.Steps, func(s *document.Step) bool { return known[s] }) {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b Circle) int { return g.index[a.Steps[0]] - g.index[b.Steps[0]] })
	return all
}

// circlesOf finds a shortest circle in each strongly connected set of nodes.
func (g *Graph) circlesOf(take func(edge) bool) []Circle {
	var found []Circle
	for _, set := range g.components(take) {
		if len(set) > 1 || slices.ContainsFunc(g.edges[set[0]], func(e edge) bool { return take(e) && e.to == set[0] }) {
			found = append(found, g.circle(set, take))
		}
	}
	return found
}

// components are the strongly connected sets of nodes, by Tarjan's algorithm
// with a stack of its own: a document may have many steps.
func (g *Graph) components(take func(edge) bool) [][]int {
	const unseen = 0
	var (
		order  = make([]int, len(g.edges)) // the number of the visit, from 1
		low    = make([]int, len(g.edges))
		onWay  = make([]bool, len(g.edges))
		way    []int
		found  [][]int
		visits int
	)
	type visit struct{ node, edge int }
	for root := range g.edges {
		if order[root] != unseen {
			continue
		}
		calls := []visit{{node: root}}
		for len(calls) > 0 {
			v := &calls[len(calls)-1]
			if v.edge == 0 && order[v.node] == unseen {
				visits++
				order[v.node], low[v.node] = visits, visits
				onWay[v.node] = true
				way = append(way, v.node)
			}
			if v.edge < len(g.edges[v.node]) {
				e := g.edges[v.node][v.edge]
				v.edge++
				switch {
				case !take(e):
				case order[e.to] == unseen:
					calls = append(calls, visit{node: e.to})
				case onWay[e.to]:
					low[v.node] = min(low[v.node], order[e.to])
				}
				continue
			}
			node := v.node
			calls = calls[:len(calls)-1]
			if len(calls) > 0 {
				above := calls[len(calls)-1].node
				low[above] = min(low[above], low[node])
			}
			if low[node] == order[node] {
				at := len(way) - 1
				for onWay[way[at]] = false; way[at] != node; onWay[way[at]] = false {
					at--
				}
				found = append(found, slices.Clone(way[at:]))
				way = way[:at]
			}
		}
	}
	return found
}

// circle is a shortest way from the first step of a connected set back to it.
func (g *Graph) circle(set []int, take func(edge) bool) Circle {
	first := slices.Min(set)
	inside := map[int]bool{}
	for _, n := range set {
		inside[n] = true
	}
	type arrival struct {
		from int
		by   edge
	}
	came := map[int]arrival{}
	open := []int{first}
	for len(open) > 0 {
		n := open[0]
		open = open[1:]
		for _, e := range g.edges[n] {
			if _, seen := came[e.to]; take(e) && inside[e.to] && !seen {
				came[e.to] = arrival{n, e}
				open = append(open, e.to)
			}
		}
	}
	var c Circle
	for n := first; ; {
		a := came[n]
		c.Exceptional = c.Exceptional || a.by.exceptional
		// The jump that leads back in the file is what the user did not think of.
		if c.Back == nil && a.by.at != nil && n/2 <= a.from/2 {
			c.Back = a.by.at
		}
		if step := g.steps[a.from/2]; len(c.Steps) == 0 || c.Steps[len(c.Steps)-1] != step {
			c.Steps = append(c.Steps, step)
		}
		n = a.from
		if n == first {
			break
		}
	}
	slices.Reverse(c.Steps)
	return c
}
