package divert

import (
	"context"
	"errors"

	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/memory"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/effect"
)

// Amended answers what is read of real resources that were changed in memory: as the
// real account has them, with the changes put in. It has no answer to anything else,
// nor where a step waits for something that the change may not show. It is for the
// account in memory, to be asked before an answer is made up.
func (d *Diverter) Amended(amend func(awsapi.Operation, cloud.Request, cloud.Response) (cloud.Response, error)) cloud.Cloud {
	return &amended{d, amend}
}

type amended struct {
	diverter *Diverter
	amend    func(awsapi.Operation, cloud.Request, cloud.Response) (cloud.Response, error)
}

// Call implements cloud.Cloud.
func (a *amended) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	none := &cloud.NoAnswerError{Service: req.Service, Operation: req.Operation}
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil {
		return cloud.Response{}, err
	}
	d := a.diverter
	if effect.Of(op, req.Input).Changes || d.config.Expects(op.Service().Name(), op.Name()) {
		return cloud.Response{}, none
	}
	asked := memory.Ask(op, req.Input)
	d.mu.Lock()
	unreal := d.unreal(asked)
	d.mu.Unlock()
	if unreal {
		return cloud.Response{}, none
	}
	answer, _, err := d.ask(ctx, req)
	var refused *cloud.APIError
	if errors.As(err, &refused) {
		return cloud.Response{}, none // it may be there since the change
	}
	if err != nil {
		return cloud.Response{}, err
	}
	d.learnReal(op, answer.Output)
	answer.By = cloud.Amended
	answer, err = a.amend(op, req, answer)
	if err != nil {
		return cloud.Response{By: cloud.Amended}, err
	}
	return answer, nil
}
