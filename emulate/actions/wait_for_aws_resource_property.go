package actions

import (
	"context"
	"errors"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// waitForAwsResourceProperty calls an API again and again until the selected part
// of the answer is one of the desired values. Without timeoutSeconds that may
// take an hour.
type waitForAwsResourceProperty struct{}

// pollInterval is the time between two calls. The service's is not documented.
const pollInterval = 5 * time.Second

func (waitForAwsResourceProperty) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	p, err := newProperty(inputs)
	if err != nil {
		return emulate.Result{}, err
	}
	last := "nothing"
	for {
		v, found, err := p.look(ctx, env)
		refused := refusedBy(err)
		switch {
		case refused != nil:
			// It does not end the wait, as far as is known: what is waited for may not
			// exist yet.
			last = refused.API.Error()
		case err != nil:
			return emulate.Result{}, p.gaveUp(err, last)
		case found && p.desires(v):
			return emulate.Result{}, nil
		case found:
			last = plain(v)
		default:
			last = "nothing"
		}
		if err := env.Sleep(ctx, pollInterval); err != nil {
			return emulate.Result{}, p.gaveUp(err, last)
		}
	}
}

// refusedBy is the failure when the API refused a call, nil for any other error.
func refusedBy(err error) *emulate.Failure {
	var failure *emulate.Failure
	if errors.As(err, &failure) && failure.API != nil {
		return failure
	}
	return nil
}

// gaveUp adds to a time-out what was seen last. The service's wording is not
// known.
func (p *property) gaveUp(err error, last string) error {
	var failure *emulate.Failure
	if !errors.As(err, &failure) || failure.Status != emulate.TimedOut {
		return err
	}
	failure.Cause = p.mismatch(last)
	return failure
}
