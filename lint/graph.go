package lint

import (
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

// Graph is all ways that a run can take through the steps of a runbook.
//
// Each step is two nodes, its beginning and its end. A failure leads on from
// the beginning, what follows a success from the end. Between the two nodes of
// an aws:loop lies its body: once, since the way back is no way on. A graph
// belongs to its Pass and is not changed.
type Graph struct {
	doc   *document.Document
	steps []*document.Step
	index map[*document.Step]int
	// edges leave the node of that number: 2i is the beginning of step i, 2i+1
	// its end.
	edges [][]edge
	// certain is false where the document does not say where a step leads.
	certain bool

	reached once[[]bool]
	circles once[[]Circle]
}

// edge leads to the node of a number.
type edge struct {
	to int
	// at is what names the step at the other end, nil for the next in the list.
	at *document.Node
	// exceptional edges are taken after a failure or a cancellation alone.
	exceptional bool
}

func begin(i int) int { return 2 * i }
func end(i int) int   { return 2*i + 1 }

// Graph is the ways through the document's steps. It is empty for documents
// that are no runbooks.
func (p *Pass) Graph() *Graph {
	return p.facts.graph.get(func() *Graph {
		g := newGraph(p.Doc, p.Jumps())
		g.certain = g.certain && !slices.ContainsFunc(p.Violations(), hidesFlow)
		return g
	})
}

// hidesFlow tells whether a violation may be about what says which step follows.
func hidesFlow(v Violation) bool {
	if v.Tolerated {
		return false
	}
	switch v.Part {
	case "a choice", "aws:branch", "aws:loop":
		return true
	case "a step":
		return v.Kind == schemas.UnknownProperty || len(v.Path) > 0 && slices.Contains(flowKeys, v.Path[0])
	}
	return false
}

var flowKeys = []string{"action", "nextStep", "isEnd", "onFailure", "onCancel"}

func newGraph(doc *document.Document, jumps []document.Jump) *Graph {
	g := &Graph{doc: doc, index: map[*document.Step]int{}, certain: doc.IsRunbook()}
	if !g.certain {
		return g
	}
	names := map[string]bool{}
	for step := range doc.AllSteps() {
		g.index[step] = len(g.steps)
		g.steps = append(g.steps, step)
		if !step.Name.IsString() || names[step.Name.Text] {
			g.certain = false
			continue
		}
		names[step.Name.Text] = true
		if !step.Action.IsString() {
			g.certain = false
		} else if _, ok := schemas.Action(step.Action.Text); !ok {
			g.certain = false
		}
	}
	for _, j := range jumps {
		g.certain = g.certain && j.Target != nil
	}
	g.edges = make([][]edge, 2*len(g.steps))
	for _, step := range g.steps {
		for _, w := range doc.Ways(step) {
			g.way(w)
		}
		g.inside(step)
	}
	return g
}

func (g *Graph) add(from int, e edge) { g.edges[from] = append(g.edges[from], e) }

// way adds a way on from a step.
func (g *Graph) way(w document.Way) {
	from, e := g.index[w.Step], edge{at: w.Node, exceptional: w.Exceptional}
	switch {
	case w.Target != nil:
		e.to = begin(g.index[w.Target])
	case w.Ends() && w.Step.Loop != nil:
		e.to = end(g.index[w.Step.Loop]) // the next round, or the loop's end
	default:
		return
	}
	if !w.Exceptional {
		g.add(end(from), e)
		return
	}
	g.add(begin(from), e)
	if jumps := w.Kind == document.OnFailure || w.Kind == document.OnCancel; jumps && len(w.Step.Steps) > 0 {
		g.add(end(from), e) // a loop may fail after some rounds
	}
}

// inside adds the way from the beginning of a step to its end.
func (g *Graph) inside(step *document.Step) {
	n := g.index[step]
	if len(step.Steps) == 0 {
		g.add(begin(n), edge{to: end(n)})
		return
	}
	g.add(begin(n), edge{to: begin(g.index[step.Steps[0]])})
	if step.Inputs.Get("Iterators") != nil {
		g.add(begin(n), edge{to: end(n)}) // the list may be empty
	}
}

// Certain tells whether the document says for each of its steps where it leads.
// It does not when the target of a jump does not exist, two steps have the same
// name, or a key that matters is misspelt. What a graph that is not certain says
// about what cannot be may be a mere consequence of that. That of a document
// that is no runbook is never certain.
func (g *Graph) Certain() bool { return g.certain }

// Reachable tells whether a run can come to a step.
func (g *Graph) Reachable(step *document.Step) bool {
	reached := g.reached.get(g.reach)
	return reached[begin(g.index[step])]
}

func (g *Graph) reach() []bool {
	reached := make([]bool, len(g.edges))
	if len(g.steps) == 0 {
		return reached
	}
	reached[0] = true
	open := []int{0}
	for len(open) > 0 {
		n := open[len(open)-1]
		open = open[:len(open)-1]
		for _, e := range g.edges[n] {
			if !reached[e.to] {
				reached[e.to] = true
				open = append(open, e.to)
			}
		}
	}
	return reached
}

// Lost are the steps that a run cannot come to and that no other step leads to,
// in the order of the file. A lost step may lead to others, which then cannot
// run either.
func (g *Graph) Lost() []*document.Step {
	led := make([]bool, len(g.edges))
	for _, edges := range g.edges {
		for _, e := range edges {
			led[e.to] = true
		}
	}
	var lost []*document.Step
	for i, step := range g.steps {
		if !led[begin(i)] && !g.Reachable(step) {
			lost = append(lost, step)
		}
	}
	return lost
}
