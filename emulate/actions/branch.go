package actions

import (
	"context"
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// branch goes to the step of the first choice that is true, else to Default. With
// neither, the step itself says what follows.
type branch struct{}

func (branch) Run(_ context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	given, ok := inputs.Get("Choices")
	if !ok {
		return emulate.Result{}, emulate.Invalid("Missing required input: Choices")
	}
	choices, ok := given.([]any)
	if !ok {
		return emulate.Result{}, emulate.Invalid("Input Choices is a %s, not a list", emulate.TypeOf(given))
	}
	for i, item := range choices {
		choice, ok := item.(*value.Object)
		if !ok {
			return emulate.Result{}, emulate.Invalid("Choice %d is not a map", i+1)
		}
		condition := value.Clone(choice).(*value.Object)
		condition.Delete("NextStep")
		is, err := emulate.Holds(condition)
		if err != nil {
			return emulate.Result{}, emulate.Invalid("Choice %d: %v", i+1, err)
		}
		if is {
			next, err := text(choice, "NextStep")
			if err != nil {
				return emulate.Result{}, err
			}
			return went(env, next, fmt.Sprintf("choice %d", i+1))
		}
	}
	if _, ok := inputs.Get("Default"); !ok {
		return went(env, "", "no choice is true")
	}
	next, err := text(inputs, "Default")
	if err != nil {
		return emulate.Result{}, err
	}
	return went(env, next, "Default")
}

// went notes the decision. What the output NextStep is when nothing was chosen is
// not documented; it is not there then.
func went(env *emulate.Env, next, why string) (emulate.Result, error) {
	if next == "" {
		env.Note("%s", why)
		return emulate.Result{}, nil
	}
	env.Branched(next, why)
	root := value.New("NextStep", next)
	payload, err := value.Encode(root)
	if err != nil {
		return emulate.Result{}, err
	}
	return emulate.Result{
		Root: root, Next: next,
		Outputs: []emulate.Output{
			{Name: "NextStep", Type: emulate.String, Value: next},
			{Name: "OutputPayload", Type: emulate.String, Value: string(payload)},
		},
	}, nil
}
