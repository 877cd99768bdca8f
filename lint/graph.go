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

func newGraph(doc *document.Document, jumps []Jump) *Graph {
	g := &Graph{doc: doc, index: map[*document.Step]int{}, certain: isRunbook(doc)}
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
	g.edges = make([][]edge, 2*len(g.steps))
	for _, j := range jumps {
		g.jump(j)
	}
	g.list(doc.Steps, nil)
	return g
}

// jump adds the edge of a jump that depends on nothing else. A nextStep is
// followed where the step goes on: see list.
func (g *Graph) jump(j Jump) {
	if j.Target == nil {
		g.certain = false
		return
	}
	from, to := g.index[j.Step], begin(g.index[j.Target])
	switch j.Kind {
	case OnFailure, OnCancel:
		g.add(begin(from), edge{to: to, at: j.Node, exceptional: true})
		if len(j.Step.Steps) > 0 { // a loop may fail after some rounds
			g.add(end(from), edge{to: to, at: j.Node, exceptional: true})
		}
	case Choice, Default:
		g.add(end(from), edge{to: to, at: j.Node})
	}
}

func (g *Graph) add(from int, e edge) { g.edges[from] = append(g.edges[from], e) }

// list adds the ways through a list of steps: the document's own, or the body of
// a loop.
func (g *Graph) list(steps []*document.Step, loop *document.Step) {
	for i, step := range steps {
		n := g.index[step]
		var next *document.Step
		if i+1 < len(steps) {
			next = steps[i+1]
		}
		if on, leads := g.follows(step, next, loop); leads {
			// With a Default there is always something chosen, and that goes
			// before nextStep.
			if !step.Is("aws:branch") || step.Inputs.Get("Default") == nil {
				g.add(end(n), on)
			}
			if step.OnFailure.IsString() && step.OnFailure.Text == "Continue" {
				on.exceptional = true
				g.add(begin(n), on)
			}
		}
		g.inside(step)
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
	g.list(step.Steps, step)
}

// follows is where a step leads that neither chooses nor jumps after a failure.
// It is false where the run ends.
func (g *Graph) follows(step, next, loop *document.Step) (edge, bool) {
	ends := flag(step.IsEnd)
	switch {
	case ends:
	case step.NextStep != nil:
		if !step.NextStep.IsString() || g.doc.Step(step.NextStep.Text) == nil {
			return edge{}, false
		}
		return edge{to: begin(g.index[g.doc.Step(step.NextStep.Text)]), at: step.NextStep}, true
	case next != nil:
		return edge{to: begin(g.index[next])}, true
	}
	if loop != nil {
		return edge{to: end(g.index[loop])}, true // the next round, or the loop's end
	}
	return edge{}, false
}

// flag is the value of a boolean, which the service takes as a text as well.
func flag(n *document.Node) bool {
	if value, ok := n.Bool(); ok {
		return value
	}
	return n.IsString() && n.Text == "true"
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
