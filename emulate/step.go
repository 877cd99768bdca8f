package emulate

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas"
)

// step runs one step and ends it.
func (r *run) step(ctx context.Context, s *document.Step) (outcome, error) {
	name := s.Name.Text
	action := r.config.Actions[s.Action.Text]
	if action == nil {
		action = notEmulated{s.Action.Text}
	}
	r.emitStarted(s)
	var out outcome
	var err error
	if isLoop(s) {
		out, err = r.loop(ctx, s)
	} else {
		out, err = r.attempts(ctx, s, action)
	}
	if err != nil {
		return outcome{}, err
	}
	r.scope.fates[name] = out.status
	r.emit(StepFinished{At: r.config.Clock.Now(), Step: name, Status: out.status, Failure: out.failure})
	return out, nil
}

func (r *run) emitStarted(s *document.Step) {
	started := StepStarted{At: r.config.Clock.Now(), Step: s.Name.Text}
	if s.Loop != nil {
		started.Iteration = r.iterations[s.Loop]
		started.ID, started.Definition = r.ids.UUID(), s
	}
	r.emit(started)
}

// attempts runs an action, in as many attempts as it takes and is allowed.
func (r *run) attempts(ctx context.Context, s *document.Step, action Action) (outcome, error) {
	name := s.Name.Text
	attempts := 1
	if n, ok := number(s.MaxAttempts); ok && n > 1 {
		attempts = int(n)
	}
	var out outcome
	for attempt := 1; attempt <= attempts; attempt++ {
		if *r.made++; *r.made > maxAttempts {
			return outcome{}, fmt.Errorf("step %q: %w", name, errTooLong)
		}
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return outcome{}, fmt.Errorf("step %q: %w", name, ctx.Err())
		}
		next, err := r.attempt(ctx, s, action, attempt, attempts)
		var failure *Failure
		switch {
		case err == nil:
			return outcome{status: Success, next: next}, nil
		case errors.As(err, &failure):
			out, _ = failed(failure)
			r.emit(AttemptFailed{At: r.config.Clock.Now(), Step: name, Attempt: attempt, Of: attempts, Failure: failure})
		case errors.Is(err, context.Canceled) && errors.Is(ctx.Err(), context.Canceled):
			r.cancel(name)
			return outcome{status: Cancelled}, nil
		default:
			return outcome{}, fmt.Errorf("step %q: %w", name, err)
		}
		if r.timeIsOver() {
			if r.cancelled {
				out = outcome{status: Cancelled}
			}
			out.ends = true
			return out, nil
		}
		if errors.Is(ctx.Err(), context.Canceled) {
			r.cancel(name)
			return outcome{status: Cancelled}, nil
		}
	}
	return out, nil
}

// timeIsOver tells whether the time is up of what the steps are in: a loop, a
// step of a parent run, or what may follow a cancellation.
func (r *run) timeIsOver() bool {
	return !r.until.IsZero() && !r.config.Clock.Now().Before(r.until)
}

// attempt resolves the inputs, lets the action run and takes the outputs. It
// returns the step that the action chose to go to.
func (r *run) attempt(ctx context.Context, s *document.Step, action Action, attempt, of int) (next string, err error) {
	name := s.Name.Text
	// What an earlier attempt gave does not count any more.
	r.scope.outputs[name] = map[string]any{}
	inputs, err := r.inputs(s)
	r.learn(inputs)
	r.emit(AttemptStarted{At: r.config.Clock.Now(), Step: name, Attempt: attempt, Of: of, Inputs: inputs})
	if err != nil {
		return "", err
	}
	env := &Env{run: r, step: name, deadline: r.until}
	if limit := timeout(s); limit > 0 {
		env.deadline = earlier(r.until, r.config.Clock.Now().Add(limit))
	}
	result, given, err := r.given(s, inputs)
	if !given {
		result, err = action.Run(ctx, inputs, env)
	}
	for _, output := range result.Outputs {
		r.setOutput(name, output, false)
	}
	if err != nil {
		return "", err
	}
	return result.Next, r.declaredOutputs(s, result)
}

// inputs resolves the references in a step's inputs. Inputs of AWS's actions are
// a map; a step without any has an empty one.
func (r *run) inputs(s *document.Step) (*value.Object, error) {
	if s.Inputs == nil {
		return value.New(), nil
	}
	resolved, err := r.stepResolver(s.Name.Text).resolve(s.Inputs)
	if err != nil {
		return value.New(), Invalid("%s", Sentence(err.Error()))
	}
	object, ok := resolved.(*value.Object)
	if !ok {
		return value.New(), Invalid("The inputs are a %s, not a map", s.Inputs.Kind)
	}
	return object, nil
}

// stepResolver resolves references in what belongs to a step.
func (r *run) stepResolver(step string) *resolver {
	return &resolver{
		scope: r.scope,
		unresolved: func(ref document.Reference, why string) {
			r.emit(ReferenceUnresolved{At: r.config.Clock.Now(), Step: step, Reference: ref.Text, Why: why})
		},
		doubtful: func(ref document.Reference, why string) { r.warn(step, ref.Text+": "+why) },
	}
}

// timeout is how long an attempt may take: what the step says, or the action's
// default, and never more than the action's maximum. 0 is for ever.
func timeout(s *document.Step) time.Duration {
	spec, known := schemas.Action(s.Action.Text)
	seconds, written := number(s.TimeoutSeconds)
	limit := time.Duration(seconds) * time.Second
	if !known {
		return limit
	}
	if !written || seconds <= 0 {
		limit = spec.DefaultTimeout
	}
	if spec.MaxTimeout > 0 && (limit == 0 || limit > spec.MaxTimeout) {
		limit = spec.MaxTimeout
	}
	return limit
}
