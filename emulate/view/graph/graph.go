package graph

import (
	"fmt"
	"path"
	"path/filepath"

	"github.com/ssmkit/ssmkit/document"
)

// Graph is a runbook as nodes and edges. It is changed by Mark alone.
type Graph struct {
	name string
	root *list
	// edges lead between nodes of all lists.
	edges []*edge
	steps map[*document.Step]*node
	// missing are the names that lead nowhere.
	missing map[string]*node
	path    *Path // nil when no run is marked
}

// list is the steps of the document, or those inside a loop.
type list struct {
	loop       *node // nil for the document's own
	start, end *node
	nodes      []*node // with start and end
}

// nodeKind says what a node stands for.
type nodeKind uint8

const (
	stepNode nodeKind = iota
	startNode
	endNode
	missingNode // a step that is not there
)

// node is a step, or where a list begins and ends.
type node struct {
	kind nodeKind
	id   string // in the output
	in   *list
	step *document.Step
	body *list // of a loop
	// lines are what stands in it: the name, the action, then notes.
	name, action string
	notes        []string
	// people tells that the step waits for people, branch that it chooses.
	people, branch bool
	reached        bool
	visit          *visit // nil when the run did not come here
}

// edgeKind says what an edge is taken for.
type edgeKind uint8

const (
	usual edgeKind = iota
	afterFailure
	afterCancel
)

// edge leads from one node to another, perhaps out of a loop.
type edge struct {
	from, to *node
	kind     edgeKind
	way      document.Way
	// label is what is drawn, from the condition of a choice for example.
	label string
	// choice counts the choices of a step from 1, 0 for other edges.
	choice int
	taken  int
}

// New makes the graph of a runbook, which may have mistakes: what is there is
// drawn. The error says that there is nothing to draw.
func New(doc *document.Document) (*Graph, error) {
	if !doc.IsRunbook() {
		return nil, fmt.Errorf("%s is no Automation runbook: there are no steps to draw", doc.Source.Name())
	}
	if len(doc.Steps) == 0 {
		return nil, fmt.Errorf("%s has no steps to draw", doc.Source.Name())
	}
	g := &Graph{name: path.Base(filepath.ToSlash(doc.Source.Name())), steps: map[*document.Step]*node{}, missing: map[string]*node{}}
	g.root = g.list(doc.Steps, nil)
	for s := range doc.AllSteps() {
		g.ways(doc, s)
	}
	g.reach()
	return g, nil
}

// list makes the nodes of a list of steps.
func (g *Graph) list(steps []*document.Step, loop *node) *list {
	l := &list{loop: loop}
	suffix := ""
	if loop != nil {
		suffix = "_" + loop.id
	}
	l.start = &node{kind: startNode, id: "start" + suffix, in: l, name: "Start"}
	l.end = &node{kind: endNode, id: "finish" + suffix, in: l, name: "End"}
	if loop != nil {
		l.start.name, l.end.name = "each round", "next round"
	}
	l.nodes = append(l.nodes, l.start)
	for _, s := range steps {
		n := &node{id: fmt.Sprintf("s%d", len(g.steps)+1), in: l, step: s}
		g.steps[s] = n
		n.describe()
		l.nodes = append(l.nodes, n)
		if len(s.Steps) > 0 {
			n.body = g.list(s.Steps, n)
		}
	}
	l.nodes = append(l.nodes, l.end)
	g.edges = append(g.edges, &edge{from: l.start, to: g.steps[steps[0]]})
	return l
}

// ways adds the edges that leave a step.
func (g *Graph) ways(doc *document.Document, s *document.Step) {
	from := g.steps[s]
	choices, hasDefault := 0, false
	var on *edge
	for _, w := range doc.Ways(s) {
		e := &edge{from: from, to: g.target(from, w), way: w}
		switch w.Kind {
		case document.Choice:
			choices++
			e.choice = choices
			e.label = Condition(w.Condition)
		case document.Default:
			hasDefault = true
			e.label = "Default"
		case document.OnFailure:
			e.kind, e.label = afterFailure, "onFailure"
		case document.OnCancel:
			e.kind, e.label = afterCancel, "onCancel"
		case document.InOrder, document.NextStep:
			switch {
			case w.Exceptional && on != nil:
				// The edge is there; the step says that a failure takes it, too.
				continue
			case w.Exceptional:
				e.kind, e.label = afterFailure, "onFailure: Continue"
			default:
				on = e
				if s.Is("aws:branch") && !hasDefault {
					e.label = "no choice is true"
				}
			}
		}
		g.edges = append(g.edges, e)
	}
}

// target is the node that a way leads to.
func (g *Graph) target(from *node, w document.Way) *node {
	switch {
	case w.Ends():
		return from.in.end
	case w.Possible():
		return g.steps[w.Target]
	}
	n := g.missing[w.Name]
	if n == nil {
		n = &node{kind: missingNode, id: fmt.Sprintf("m%d", len(g.missing)+1), name: w.Name, in: g.root, action: "there is no such step"}
		if w.Target != nil {
			n.action = "inside a loop, cannot be reached from here"
		}
		g.missing[w.Name] = n
		last := len(g.root.nodes) - 1
		g.root.nodes = append(g.root.nodes[:last], n, g.root.end)
	}
	return n
}

// reach finds out where a run can come.
func (g *Graph) reach() {
	out := map[*node][]*node{}
	for _, e := range g.edges {
		out[e.from] = append(out[e.from], e.to)
	}
	open := []*node{g.root.start}
	for len(open) > 0 {
		n := open[len(open)-1]
		open = open[:len(open)-1]
		if n.reached {
			continue
		}
		n.reached = true
		open = append(open, out[n]...)
		if n.body != nil {
			open = append(open, n.body.start)
		}
	}
	for _, n := range g.steps {
		if !n.reached {
			n.notes = append(n.notes, "never reached")
		}
	}
}
