package emulate

import (
	"context"

	"github.com/ssmkit/ssmkit/document/value"
)

// Action does what one kind of step is for. It does one thing, once: attempts,
// time-outs, outputs that the step declares and what follows from a failure are
// the engine's business.
type Action interface {
	// Run performs one attempt with the resolved inputs, which it must not
	// change. Its error is a *Failure when the attempt did not succeed; what is
	// known of the result all the same comes along. Any other error ends the run
	// without a result.
	Run(ctx context.Context, inputs *value.Object, env *Env) (Result, error)
}

// Result is what an action gives.
type Result struct {
	// Root is what the Selectors of the step's declared outputs look into; nil
	// when there is nothing to look into.
	Root any
	// Outputs are those that a step with the action has without declaring them.
	Outputs []Output
	// Next is the step to go to, whatever the step itself says about what follows
	// it; empty to leave that to the step.
	Next string
}

// Output is a value that a step gives to the steps behind it.
type Output struct {
	Name  string
	Type  Type
	Value any
}
