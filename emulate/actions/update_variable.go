package actions

import (
	"context"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// updateVariable gives a variable a new value of exactly its type. The guide has
// limits too (200 items of a MapList, 50 of a StringList, keys of 50 characters,
// texts of 1 to 512), which are not enforced: what the service does beyond them has
// not been seen.
type updateVariable struct{}

func (updateVariable) Run(_ context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	written, err := text(inputs, "Name")
	if err != nil {
		return emulate.Result{}, err
	}
	name, ok := strings.CutPrefix(written, "variable:")
	if !ok {
		return emulate.Result{}, emulate.Invalid("Input Name is %s, expected variable:NAME", written)
	}
	v, ok := inputs.Get("Value")
	if !ok {
		return emulate.Result{}, emulate.Invalid("Missing required input: Value")
	}
	declared, ok := env.VariableType(name)
	if !ok {
		return emulate.Result{}, emulate.Invalid("Variable %s is not declared", name)
	}
	fitting, ok := fit(v, declared)
	if !ok {
		return emulate.Result{}, emulate.Invalid("The value of variable %s must be of type %s, it is a %s", name, declared, emulate.TypeOf(v))
	}
	env.SetVariable(name, fitting)
	return emulate.Result{}, nil
}

// fit knows no conversions, as AWS's guide says. Two things are no conversion: a
// list of one text for a text, which AWS's own runbooks assign, and an empty list,
// which may be one of maps or of texts.
func fit(v any, declared emulate.Type) (any, bool) {
	if declared == emulate.String {
		if list, ok := v.([]any); ok && len(list) == 1 {
			v = list[0]
		}
	}
	if list, ok := v.([]any); ok && len(list) == 0 {
		return v, declared == emulate.StringList || declared == emulate.MapList
	}
	return v, emulate.TypeOf(v) == declared
}
