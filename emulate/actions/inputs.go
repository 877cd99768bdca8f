package actions

import (
	"encoding/json"
	"strconv"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/schemas"
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

// optionalText is an input that is a text, empty when it is not given.
func optionalText(inputs *value.Object, name string) (string, error) {
	if _, ok := inputs.Get(name); !ok {
		return "", nil
	}
	return text(inputs, name)
}

// textList is a required input that is a list of texts.
func textList(inputs *value.Object, name string) ([]string, error) {
	v, ok := inputs.Get(name)
	if !ok {
		return nil, emulate.Invalid("Missing required input: %s", name)
	}
	list, ok := v.([]any)
	if !ok {
		return nil, emulate.Invalid("Input %s is a %s, not a list", name, emulate.TypeOf(v))
	}
	for _, item := range list {
		if _, ok := item.(string); !ok {
			return nil, emulate.Invalid("Input %s has a %s as an element, not a String", name, emulate.TypeOf(item))
		}
	}
	return emulate.Wire(list), nil
}

// whole is an input that is a whole number or the text of one.
func whole(inputs *value.Object, name string, fallback int) (int, error) {
	v, ok := inputs.Get(name)
	if !ok {
		return fallback, nil
	}
	converted, err := emulate.Convert(v, emulate.Integer)
	if err != nil {
		return 0, emulate.Invalid("Input %s: %v", name, err)
	}
	digits, _ := converted.Value.(json.Number)
	n, err := strconv.Atoi(string(digits))
	if err != nil {
		return 0, emulate.Invalid("Input %s is not a number", name)
	}
	return n, nil
}

// flag is an input that is a boolean or the text of one, false when it is not
// given.
func flag(inputs *value.Object, name string) (bool, error) {
	v, ok := inputs.Get(name)
	if !ok {
		return false, nil
	}
	converted, err := emulate.Convert(v, emulate.Boolean)
	if err != nil {
		return false, emulate.Invalid("Input %s: %v", name, err)
	}
	is, _ := converted.Value.(bool)
	return is, nil
}

// renamed is the parameters of a call that an action makes of its inputs: each
// under its own name, or under the one given for it in pairs of names.
func renamed(inputs *value.Object, pairs ...string) *value.Object {
	parameters := value.New()
	for name, v := range inputs.All() {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				name = pairs[i+1]
			}
		}
		parameters.Set(name, v)
	}
	return parameters
}

// fallback is what the service takes for a text that is not given.
func fallback(action, input string) string {
	spec, _ := schemas.Action(action)
	in, _ := spec.Input(input)
	text, _ := in.Default.(string)
	return text
}
