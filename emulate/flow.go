package emulate

import (
	"context"

	"github.com/ssmkit/ssmkit/document"
)

// outcome is how a step ended.
type outcome struct {
	status  Status
	failure *Failure // nil for a success
	next    string   // the step that the action chose
}

// verdict is the status of the run, which the first critical failure decides.
// What the service does when several differ is not documented.
type verdict struct {
	status  Status // empty for Success
	message string
}

// steps runs the steps from the first on and finishes the run.
func (r *run) steps(ctx context.Context) error {
	for s := r.doc.Steps[0]; s != nil; {
		out, err := r.step(ctx, s)
		if err != nil {
			return err
		}
		r.judge(s, out)
		s = r.after(s, out)
	}
	status := Success
	if r.verdict.status != "" {
		status = r.verdict.status
	}
	r.emit(RunFinished{
		At: r.config.Clock.Now(), Status: status, FailureMessage: r.verdict.message, Outputs: r.documentOutputs(),
	})
	return nil
}

// onFailure is what a step wants done when it fails: Abort, Continue, or a jump.
func onFailure(s *document.Step) (abort bool, target string) {
	if target, ok := jumpTarget(s.OnFailure); ok {
		return false, target
	}
	return !s.OnFailure.IsString() || s.OnFailure.Text != "Continue", ""
}

// judge lets a failure decide about the run, if the step is critical: when it
// says so, or else unless it has onFailure: Continue. A failed step that aborts
// makes the run fail in any case, as far as is known.
func (r *run) judge(s *document.Step, out outcome) {
	if out.status == Success || r.verdict.status != "" {
		return
	}
	abort, target := onFailure(s)
	critical := abort || target != ""
	if written, ok := boolean(s.IsCritical); ok && !abort {
		critical = written
	}
	if critical {
		r.verdict = verdict{out.status, out.failure.Error()}
	}
}

// after is the step that follows, nil at the end of the run.
func (r *run) after(s *document.Step, out outcome) *document.Step {
	if out.status != Success {
		abort, target := onFailure(s)
		if abort {
			return nil
		}
		if target != "" {
			// The jump wins over isEnd, which ends the run after a success only.
			r.emit(Branched{At: r.config.Clock.Now(), Step: s.Name.Text, To: target, Why: "onFailure"})
			return topStep(r.doc, target)
		}
	}
	if out.next != "" {
		return topStep(r.doc, out.next)
	}
	if isEnd, _ := boolean(s.IsEnd); isEnd {
		return nil
	}
	if s.NextStep.IsString() {
		next := topStep(r.doc, s.NextStep.Text)
		if next.Index != s.Index+1 {
			r.emit(Branched{At: r.config.Clock.Now(), Step: s.Name.Text, To: s.NextStep.Text, Why: "nextStep"})
		}
		return next
	}
	if s.Index+1 < len(r.doc.Steps) {
		return r.doc.Steps[s.Index+1]
	}
	return nil
}
