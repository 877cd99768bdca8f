package graph

import (
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
)

// Path is the way that a run took, put together from its events. Those of runs
// that its steps start are not part of it, and of several runs for several targets
// there is no one way.
type Path struct {
	doc    *document.Document
	visits map[*document.Step]*visit
	hops   map[hop]int
	// last is the step that finished last in each list, by the loop that the list
	// is in; it is not there at the beginning of a round.
	last map[*document.Step]*document.Step
	// branched is where a step said that it goes.
	branched   map[*document.Step]emulate.Branched
	start, end time.Time
	status     emulate.Status
}

// visit is what a run did at a step.
type visit struct {
	status   emulate.Status
	times    int // that the step began
	rounds   int
	attempts int
	began    time.Time
	took     time.Duration
	failure  string
}

// hop is one way from one step to the next.
type hop struct {
	from *document.Step // nil for the start of the list
	to   *document.Step // nil for its end
	loop *document.Step // that the list is in, for the start
	why  string         // of a branch
	// failed tells that from did not succeed.
	failed bool
}

// NewPath makes a Path before its first event.
func NewPath() *Path {
	return &Path{
		visits: map[*document.Step]*visit{}, hops: map[hop]int{},
		last: map[*document.Step]*document.Step{}, branched: map[*document.Step]emulate.Branched{},
	}
}

// Observe is told each event of the run.
func (p *Path) Observe(event emulate.Event) {
	if started, ok := event.(emulate.RunStarted); ok && started.Control == nil {
		p.doc, p.start, p.status = started.Document, started.At, emulate.InProgress
	}
	if p.doc == nil {
		return
	}
	switch e := event.(type) {
	case emulate.StepStarted:
		p.begin(p.doc.Step(e.Step), e.At)
	case emulate.IterationStarted:
		loop := p.doc.Step(e.Loop)
		p.endOfList(loop)
		p.visit(loop).rounds++
	case emulate.AttemptStarted:
		p.visit(p.doc.Step(e.Step)).attempts++
	case emulate.StepWaiting:
		p.visit(p.doc.Step(e.Step)).status = emulate.Waiting
	case emulate.StepDecided:
		p.visit(p.doc.Step(e.Step)).status = emulate.InProgress
	case emulate.Branched:
		p.branched[p.doc.Step(e.Step)] = e
	case emulate.StepFinished:
		p.finish(p.doc.Step(e.Step), e)
	case emulate.RunFinished:
		p.endOfList(nil)
		p.end, p.status = e.At, e.Status
	}
}

func (p *Path) visit(s *document.Step) *visit {
	if p.visits[s] == nil {
		p.visits[s] = &visit{}
	}
	return p.visits[s]
}

func (p *Path) begin(s *document.Step, at time.Time) {
	v := p.visit(s)
	v.times++
	v.began, v.status = at, emulate.InProgress
	from := p.last[s.Loop]
	for from != nil && p.visit(from).status == emulate.Exited {
		// It was a step inside that led out of the loop.
		inside := p.last[from]
		if inside == nil {
			break
		}
		from = inside
	}
	p.take(from, s, s.Loop)
	delete(p.branched, s)
	if len(s.Steps) > 0 {
		delete(p.last, s)
	}
}

func (p *Path) take(from, to, loop *document.Step) {
	h := hop{from: from, to: to, loop: loop}
	if from != nil {
		h.failed = p.visit(from).failure != ""
		name := ""
		if to != nil {
			name = to.Name.Text
		}
		if b, ok := p.branched[from]; ok && b.To == name {
			h.why = b.Why
		}
		h.loop = nil
	}
	p.hops[h]++
}

func (p *Path) finish(s *document.Step, e emulate.StepFinished) {
	if len(s.Steps) > 0 && e.Status == emulate.Success {
		p.endOfList(s)
	}
	v := p.visit(s)
	v.status, v.failure = e.Status, ""
	v.took += e.At.Sub(v.began)
	if e.Failure != nil {
		v.failure = e.Failure.Error()
	}
	p.last[s.Loop] = s
}

// endOfList is told that a round of a loop, or the run, has come to its end. It
// has not when the step before it aborted.
func (p *Path) endOfList(loop *document.Step) {
	from := p.last[loop]
	delete(p.last, loop)
	if from == nil {
		return
	}
	v := p.visit(from)
	goesOn := text(from.OnFailure) == "Continue"
	if v.status == emulate.Success || v.failure != "" && goesOn {
		p.take(from, nil, nil)
	}
}

// Mark shows the way of a run in the graph of its document.
func (g *Graph) Mark(p *Path) {
	g.path = p
	for s, v := range p.visits {
		if n := g.steps[s]; n != nil {
			n.visit = v
		}
	}
	leaving := map[*document.Step][]*edge{}
	for _, e := range g.edges {
		leaving[e.from.step] = append(leaving[e.from.step], e)
	}
	for h, times := range p.hops {
		if e := g.edgeOf(h, leaving[h.from]); e != nil {
			e.taken += times
		}
	}
}

// edgeOf is the one of the edges that leave its step that a hop went along, nil
// when there is none.
func (g *Graph) edgeOf(h hop, leaving []*edge) *edge {
	var found *edge
	for _, e := range leaving {
		if e.to.step != h.to || e.to.kind == missingNode {
			continue
		}
		if h.from == nil && e.from != g.startOf(h.loop) {
			continue
		}
		switch {
		case matches(e, h):
			return e
		case found == nil && h.why == "" && e.kind == usual:
			found = e
		}
	}
	return found
}

func (g *Graph) startOf(loop *document.Step) *node {
	if loop == nil {
		return g.root.start
	}
	return g.steps[loop].body.start
}

// matches tells whether an edge is taken for the reason of a hop.
func matches(e *edge, h hop) bool {
	switch h.why {
	case "":
		return h.failed && e.kind == afterFailure && (e.way.Kind == document.InOrder || e.way.Kind == document.NextStep)
	case "onFailure":
		return e.way.Kind == document.OnFailure
	case "onCancel":
		return e.way.Kind == document.OnCancel
	case "nextStep":
		return e.way.Kind == document.NextStep && e.kind == usual
	case "Default":
		return e.way.Kind == document.Default
	}
	return e.way.Kind == document.Choice && h.why == choiceName(e.choice)
}
