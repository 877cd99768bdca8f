package emulate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Env is what an action has to do with the world around its step. It is valid
// during one call of Run.
type Env struct {
	run  *run
	step string
	// deadline is when the attempt times out, zero for never.
	deadline time.Time
	// region is that of the calls when it is another one than the run's.
	region string
}

// Now is the time of the run.
func (e *Env) Now() time.Time { return e.run.config.Clock.Now() }

// Sleep lets time pass. When the attempt times out meanwhile, it returns then,
// with the *Failure to return from Run.
func (e *Env) Sleep(ctx context.Context, d time.Duration) error {
	if left, limited := e.left(); limited && d >= left {
		if err := e.run.config.Clock.Sleep(ctx, left); err != nil {
			return err
		}
		return e.timeout()
	}
	return e.run.config.Clock.Sleep(ctx, d)
}

// left is how long the attempt may still take.
func (e *Env) left() (left time.Duration, limited bool) {
	if e.deadline.IsZero() {
		return 0, false
	}
	return e.deadline.Sub(e.Now()), true
}

func (e *Env) timeout() *Failure {
	return &Failure{Stage: Invocation, Type: ActionFailure, Doing: Executing, Status: TimedOut}
}

// Note tells something that the reader of the run should know.
func (e *Env) Note(format string, args ...any) {
	e.run.warn(e.step, fmt.Sprintf(format, args...))
}

// Branched notes which way the step decided to go, and why.
func (e *Env) Branched(to, why string) {
	e.run.emit(Branched{At: e.Now(), Step: e.step, To: to, Why: why})
}

// VariableType is the declared type of a variable; false when the document does
// not declare it.
func (e *Env) VariableType(name string) (Type, bool) {
	variable := e.run.doc.Variable(name)
	if variable == nil || !variable.Type.IsString() {
		return "", false
	}
	return ParseType(variable.Type.Text)
}

// SetVariable gives a variable a new value.
func (e *Env) SetVariable(name string, v any) {
	e.run.scope.variables[name] = v
	e.run.secrets.LearnNamed(name, v)
	e.run.emit(VariableSet{At: e.Now(), Step: e.step, Name: name, Value: v})
}

// Call calls an API with names as a runbook writes them. The parameters are
// checked before. A refusal, by the check or by AWS, is a *Failure.
func (e *Env) Call(ctx context.Context, service, api string, parameters *value.Object) (*value.Object, error) {
	if left, limited := e.left(); limited && left <= 0 {
		return nil, e.timeout()
	}
	op, err := awsapi.Lookup(service, api)
	if err != nil {
		return nil, Invalid("%s", Sentence(err.Error()))
	}
	input, err := cloud.Parameters(op, parameters)
	if err != nil {
		return nil, Invalid("%v", err)
	}
	req := cloud.Request{Service: op.Service().Name(), Operation: op.Name(), Region: cmp.Or(e.region, e.run.config.Region), Input: input}
	output, err := e.answer(ctx, req)
	if left, limited := e.left(); limited && left < 0 && err == nil {
		return nil, e.timeout()
	}
	var refused *cloud.APIError
	if errors.As(err, &refused) {
		return nil, apiFailure(refused)
	}
	return output, err
}

func apiFailure(refused *cloud.APIError) *Failure {
	return &Failure{
		Stage: Invocation, Type: apiFailureType(refused.Code), Doing: Executing, Cause: refused.Error(),
		API: refused,
	}
}

func apiFailureType(code string) FailureType {
	switch {
	case cloud.Throttled(code):
		return ThrottlingFailure
	case cloud.Denied(code):
		return PermissionFailure
	}
	return ActionFailure
}
