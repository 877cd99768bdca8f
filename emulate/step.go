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

// step runs one step, in as many attempts as it takes and is allowed.
func (r *run) step(ctx context.Context, s *document.Step) (outcome, error) {
	name := s.Name.Text
	action := r.config.Actions[s.Action.Text]
	if action == nil {
		return outcome{}, &NotEmulatedError{name, s.Action.Text}
	}
	r.emit(StepStarted{At: r.config.Clock.Now(), Step: name})
	attempts := 1
	if n, ok := number(s.MaxAttempts); ok && n > 1 {
		attempts = int(n)
	}
	var out outcome
	for attempt := 1; attempt <= attempts; attempt++ {
		if err := ctx.Err(); err != nil {
			return outcome{}, fmt.Errorf("step %q: %w", name, err)
		}
		next, err := r.attempt(ctx, s, action, attempt, attempts)
		var failure *Failure
		switch {
		case err == nil:
			out = outcome{status: Success, next: next}
		case errors.As(err, &failure):
			out = outcome{status: Failed, failure: failure}
			if failure.Status != "" {
				out.status = failure.Status
			}
			r.emit(AttemptFailed{At: r.config.Clock.Now(), Step: name, Attempt: attempt, Of: attempts, Failure: failure})
		default:
			return outcome{}, fmt.Errorf("step %q: %w", name, err)
		}
		if out.status == Success {
			break
		}
	}
	r.scope.fates[name] = out.status
	r.emit(StepFinished{At: r.config.Clock.Now(), Step: name, Status: out.status, Failure: out.failure})
	return out, nil
}

// attempt resolves the inputs, lets the action run and takes the outputs. It
// returns the step that the action chose to go to.
func (r *run) attempt(ctx context.Context, s *document.Step, action Action, attempt, of int) (next string, err error) {
	name := s.Name.Text
	// What an earlier attempt gave does not count any more.
	r.scope.outputs[name] = map[string]any{}
	inputs, err := r.inputs(s)
	r.emit(AttemptStarted{At: r.config.Clock.Now(), Step: name, Attempt: attempt, Of: of, Inputs: inputs})
	if err != nil {
		return "", err
	}
	env := &Env{run: r, step: name}
	if limit := timeout(s); limit > 0 {
		env.deadline = r.config.Clock.Now().Add(limit)
	}
	result, err := action.Run(ctx, inputs, env)
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
	name := s.Name.Text
	resolver := &resolver{
		scope: r.scope,
		unresolved: func(ref document.Reference, why string) {
			r.emit(ReferenceUnresolved{At: r.config.Clock.Now(), Step: name, Reference: ref.Text, Why: why})
		},
		doubtful: func(ref document.Reference, why string) { r.warn(name, ref.Text+": "+why) },
	}
	resolved, err := resolver.resolve(s.Inputs)
	if err != nil {
		return value.New(), Invalid("%s", capitalized(err.Error()))
	}
	object, ok := resolved.(*value.Object)
	if !ok {
		return value.New(), Invalid("The inputs are a %s, not a map", s.Inputs.Kind)
	}
	return object, nil
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
