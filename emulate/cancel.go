package emulate

import (
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

// cancel begins to cancel the run, as StopAutomationExecution with the type
// Cancel does. The step is the one that runs, empty between steps.
func (r *run) cancel(step string) {
	r.cancelled = true
	most := time.Duration(schemas.AllLimits().CancelSeconds) * time.Second
	r.until = earlier(r.until, r.config.Clock.Now().Add(most))
	r.emit(RunCancelled{At: r.config.Clock.Now(), Step: step})
}

// onCancel is the step that follows one which was cancelled. Without any the run
// ends.
func (r *run) onCancel(s *document.Step) (next *document.Step, ends bool) {
	j, ok := jumpTo(r.doc, s, document.OnCancel)
	if !ok {
		return nil, true
	}
	r.emit(Branched{At: r.config.Clock.Now(), Step: s.Name.Text, To: j.Name, Why: "onCancel"})
	return target(r.doc, s, j.Name), false
}

// earlier is the earlier of two times of which zero is never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
