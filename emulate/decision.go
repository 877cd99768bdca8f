package emulate

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Question is what a run waits for people to decide.
type Question struct {
	Step, Action string
	// Approver is who is asked, empty when anybody may answer, as for a pause.
	Approver string
	Message  string
	// Choices are what can be decided.
	Choices []Decision
}

// Decision is the answer to a Question, in the words of SendAutomationSignal.
type Decision string

// The decisions. Undecided is that nobody answers: then the step waits until its
// time is over.
const (
	Undecided Decision = ""
	Approve   Decision = "Approve"
	Reject    Decision = "Reject"
	Resume    Decision = "Resume"
)

// UndecidedError says that a run came to a step that waits for people, and that
// there is nobody to ask.
type UndecidedError struct{ Question Question }

func (e *UndecidedError) Error() string {
	return e.Question.Action + " waits for somebody to decide"
}

// Ask lets people decide. Step and run are Waiting meanwhile. When nobody does, it
// returns when the attempt times out, with the *Failure to return from Run.
func (e *Env) Ask(ctx context.Context, q Question) (Decision, error) {
	q.Step = e.step
	if s := e.run.doc.Step(e.step); s != nil {
		q.Action = s.Action.Text
	}
	if e.run.config.Decide == nil {
		return Undecided, &UndecidedError{q}
	}
	e.run.emit(StepWaiting{At: e.Now(), Question: q})
	decision, err := e.run.config.Decide(ctx, q)
	if err != nil {
		return Undecided, err
	}
	if decision == Undecided {
		left, limited := e.left()
		if !limited {
			// All actions that ask have a default time-out.
			return Undecided, &UndecidedError{q}
		}
		return Undecided, e.Sleep(ctx, max(left, time.Nanosecond))
	}
	if !slices.Contains(q.Choices, decision) {
		return Undecided, fmt.Errorf("%s does not take the decision %s", q.Action, decision)
	}
	e.run.emit(StepDecided{At: e.Now(), Question: q, Decision: decision})
	return decision, nil
}
