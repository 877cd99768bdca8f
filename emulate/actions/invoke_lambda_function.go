package actions

import (
	"context"
	"encoding/base64"
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// invokeLambdaFunction invokes a function. Declared outputs select from what the
// function itself returns.
type invokeLambdaFunction struct{}

func (invokeLambdaFunction) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	if _, err := text(inputs, "FunctionName"); err != nil {
		return emulate.Result{}, err
	}
	parameters := renamed(inputs)
	parameters.Delete("InputPayload")
	for _, name := range []string{"InputPayload", "Payload"} { // the first one wins
		if v, ok := inputs.Get(name); ok {
			parameters.Set("Payload", plain(v))
			break
		}
	}
	answer, err := env.Call(ctx, "lambda", "Invoke", parameters)
	if err != nil {
		return emulate.Result{}, err
	}
	code, _ := answer.Get("StatusCode")
	written, returned := returnedBy(answer)
	outputs := []emulate.Output{
		{Name: "StatusCode", Type: emulate.Integer, Value: code},
		{Name: "Payload", Type: emulate.String, Value: written},
	}
	wrong := answer.Text("FunctionError")
	if wrong != "" {
		outputs = append(outputs, emulate.Output{Name: "FunctionError", Type: emulate.String, Value: wrong})
	}
	if log := answer.Text("LogResult"); log != "" {
		outputs = append(outputs, emulate.Output{Name: "LogResult", Type: emulate.String, Value: log})
	}
	if returned != nil {
		outputs = append(outputs, payload(returned))
	}
	given := emulate.Result{Root: returned, Outputs: outputs}
	if wrong != "" {
		return given, unexpected(emulate.Executing, fmt.Sprintf("The function failed (%s): %s", wrong, written))
	}
	return given, nil
}

// returnedBy is what the function returned: as text, and decoded where it is
// JSON. The API has it as bytes, which files of the AWS CLI have in base64.
func returnedBy(answer *value.Object) (written string, decoded any) {
	v, ok := answer.Get("Payload")
	if !ok {
		return "", nil
	}
	text, ok := v.(string)
	if !ok {
		return plain(v), v
	}
	if decoded, err := value.Decode([]byte(text)); err == nil {
		return text, decoded
	}
	if bytes, err := base64.StdEncoding.DecodeString(text); err == nil {
		if decoded, err := value.Decode(bytes); err == nil {
			return string(bytes), decoded
		}
	}
	return text, text
}
