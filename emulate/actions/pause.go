package actions

import (
	"context"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// pause waits until somebody resumes the run.
type pause struct{}

func (pause) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	message, err := optionalText(inputs, "Message")
	if err != nil {
		return emulate.Result{}, err
	}
	_, err = env.Ask(ctx, emulate.Question{Message: message, Choices: []emulate.Decision{emulate.Resume}})
	return emulate.Result{}, err
}
