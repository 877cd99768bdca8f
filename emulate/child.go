package emulate

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// maxChildren is how many levels of child runs there may be below a run.
const maxChildren = 5

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
	parent := e.run
	if parent.depth == maxChildren {
		return nil, Invalid("Automation executions nest more than %d levels", maxChildren)
	}
	child := parent.newRun(doc, args)
	child.depth, child.made, child.until = parent.depth+1, parent.made, e.deadline
	child.parent = parent.scope.executionID
	child.observe = func(event Event) { parent.emit(ChildEvent{Step: e.step, Event: event}) }
	err := child.start(ctx)
	var refused *ArgumentsError
	if errors.As(err, &refused) {
		return nil, apiFailure(&cloud.APIError{
			Operation: "StartAutomationExecution", Code: "InvalidAutomationExecutionParametersException",
			Message: strings.Join(refused.Problems, " "),
		})
	}
	if err == nil {
		err = child.steps(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doc.Source.Name(), err)
	}
	if left, limited := e.left(); limited && left <= 0 {
		return nil, e.timeout()
	}
	if child.cancelled && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return child.execution, nil
}
