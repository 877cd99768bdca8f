package layout

import "fmt"

// Size is a width and a height.
type Size struct{ W, H float64 }

// Edge leads from one node to another, by their places in Nodes.
type Edge struct {
	From, To int
	// Label is the size of the edge's text, zero for none.
	Label Size
	// Group is shared by edges that may share their way to the same node.
	Group int
	// Straight asks for a straight line, before edges that do not ask.
	Straight bool
}

// Graph is what is to be laid out.
type Graph struct {
	Nodes []Size
	Edges []Edge
}

// Box is a place: X and Y are of the corner at the top left.
type Box struct{ X, Y, W, H float64 }

// Stop is where an edge passes: straight down from Top to Bottom at X. Places are
// the same for edges that share their way there.
type Stop struct {
	Place          int
	X, Top, Bottom float64
}

// Route is the way of an edge.
type Route struct {
	// Stops lead from the first node to the last one. They are empty for an edge
	// from a node to itself.
	Stops []Stop
	// Label is empty for an edge without.
	Label Box
	// Back tells that the edge leads upwards: the first stop is the lowest one.
	Back bool
}

// Layout is where everything is.
type Layout struct {
	Size
	Nodes []Box
	Edges []Route
}

// The bounds are on the work on graphs with many long edges. A runbook as large as
// the service takes, whose steps lead to the next one and to a common handler,
// stays below.
const (
	maxPlaces = 100_000
	// maxLength bounds the places on the ways of all edges together: those that share
	// a way have each of its places.
	maxLength = 2_000_000
)

// TooLargeError says that a graph has too much in it to be laid out.
type TooLargeError struct{ Nodes, Edges int }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("a graph with %d nodes and %d edges is too large to be laid out", e.Nodes, e.Edges)
}

// The gaps between what is placed.
const (
	gapX = 28
	gapY = 15
)

// Layered lays a graph out. The nodes should be in the order in which people read
// them: what is not decided by the edges follows it.
func Layered(g Graph) (Layout, error) {
	l := &layered{graph: g}
	l.breakCircles()
	l.layer()
	if !l.expand() {
		return Layout{}, &TooLargeError{len(g.Nodes), len(g.Edges)}
	}
	l.order()
	l.coordinates()
	return l.result(), nil
}

// layered is a graph on the way to its layout. Places are what lies in the
// ranks: the nodes, by the same numbers, then labels and the points that edges
// pass.
type layered struct {
	graph    Graph
	reversed []bool // by edge: it is looked at from its end
	layers   []int  // by node

	places []place
	ways   [][]int // by edge: the places from the upper node to the lower one
	ranks  [][]int // the places of each rank, in order
	down   [][]int // by place: those below that it leads to
	up     [][]int
	labels []int // by edge: the place of its label, or -1
}

type place struct {
	Size
	rank, pos int
	x, y      float64 // the middle and the top
	point     bool    // neither node nor label
}

// upper and lower are the ends of an edge once circles are broken.
func (l *layered) upper(i int) int {
	if l.reversed[i] {
		return l.graph.Edges[i].To
	}
	return l.graph.Edges[i].From
}

func (l *layered) lower(i int) int {
	if l.reversed[i] {
		return l.graph.Edges[i].From
	}
	return l.graph.Edges[i].To
}

// toItself tells edges that have no part in the layout.
func (l *layered) toItself(i int) bool { return l.graph.Edges[i].From == l.graph.Edges[i].To }
