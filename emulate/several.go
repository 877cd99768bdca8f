package emulate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
)

// RunEach runs a document once for each target, so many at once, and returns the
// run that they are the children of: its steps are the targets. All else is as in
// Run.
func (e *Engine) RunEach(ctx context.Context, doc *document.Document, args Arguments, control RateControl) (*Execution, error) {
	r := e.newRun(doc, args)
	r.observe = e.config.Observe
	err := r.several(ctx, control, &Env{run: r})
	r.shown.mask(r.secrets)
	var refused *Failure
	if errors.As(err, &refused) {
		// Before the run has begun there is no step that could fail.
		err = &ArgumentsError{[]string{refused.Cause}}
	}
	return r.shown, err
}

// targetRun is one of several runs of a document.
type targetRun struct {
	name   string        // of the step that stands for it
	inputs *value.Object // what the step shows
	args   Arguments
	engine *Engine // that of the account and Region
	// control is there when this run is for several targets in its turn.
	control *RateControl
}

// batch is runs that are limited together.
type batch struct {
	runs              []targetRun
	concurrency, errs limit
}

// several runs the document for each target. In the name of asking, the account is
// asked for the targets.
func (r *run) several(ctx context.Context, control RateControl, asking *Env) error {
	doc := r.doc
	if err := checkDocument(doc); err != nil {
		return err
	}
	if err := control.check(); err != nil {
		return &ArgumentsError{[]string{err.Error()}}
	}
	if problems := control.problems(doc); len(problems) > 0 {
		return &ArgumentsError{problems}
	}
	r.learnGiven()
	for _, values := range control.TargetMaps {
		for name, texts := range values {
			for _, text := range texts {
				r.secrets.LearnNamed(name, text)
			}
		}
	}
	var batches []batch
	var resolved []string
	var err error
	if len(control.TargetLocations) > 0 {
		batches, err = r.locations(ctx, control, asking)
	} else {
		resolved, err = asking.resolveTargets(ctx, doc, control.Targets, control.TargetParameterName)
		batches = []batch{{
			r.targets(control, resolved),
			limit{written: cmp.Or(control.MaxConcurrency, defaultConcurrency), least: 1}, limit{written: cmp.Or(control.MaxErrors, defaultErrors)},
		}}
	}
	if err != nil {
		return err
	}
	if problems := r.sharedProblems(batches); len(problems) > 0 {
		return &ArgumentsError{problems}
	}
	r.grouped, r.doc = true, outline(doc, batches)
	started := r.started()
	started.Control, started.ResolvedTargets = &control, resolved
	r.emit(started)
	if len(control.TargetLocations) > 0 {
		r.warn("", "the calls of all accounts are answered alike: who answers them is told the Region, not the account")
	}
	return r.runBatches(ctx, doc, batches)
}

// sharedProblems are those of the arguments that all runs have.
func (r *run) sharedProblems(batches []batch) []string {
	for _, b := range batches {
		for _, t := range b.runs {
			if t.control == nil {
				return bind(r.doc, t.args).problems
			}
		}
	}
	return nil
}

// targets are the runs for targets or for maps of them.
func (r *run) targets(control RateControl, resolved []string) []targetRun {
	var runs []targetRun
	taken := map[string]bool{}
	add := func(name string, values Arguments) {
		t := targetRun{name: unused(r.secrets.Text(name), taken), inputs: value.New(), args: Arguments{}, engine: r.Engine}
		maps.Copy(t.args, r.args)
		maps.Copy(t.args, values)
		for _, p := range r.doc.Parameters {
			if texts, ok := values[p.Name.Text]; ok {
				t.inputs.Set(p.Name.Text, strings.Join(texts, ","))
			}
		}
		runs = append(runs, t)
	}
	for _, id := range resolved {
		add(id, Arguments{control.TargetParameterName: {id}})
	}
	for _, values := range control.TargetMaps {
		var texts []string
		for _, p := range r.doc.Parameters {
			texts = append(texts, values[p.Name.Text]...)
		}
		// How the service names these steps is not documented.
		add(strings.Join(texts, "_"), values)
	}
	return runs
}

// unused makes a name that no other step has.
func unused(name string, taken map[string]bool) string {
	free := name
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s_%d", name, n)
	}
	taken[free] = true
	return free
}

var accountID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{12}$`) })

// locations are the runs for Regions of accounts. That several locations come one
// after the other is not documented.
func (r *run) locations(ctx context.Context, control RateControl, asking *Env) ([]batch, error) {
	var batches []batch
	taken := map[string]bool{}
	for _, l := range control.TargetLocations {
		accounts, err := asking.accounts(ctx, l)
		if err != nil {
			return nil, err
		}
		b := batch{
			concurrency: limit{written: cmp.Or(l.MaxConcurrency, defaultLocationConcurrency), least: 1},
			errs:        limit{written: cmp.Or(l.MaxErrors, defaultErrors)},
		}
		inner := control
		inner.TargetLocations = nil
		if len(l.Targets) > 0 {
			inner.Targets, inner.TargetMaps = l.Targets, nil
			inner.MaxConcurrency, inner.MaxErrors = cmp.Or(l.TargetsMaxConcurrency, inner.MaxConcurrency), cmp.Or(l.TargetsMaxErrors, inner.MaxErrors)
		}
		for _, account := range accounts {
			for _, region := range l.Regions {
				t := targetRun{name: unused(r.secrets.Text(account+"_"+region), taken), inputs: value.New(), args: r.args, engine: r.Engine.in(account, region)}
				if len(inner.Targets) > 0 || len(inner.TargetMaps) > 0 {
					t.control = &inner
				}
				b.runs = append(b.runs, t)
			}
		}
		batches = append(batches, b)
	}
	return batches, nil
}

// in is the engine in another account and Region.
func (e *Engine) in(account, region string) *Engine {
	there := *e
	there.config.Account, there.config.Region = account, region
	return &there
}

// accounts are those of a location, the accounts of its organisational units
// included.
func (e *Env) accounts(ctx context.Context, l TargetLocation) ([]string, error) {
	var ids []string
	add := func(id string) {
		if !slices.Contains(ids, id) && !slices.Contains(l.ExcludeAccounts, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range l.Accounts {
		if accountID().MatchString(id) {
			add(id)
			continue
		}
		answer, err := e.Call(ctx, "organizations", "ListAccountsForParent", value.New("ParentId", id))
		if err != nil {
			return nil, err
		}
		for _, account := range answer.Objects("Accounts") {
			add(account.Text("Id"))
		}
	}
	return ids, nil
}

// outline is the document with a step for each target instead of its own. That
// they are of this action is seen in published records.
func outline(doc *document.Document, batches []batch) *document.Document {
	of := &document.Document{Source: doc.Source, Kind: doc.Kind, Root: doc.Root, Parameters: doc.Parameters}
	text := func(s string) *document.Node { return &document.Node{Kind: document.String, Text: s} }
	for _, b := range batches {
		for _, t := range b.runs {
			of.Steps = append(of.Steps, &document.Step{Index: len(of.Steps), Name: text(t.name), Action: text("aws:executeAutomation")})
		}
	}
	return of
}

// runBatches runs everything and finishes the run.
func (r *run) runBatches(ctx context.Context, doc *document.Document, batches []batch) error {
	finished := RunFinished{Status: Success}
	if len(r.doc.Steps) == 0 {
		// What the service does then is not documented.
		finished.Status, finished.FailureMessage = Failed, "No resource matches the targets."
	}
	for _, b := range batches {
		unsuccessful, err := r.runBatch(ctx, doc, b)
		if err != nil {
			return err
		}
		// Whether the run fails by fewer errors than MaxErrors is not documented.
		if most := b.errs.of(len(b.runs)); unsuccessful > most && finished.Status == Success {
			finished.Status = Failed
			finished.FailureMessage = fmt.Sprintf("%d of %s did not succeed; MaxErrors is %d.", unsuccessful, plural(len(b.runs), "automation execution"), most)
		}
		if finished.Status != Success {
			break
		}
	}
	if r.cancelled {
		finished.Status, finished.FailureMessage = Cancelled, ""
	}
	finished.At = r.config.Clock.Now()
	r.emit(finished)
	return nil
}

// runBatch runs as many as may run at once, and begins no more when too many have
// not succeeded: those that run then run to their end.
func (r *run) runBatch(ctx context.Context, doc *document.Document, b batch) (unsuccessful int, err error) {
	left, most := b.runs, b.errs.of(len(b.runs))
	clock.Together(ctx, r.config.Clock, b.concurrency.of(len(b.runs)), func() func(context.Context) {
		if len(left) == 0 || unsuccessful > most || err != nil || r.cancelled || r.timeIsOver() || ctx.Err() != nil {
			return nil
		}
		t := left[0]
		left = left[1:]
		return func(ctx context.Context) {
			status, broken := r.runTarget(ctx, doc, t)
			if broken != nil && err == nil {
				err = fmt.Errorf("target %q: %w", t.name, broken)
			}
			if status != Success {
				unsuccessful++
			}
		}
	})
	if errors.Is(ctx.Err(), context.Canceled) && !r.cancelled {
		r.cancel("")
	}
	return unsuccessful, err
}

// runTarget runs the document for one target.
func (r *run) runTarget(ctx context.Context, doc *document.Document, t targetRun) (Status, error) {
	r.emit(StepStarted{At: r.config.Clock.Now(), Step: t.name})
	r.emit(AttemptStarted{At: r.config.Clock.Now(), Step: t.name, Attempt: 1, Of: 1, Inputs: t.inputs})
	env := &Env{run: r, step: t.name, deadline: r.until, region: t.engine.config.Region}
	child := t.engine.newRun(doc, t.args)
	child.target = t.name
	begin := child.whole
	if t.control != nil {
		begin = func(ctx context.Context) error { return child.several(ctx, *t.control, env) }
	}
	x, err := env.runChild(ctx, child, begin)
	if x != nil {
		err = x.unsuccessful()
		if t.engine != r.Engine {
			// Of runs elsewhere, published records have the ID.
			r.emit(OutputSet{At: r.config.Clock.Now(), Step: t.name, Output: Output{"ExecutionId", String, x.ID}})
		}
	}
	out := outcome{status: Success}
	switch {
	case errors.Is(err, context.Canceled) && errors.Is(ctx.Err(), context.Canceled):
		if !r.cancelled {
			r.cancel(t.name)
		}
		out.status = Cancelled
	case err != nil:
		if out, err = failed(err); err != nil {
			return "", err
		}
	}
	r.emit(StepFinished{At: r.config.Clock.Now(), Step: t.name, Status: out.status, Failure: out.failure})
	return out.status, nil
}
