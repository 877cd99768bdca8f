package emulate

import (
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas"
)

// Given is the result of a step that is known beforehand: the step gets it instead
// of doing what its action does.
type Given struct {
	// Response holds the action's own outputs by name, or is the answer of the API
	// that the step calls by name.
	Response *value.Object
	// Failure is why the step fails, a sentence; empty for a step that does not.
	Failure string
	// Place says where this is written.
	Place string
}

// given is the result that an attempt at a step is given; false when it has to act
// itself.
func (r *run) given(s *document.Step, inputs *value.Object) (result Result, ok bool, err error) {
	if r.config.Given == nil {
		return Result{}, false, nil
	}
	g, ok := r.config.Given(r.path+s.Name.Text, inputs)
	if !ok {
		return Result{}, false, nil
	}
	r.emit(ResultSupplied{At: r.config.Clock.Now(), Step: s.Name.Text, Why: "its result is that of " + g.Place})
	root := schemas.RootUnknown
	if spec, known := schemas.Action(s.Action.Text); known {
		root = spec.UserOutputs.Root
	}
	if g.Failure != "" {
		doing := Executing
		if root == schemas.RootPayload {
			doing = Polling
		}
		return Result{}, true, &Failure{Stage: Invocation, Type: ActionFailure, Doing: doing, Cause: g.Failure}
	}
	return givenResult(s.Action.Text, root, g.Response), true, nil
}

// givenResult makes of a response what the action would have made of it.
func givenResult(action string, root schemas.SelectorRoot, response *value.Object) Result {
	if root == schemas.RootResponse {
		return Result{Root: response}
	}
	result := Result{Root: response}
	outputs := response
	if root == schemas.RootResult {
		// Selectors look into what the function returned, which the output Payload
		// has as text.
		returned, _ := response.Get("Payload")
		outputs = value.Clone(response).(*value.Object)
		if written, ok := returned.(string); !ok {
			outputs.Set("Payload", encoded(returned))
		} else if decoded, err := value.Decode([]byte(written)); err == nil {
			returned = decoded
		}
		result.Root = returned
	}
	spec, known := schemas.Action(action)
	for name, v := range outputs.All() {
		o := Output{Name: name, Type: TypeOf(v), Value: v}
		if known {
			if own, ok := spec.Output(name); ok && own.Type != "Any" {
				o.Type = Type(own.Type)
			}
		}
		result.Outputs = append(result.Outputs, o)
	}
	if outputs.Len() > 0 {
		result.Outputs = append(result.Outputs, Output{
			Name: schemas.OutputPayload, Type: String, Value: encoded(result.Root),
		})
	}
	return result
}

// encoded is a value as JSON, which it can always be written as.
func encoded(v any) string {
	text, err := value.Encode(v)
	if err != nil {
		return ""
	}
	return string(text)
}
