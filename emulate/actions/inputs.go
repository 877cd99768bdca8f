package actions

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// text is a required input that is a text. A list with one text is one, too.
func text(inputs *value.Object, name string) (string, error) {
	v, ok := inputs.Get(name)
	if !ok {
		return "", emulate.Invalid("Missing required input: %s", name)
	}
	if list, isList := v.([]any); isList && len(list) == 1 {
		v = list[0]
	}
	s, ok := v.(string)
	if !ok {
		return "", emulate.Invalid("Input %s is a %s, not a String", name, emulate.TypeOf(v))
	}
	return s, nil
}
