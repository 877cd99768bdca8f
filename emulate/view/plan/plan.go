package plan

import (
	"fmt"
	"maps"
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/policy"
)

// Config is what the events of a run do not tell.
type Config struct {
	Region, Account string
	// Live tells that reads are made to a real account.
	Live bool
	// Described tells that somebody has said what the account in memory has. Else
	// what it says is as good as made up.
	Described bool
	// Filled are the values of parameters that were made up.
	Filled []emulate.Output
	// Documents finds the runbooks that steps start, and gives nil for those that are
	// not here; it may be nil.
	Documents func(name string) (*document.Document, error)
	// Script reads the scripts that are not run; it may be nil.
	Script policy.Script
}

// Plan is what a runbook would do.
type Plan struct {
	config Config
	root   *level
	// steps are those of the runbook, in the order in which they were first reached.
	steps []*step
	// notes are about the whole run, each once.
	notes    []string
	args     emulate.Arguments
	finished bool
	status   emulate.Status
	failure  string // why the run did not succeed, or could not go on
}

// New makes the plan of a run that has not begun.
func New(config Config) *Plan { return &Plan{config: config, status: emulate.Pending} }

// level is a run: that of the runbook, or one that a step has started. Runs of the
// same runbook by the same step are one level.
type level struct {
	doc *document.Document
	// of is the step that has started it, nil for the runbook's own run.
	of     *step
	byName map[string]*step
	// several tells that the steps are runs for a target each.
	several bool
	doubts  doubts
}

// step is all that a step did, however often it ran.
type step struct {
	name, action string
	definition   *document.Step // nil for a run for one of several targets
	times        int
	inputs       *value.Object // of the attempt that runs
	calls        []*call
	last         *call // the one that was made last
	// unmade are the calls that it did not make: its result was supplied, or the
	// runbook that it starts runs here.
	unmade   []*call
	requests []*request
	notes    []string
	// ways are where the step led to, other than to the next one in the list.
	ways []string
	// doubt says what of the way from here stands on an answer that was made up.
	doubt   string
	status  emulate.Status
	failure string
	inner   []*step
	// children are the runs that it has started, by their document.
	children map[*document.Document]*level
	// child is the one that runs.
	child *level
}

// request is one to somebody who is not AWS.
type request struct {
	host  string
	times int
}

// Observe adds the next event.
func (p *Plan) Observe(event emulate.Event) {
	switch e := event.(type) {
	case emulate.RunStarted:
		p.args = e.Arguments
		p.root = p.newLevel(e, nil)
		for _, v := range p.config.Filled {
			p.root.doubts.parameters[v.Name] = fmt.Sprintf("the value that was made up for %q", v.Name)
		}
	case emulate.RunFinished:
		p.finished, p.status, p.failure = true, e.Status, e.FailureMessage
	case emulate.Warned:
		if e.Step == "" {
			p.notes = appendNew(p.notes, e.Message)
			return
		}
		p.observe(p.root, event)
	default:
		p.observe(p.root, event)
	}
}

// End is told how the run ended that could not go on; nil for one that did.
func (p *Plan) End(err error) {
	if err != nil {
		p.finished, p.failure = false, err.Error()
	}
}

// Complete tells whether the plan goes to an end of the runbook that is none of
// its failures.
func (p *Plan) Complete() bool { return p.finished && p.status == emulate.Success }

func (p *Plan) newLevel(e emulate.RunStarted, of *step) *level {
	return &level{doc: e.Document, of: of, byName: map[string]*step{}, several: e.Control != nil, doubts: newDoubts()}
}

// observe adds an event of one level.
func (p *Plan) observe(l *level, event emulate.Event) {
	switch e := event.(type) {
	case emulate.StepStarted:
		p.begin(l, e)
	case emulate.AttemptStarted:
		s := l.step(e.Step)
		s.inputs = e.Inputs
		l.doubts.begin(s)
	case emulate.APICalled:
		p.called(l, e)
	case emulate.PostAnswered:
		l.step(e.Step).request(e.Host)
		l.doubts.arise(e.Step, fmt.Sprintf("the answer to a request that %q does not make here", e.Step))
	case emulate.ResultSupplied:
		p.supplied(l, e)
	case emulate.ReferenceUnresolved:
		s := l.step(e.Step)
		s.notes = appendNew(s.notes, e.Reference+" stays as it is: "+e.Why)
	case emulate.Warned:
		s := l.step(e.Step)
		s.notes = appendNew(s.notes, e.Message)
	case emulate.VariableSet:
		l.doubts.set(e)
	case emulate.Branched:
		s := l.step(e.Step)
		s.ways = appendNew(s.ways, way(e))
	case emulate.StepFinished:
		s := l.step(e.Step)
		s.status, s.failure = e.Status, ""
		if e.Failure != nil {
			s.failure = e.Failure.Error()
		}
		s.doubt = l.doubts.finish(s, s.doubt)
	case emulate.ChildEvent:
		p.observeChild(l, e)
	}
}

// step is a step of the run; for others it is one that is never shown.
func (l *level) step(name string) *step {
	if s := l.byName[name]; s != nil {
		return s
	}
	return &step{children: map[*document.Document]*level{}}
}

// begin begins a step, which is there already when it runs again.
func (p *Plan) begin(l *level, e emulate.StepStarted) {
	s := l.byName[e.Step]
	if s == nil {
		s = &step{name: e.Step, definition: l.doc.Step(e.Step), children: map[*document.Document]*level{}}
		if s.definition != nil {
			s.action = s.definition.Action.Text
		}
		l.byName[e.Step] = s
		switch {
		case e.Iteration != nil:
			loop := l.step(e.Iteration.Loop)
			loop.inner = append(loop.inner, s)
		case l.of != nil:
			l.of.inner = append(l.of.inner, s)
		default:
			p.steps = append(p.steps, s)
		}
	}
	s.times++
	s.status, s.inputs = emulate.InProgress, nil
}

// observeChild adds an event of a run that a step has started.
func (p *Plan) observeChild(l *level, e emulate.ChildEvent) {
	s := l.step(e.Step)
	switch event := e.Event.(type) {
	case emulate.RunStarted:
		s.child = s.children[event.Document]
		if s.child == nil {
			s.child = p.newLevel(event, s)
			s.children[event.Document] = s.child
		}
		if !l.several { // else they are the runs of one execution, which the user starts
			s.starts()
		}
		s.child.doubts = newDoubts()
		s.child.doubts.inherit(event.Document, l.doubts.of(s))
	case emulate.RunFinished:
		if s.child != nil {
			l.doubts.arise(e.Step, s.child.doubts.any())
		}
		s.child = nil
	case emulate.Warned:
		if event.Step == "" {
			s.notes = appendNew(s.notes, event.Message)
		} else if s.child != nil {
			p.observe(s.child, event)
		}
	default:
		if s.child != nil {
			p.observe(s.child, event)
		}
	}
}

// supplied adds the calls that a step would have made whose result came from
// somebody else.
func (p *Plan) supplied(l *level, e emulate.ResultSupplied) {
	s := l.step(e.Step)
	s.notes = appendNew(s.notes, e.Why)
	if e.Invented {
		l.doubts.arise(e.Step, fmt.Sprintf("the result that was made up for %q", e.Step))
	}
	calls, unknown := policy.Calls(s.action, s.inputs, p.config.Script)
	for _, op := range calls {
		s.unmade = addSeen(s.unmade, op)
	}
	for _, text := range unknown {
		s.notes = appendNew(s.notes, text)
	}
}

func (s *step) request(host string) {
	i := slices.IndexFunc(s.requests, func(r *request) bool { return r.host == host })
	if i < 0 {
		i, s.requests = len(s.requests), append(s.requests, &request{host: host})
	}
	s.requests[i].times++
}

// starts adds the calls with which Automation starts a runbook. Here, it just runs.
func (s *step) starts() {
	if s.definition == nil || s.action != "aws:executeAutomation" {
		return
	}
	calls, _ := policy.Calls(s.action, s.inputs, nil)
	for _, op := range calls {
		s.unmade = addSeen(s.unmade, op)
	}
}

// truly tells whether what the step met last is a refusal that is not made up.
func (s *step) truly() bool {
	return s.last != nil && s.last.refused != "" && (s.last.by == live || s.last.by == canned)
}

// askedLive tells whether the step has asked a real account.
func (s *step) askedLive() bool {
	return slices.ContainsFunc(s.calls, func(c *call) bool { return c.by == live })
}

// all are the steps of a list and those below them, in order.
func all(steps []*step) []*step {
	var list []*step
	for _, s := range steps {
		list = append(append(list, s), all(s.inner)...)
	}
	return list
}

// way is where a step leads, and why.
func way(e emulate.Branched) string {
	text := "ends the run"
	if e.To != "" {
		text = "goes to " + e.To
	}
	if e.Why != "" {
		text += " (" + e.Why + ")"
	}
	return text
}

// maxNotes is how many different notes are kept of a step: a loop may have a new
// one in each round.
const maxNotes = 20

func appendNew(list []string, text string) []string {
	switch {
	case slices.Contains(list, text) || len(list) > maxNotes:
		return list
	case len(list) == maxNotes:
		text = "and others"
	}
	return append(list, text)
}

// sortedNames are the keys of a set in order.
func sortedNames(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }
