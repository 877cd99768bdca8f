package actions

import (
	"context"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// assertAwsResourceProperty calls an API once and fails unless the selected part
// of the answer is one of the desired values. What is not there is none of them.
type assertAwsResourceProperty struct{}

func (assertAwsResourceProperty) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	p, err := newProperty(inputs)
	if err != nil {
		return emulate.Result{}, err
	}
	v, found, err := p.look(ctx, env)
	if err != nil {
		return emulate.Result{}, err
	}
	if found && p.desires(v) {
		return emulate.Result{}, nil
	}
	shown := "nothing"
	if found {
		shown = plain(v)
	}
	// The service's wording is not known.
	return emulate.Result{}, &emulate.Failure{
		Stage: emulate.Invocation, Type: emulate.VerificationFailure, Doing: emulate.Executing,
		Cause: p.mismatch(shown),
	}
}
