package emulate

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas"
)

// Document finds a runbook that can be run as a child, nil when there is none of
// this name here.
func (e *Env) Document(name string) (*document.Document, error) {
	if e.run.config.Documents == nil {
		return nil, nil
	}
	return e.run.config.Documents(name)
}

// RunChild runs another document and waits for its end, as
// StartAutomationExecution would with the arguments. A refusal to start it is a
// *Failure.
func (e *Env) RunChild(ctx context.Context, doc *document.Document, args Arguments) (*Execution, error) {
	child := e.run.newRun(doc, args)
	return e.runChild(ctx, child, child.whole)
}

// RunEach runs another document once for each target and waits for the end of all,
// as RunChild does for one.
func (e *Env) RunEach(ctx context.Context, doc *document.Document, args Arguments, control RateControl) (*Execution, error) {
	child := e.run.newRun(doc, args)
	return e.runChild(ctx, child, func(ctx context.Context) error { return child.several(ctx, control, e) })
}

// runChild runs what is prepared as a child of the step.
func (e *Env) runChild(ctx context.Context, child *run, begin func(context.Context) error) (*Execution, error) {
	parent := e.run
	child.depth, child.path = parent.depth, parent.path
	if !parent.grouped {
		child.path += e.step + "/"
		// Several runs of one document are one level, with the run around them.
		child.depth++
	}
	if levels := schemas.AllLimits().NestedAutomations; child.depth > levels {
		return nil, Invalid("Automation executions nest more than %d levels", levels)
	}
	child.made, child.until, child.parent = parent.made, e.deadline, parent.scope.executionID
	child.observe = func(event Event) { parent.emit(ChildEvent{Step: e.step, Event: event}) }
	err := begin(ctx)
	var refused *ArgumentsError
	if errors.As(err, &refused) {
		return nil, apiFailure(&cloud.APIError{
			Operation: "StartAutomationExecution", Code: "InvalidAutomationExecutionParametersException",
			Message: strings.Join(refused.Problems, " "),
		})
	}
	var failure *Failure
	if errors.As(err, &failure) {
		return nil, failure
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", child.doc.Source.Name(), err)
	}
	if left, limited := e.left(); limited && left <= 0 {
		return nil, e.timeout()
	}
	if child.cancelled && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return child.execution, nil
}

// unsuccessful is the failure of a step whose child did not succeed, nil when it
// did.
func (x *Execution) unsuccessful() error {
	if failure := ChildFailure(x.ID, x.Status, x.FailureMessage); failure != nil {
		failure.Status = x.Status
		return failure
	}
	return nil
}

// ChildFailure is the failure of a step whose child run did not end as Success,
// nil when it did. The service's wording is not known.
func ChildFailure(id string, status Status, message string) *Failure {
	if status == Success {
		return nil
	}
	cause := fmt.Sprintf("Automation execution %s ended as %s", id, status)
	// The reference to the guide comes once, at the end.
	message, _, _ = strings.Cut(message, " Please refer to Automation Service")
	if message != "" {
		cause += ": " + message
	}
	return &Failure{Stage: Invocation, Type: ActionFailure, Doing: Executing, Cause: cause}
}
