package emulate

import (
	"context"
	"errors"

	"github.com/ssmkit/ssmkit/document"
)

// outcome is how a step ended.
type outcome struct {
	status  Status
	failure *Failure // nil for a success
	next    string   // the step that the action chose
	// left is where a step inside a loop led to that is outside of the loop.
	left *document.Step
	// ends tells that the run ends here, whatever the step says about what follows
	// a failure: a step inside of it has ended the run, or the time is over.
	ends bool
}

// ending is how a list of steps was left: the document's own, or the body of a
// loop.
type ending struct {
	// to is the step outside of the list that goes on, nil when the list has come
	// to its end.
	to *document.Step
	// by is the outcome of the step that ends the run, nil when none does.
	by *outcome
}

// verdict is the status of the run, which the first critical failure decides.
// What the service does when several differ is not documented.
type verdict struct {
	status  Status // empty for Success
	message string
}

// maxAttempts is how many attempts at steps a run may make, child runs included.
// The service has no such limit, but loops in loops might keep it busy for ever.
const maxAttempts = 500_000

var errTooLong = errors.New("the run has made 500,000 attempts at steps and no end is in sight")

// steps runs the document's steps and finishes the run.
func (r *run) steps(ctx context.Context) error {
	if _, err := r.list(ctx, r.doc.Steps[0]); err != nil {
		return err
	}
	status := Success
	switch {
	case r.cancelled:
		status = Cancelled
	case r.verdict.status != "":
		status = r.verdict.status
	}
	r.emit(RunFinished{
		At: r.config.Clock.Now(), Status: status, FailureMessage: r.verdict.message, Outputs: r.documentOutputs(),
	})
	return nil
}

// list runs the steps of one list, from s on.
func (r *run) list(ctx context.Context, s *document.Step) (ending, error) {
	loop := s.Loop
	for s != nil && s.Loop == loop {
		if r.cancelled {
			// What follows onCancel is not cancelled any more.
			ctx = context.WithoutCancel(ctx)
		} else if errors.Is(ctx.Err(), context.Canceled) {
			// Between two steps there is nothing whose onCancel could be followed.
			r.cancel("")
			return ending{by: &outcome{status: Cancelled}}, nil
		}
		out, err := r.step(ctx, s)
		if err != nil {
			return ending{}, err
		}
		r.judge(s, out)
		next, ends := r.after(s, out)
		if ends {
			return ending{by: &out}, nil
		}
		s = next
	}
	return ending{to: s}, nil
}

// onFailure is what a step wants done when it fails: Abort, Continue, or a jump.
func (r *run) onFailure(s *document.Step) (abort bool, target string) {
	if j, ok := jumpTo(r.doc, s, document.OnFailure); ok {
		return false, j.Name
	}
	return !s.OnFailure.IsString() || s.OnFailure.Text != "Continue", ""
}

// judge lets a failure decide about the run, if the step is critical: when it
// says so, or else unless it has onFailure: Continue. A failed step that aborts
// makes the run fail in any case, as far as is known.
func (r *run) judge(s *document.Step, out outcome) {
	if out.failure == nil || r.verdict.status != "" {
		return
	}
	abort, target := r.onFailure(s)
	critical := abort || target != ""
	if written, ok := boolean(s.IsCritical); ok && !abort {
		critical = written
	}
	if critical || out.ends {
		r.verdict = verdict{out.status, out.failure.Error()}
	}
}

// after is the step that follows, nil at the end of the list, or tells that the
// run ends.
func (r *run) after(s *document.Step, out outcome) (next *document.Step, ends bool) {
	switch {
	case out.ends:
		return nil, true
	case out.status == Cancelled:
		return r.onCancel(s)
	case out.left != nil:
		return out.left, false
	case out.failure != nil:
		abort, name := r.onFailure(s)
		if abort {
			return nil, true
		}
		if name != "" {
			// The jump wins over isEnd, which ends the run after a success only.
			r.emit(Branched{At: r.config.Clock.Now(), Step: s.Name.Text, To: name, Why: "onFailure"})
			return target(r.doc, s, name), false
		}
	}
	if out.next != "" {
		return target(r.doc, s, out.next), false
	}
	if s.Ends() {
		return nil, false
	}
	if !s.NextStep.IsString() {
		return r.doc.Following(s), false
	}
	next = target(r.doc, s, s.NextStep.Text)
	if next != r.doc.Following(s) {
		r.emit(Branched{At: r.config.Clock.Now(), Step: s.Name.Text, To: s.NextStep.Text, Why: "nextStep"})
	}
	return next, false
}
