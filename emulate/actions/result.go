package actions

import (
	"encoding/json"
	"strconv"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// result is the result of an action with outputs of its own: Selectors look into
// the object of them, and OutputPayload is its JSON. Outputs without a value are
// not there.
func result(outputs ...emulate.Output) emulate.Result {
	root := value.New()
	var known []emulate.Output
	for _, o := range outputs {
		if o.Value != nil {
			root.Set(o.Name, o.Value)
			known = append(known, o)
		}
	}
	return emulate.Result{Root: root, Outputs: append(known, payload(root))}
}

// payload is the output OutputPayload: the JSON of all that an action gave.
func payload(v any) emulate.Output {
	text, err := value.Encode(v)
	if err != nil {
		// Values are made of what JSON can say.
		return emulate.Output{Name: "OutputPayload"}
	}
	return emulate.Output{Name: "OutputPayload", Type: emulate.String, Value: string(text)}
}

// number is a whole number as a value.
func number(n int) json.Number { return json.Number(strconv.Itoa(n)) }
