package actions

import (
	"context"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// executeAwsAPI calls one operation. Declared outputs select from its answer; it
// has none of its own.
type executeAwsAPI struct{}

func (executeAwsAPI) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	service, api, parameters, err := apiCall(inputs)
	if err != nil {
		return emulate.Result{}, err
	}
	answer, err := env.Call(ctx, service, api, parameters)
	if err != nil {
		return emulate.Result{}, err
	}
	return emulate.Result{Root: answer}, nil
}

// apiCall divides the inputs of an action that calls an API into the names of
// service and operation and the operation's parameters, which stand beside them.
// The inputs in own belong to the action itself.
func apiCall(inputs *value.Object, own ...string) (service, api string, parameters *value.Object, err error) {
	if service, err = text(inputs, "Service"); err != nil {
		return "", "", nil, err
	}
	if api, err = text(inputs, "Api"); err != nil {
		return "", "", nil, err
	}
	parameters = value.New()
	for name, v := range inputs.All() {
		parameters.Set(name, v)
	}
	for _, name := range append([]string{"Service", "Api"}, own...) {
		parameters.Delete(name)
	}
	return service, api, parameters, nil
}
