package layout

import (
	"math"
	"slices"
)

// result gives the ranks their Y and makes the boxes and routes.
func (l *layered) result() Layout {
	heights := make([]float64, len(l.ranks))
	left, right := math.Inf(1), math.Inf(-1)
	for _, p := range l.places {
		heights[p.rank] = max(heights[p.rank], p.H)
		left, right = min(left, p.x-p.W/2), max(right, p.x+p.W/2)
	}
	var out Layout
	if len(l.places) == 0 {
		return out
	}
	y := 0.0
	tops := make([]float64, len(l.ranks))
	for r := range l.ranks {
		if r > 0 {
			y += l.gap(r - 1)
		}
		tops[r] = y
		y += heights[r]
	}
	out.Size = Size{right - left, y}
	for i := range l.places {
		p := &l.places[i]
		p.x -= left
		p.y = tops[p.rank] + (heights[p.rank]-p.H)/2
		if i < len(l.graph.Nodes) {
			// Nodes of a layer hang from one line.
			p.y = tops[p.rank]
			out.Nodes = append(out.Nodes, Box{p.x - p.W/2, p.y, p.W, p.H})
		}
	}
	for i := range l.graph.Edges {
		out.Edges = append(out.Edges, l.route(i, tops, heights))
	}
	return out
}

// gap is the distance below a rank: more where edges have far to go sideways.
func (l *layered) gap(r int) float64 {
	far := 0.0
	for _, p := range l.ranks[r] {
		for _, q := range l.down[p] {
			from := l.places[p]
			far = max(far, math.Abs(from.x-l.places[q].x)-from.W/2)
		}
	}
	return gapY + min(far/10, 30)
}

func (l *layered) route(i int, tops, heights []float64) Route {
	var out Route
	if l.toItself(i) {
		return out
	}
	for k, n := range l.ways[i] {
		p := l.places[n]
		stop := Stop{Place: n, X: p.x, Top: tops[p.rank], Bottom: tops[p.rank] + heights[p.rank]}
		switch {
		case k == 0:
			stop.X = l.port(n, l.ways[i][1], l.down[n])
			stop.Top = p.y + p.H
		case k == len(l.ways[i])-1:
			stop.X = l.port(n, l.ways[i][k-1], l.up[n])
			stop.Bottom = p.y
		}
		out.Stops = append(out.Stops, stop)
	}
	if n := l.labels[i]; n >= 0 {
		p := l.places[n]
		out.Label = Box{p.x - p.W/2, p.y, p.W, p.H}
	}
	if l.reversed[i] {
		slices.Reverse(out.Stops)
		out.Back = true
	}
	return out
}

// The distances of edges from the corners of a node, and from each other.
const (
	cornerX = 14
	portX   = 9
)

// port is where at a node the edge to another place begins or ends: straight
// above or below that place if it can be, else near to the corner, the furthest
// place next to it.
func (l *layered) port(n, other int, all []int) float64 {
	p, x := l.places[n], l.places[other].x
	side := p.W/2 - cornerX
	if side <= 0 {
		return p.x
	}
	further := 0
	for _, q := range all {
		qx := l.places[q].x
		if x > p.x+side && qx > x || x < p.x-side && qx < x {
			further++
		}
	}
	switch {
	case x > p.x+side:
		return max(p.x, p.x+side-portX*float64(further))
	case x < p.x-side:
		return min(p.x, p.x-side+portX*float64(further))
	}
	return x
}
