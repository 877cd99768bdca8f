package layout_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/emulate/view/graph/layout"
)

var (
	node  = layout.Size{W: 100, H: 40}
	label = layout.Size{W: 60, H: 12}
)

// check says what is wrong with a layout: boxes and labels that overlap, edges
// that do not reach their nodes or run through one.
func check(g layout.Graph, l layout.Layout) error {
	boxes := append([]layout.Box(nil), l.Nodes...)
	for _, e := range l.Edges {
		if e.Label.W > 0 {
			boxes = append(boxes, e.Label)
		}
	}
	for i, a := range boxes {
		if a.X < -0.01 || a.Y < -0.01 || a.X+a.W > l.W+0.01 || a.Y+a.H > l.H+0.01 {
			return fmt.Errorf("box %d at %v is outside of %v", i, a, l.Size)
		}
		for j, b := range boxes[:i] {
			if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
				return fmt.Errorf("box %d at %v lies over box %d at %v", i, a, j, b)
			}
		}
	}
	for i, e := range l.Edges {
		from, to := g.Edges[i].From, g.Edges[i].To
		if from == to {
			continue
		}
		first, last := e.Stops[0], e.Stops[len(e.Stops)-1]
		for end, stop := range map[int]layout.Stop{from: first, to: last} {
			box := l.Nodes[end]
			if stop.X < box.X || stop.X > box.X+box.W {
				return fmt.Errorf("edge %d misses node %d: %v, %v", i, end, stop, box)
			}
		}
		for _, stop := range e.Stops[1 : len(e.Stops)-1] {
			for n, box := range l.Nodes {
				if stop.X > box.X && stop.X < box.X+box.W && stop.Top < box.Y+box.H && box.Y < stop.Bottom {
					return fmt.Errorf("edge %d runs through node %d: %v, %v", i, n, stop, box)
				}
			}
		}
	}
	return nil
}

// TestChain stands straight, whatever lies beside it.
func TestChain(t *testing.T) {
	t.Parallel()
	g := layout.Graph{Nodes: []layout.Size{node, node, node, node}, Edges: []layout.Edge{
		{From: 0, To: 1, Straight: true}, {From: 1, To: 2, Straight: true}, {From: 2, To: 3, Straight: true}, {From: 0, To: 3, Group: 1, Label: label}, {From: 1, To: 3, Group: 1},
	}}
	l, err := layout.Layered(g)
	if err != nil {
		t.Fatal(err)
	}
	if err := check(g, l); err != nil {
		t.Error(err)
	}
	for i := range 2 {
		if got := l.Nodes[i+1].X - l.Nodes[i].X; got != 0 {
			t.Errorf("node %d lies %v beside the one above", i+1, got)
		}
	}
	if a, b := l.Edges[3].Stops, l.Edges[4].Stops; a[len(a)-2].Place != b[len(b)-2].Place {
		t.Error("edges of one group do not share their way")
	}
}

// TestSharedWay is straight, however many edges come to it.
func TestSharedWay(t *testing.T) {
	t.Parallel()
	var g layout.Graph
	const n = 20
	for i := range n {
		g.Nodes = append(g.Nodes, node)
		g.Edges = append(g.Edges, layout.Edge{From: i, To: i + 1, Straight: true}, layout.Edge{From: i, To: n, Label: label, Group: 1})
	}
	g.Nodes = append(g.Nodes, node)
	l, err := layout.Layered(g)
	if err != nil {
		t.Fatal(err)
	}
	if err := check(g, l); err != nil {
		t.Error(err)
	}
	if most := node.W + 2*(label.W+60); l.W > most {
		t.Errorf("the layout is %v wide, want at most %v", l.W, most)
	}
}

// TestCircle keeps an edge that leads back, and one to itself.
func TestCircle(t *testing.T) {
	t.Parallel()
	g := layout.Graph{Nodes: []layout.Size{node, node}, Edges: []layout.Edge{{From: 0, To: 1}, {From: 1, To: 0}, {From: 1, To: 1}}}
	l, err := layout.Layered(g)
	if err != nil {
		t.Fatal(err)
	}
	if err := check(g, l); err != nil {
		t.Error(err)
	}
	if back := l.Edges[1]; !back.Back || back.Stops[0].Top < back.Stops[len(back.Stops)-1].Top {
		t.Errorf("the edge back is %+v", back)
	}
	if len(l.Edges[2].Stops) != 0 {
		t.Errorf("the edge to itself is %+v", l.Edges[2])
	}
}

// TestUnreached stays near to what stands before it.
func TestUnreached(t *testing.T) {
	t.Parallel()
	g := layout.Graph{Nodes: []layout.Size{node, node, node, node, node}, Edges: []layout.Edge{{From: 0, To: 1}, {From: 1, To: 2}, {From: 2, To: 4}}}
	l, err := layout.Layered(g)
	if err != nil {
		t.Fatal(err)
	}
	if l.Nodes[3].Y != l.Nodes[4].Y {
		t.Errorf("the node that nothing leads to is at %v", l.Nodes[3])
	}
}

func TestRandomGraphs(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 1))
		var g layout.Graph
		for range 1 + r.IntN(30) {
			g.Nodes = append(g.Nodes, layout.Size{W: 20 + r.Float64()*200, H: 10 + r.Float64()*80})
		}
		for range r.IntN(60) {
			e := layout.Edge{From: r.IntN(len(g.Nodes)), To: r.IntN(len(g.Nodes)), Group: r.IntN(3)}
			if r.IntN(3) == 0 {
				e.Label = layout.Size{W: 10 + r.Float64()*200, H: 12}
			}
			g.Edges = append(g.Edges, e)
		}
		l, err := layout.Layered(g)
		if err != nil {
			t.Fatal(err)
		}
		if err := check(g, l); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		again, err := layout.Layered(g)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(l, again); diff != "" {
			t.Fatalf("seed %d: not the same again:\n%s", seed, diff)
		}
	}
}

// TestTooLarge refuses what would take long.
func TestTooLarge(t *testing.T) {
	t.Parallel()
	var g layout.Graph
	const n = 1000
	for i := range n {
		g.Nodes = append(g.Nodes, node)
		if i > 0 {
			g.Edges = append(g.Edges, layout.Edge{From: i - 1, To: i})
		}
	}
	for i := range n {
		g.Edges = append(g.Edges, layout.Edge{From: 0, To: i, Group: 1 + i})
	}
	_, err := layout.Layered(g)
	if !errors.As(err, new(*layout.TooLargeError)) {
		t.Errorf("got %v", err)
	}
}
