package actions

import (
	"context"
	"fmt"
	"net/url"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// invokeWebhook sends a request to the URL of an integration, which Automation
// keeps in Parameter Store.
type invokeWebhook struct{}

// IntegrationPrefix is where the integrations are, with the ID that AWS's guide
// gives for them.
const IntegrationPrefix = "/d9d01087-4a3f-49e0-b0b4-d568d7826553/ssm/integrations/webhook/"

func (invokeWebhook) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	name, err := text(inputs, "IntegrationName")
	if err != nil {
		return emulate.Result{}, err
	}
	answer, err := env.Call(ctx, "ssm", "GetParameter", value.New("Name", IntegrationPrefix+name, "WithDecryption", true))
	if err != nil {
		return emulate.Result{}, err
	}
	post, err := integration(name, answer.Object("Parameter").Text("Value"))
	if err != nil {
		return emulate.Result{}, err
	}
	if _, ok := inputs.Get("Body"); ok {
		if post.Body, err = text(inputs, "Body"); err != nil {
			return emulate.Result{}, err
		}
	}
	posted, err := env.Send(ctx, post)
	if err != nil {
		return emulate.Result{}, err
	}
	given := result(
		emulate.Output{Name: "Response", Type: emulate.String, Value: posted.Body},
		emulate.Output{Name: "ResponseCode", Type: emulate.Integer, Value: number(posted.Code)},
	)
	// Which codes fail the step is not documented.
	if posted.Code < 200 || posted.Code > 299 {
		return given, unexpected(emulate.Executing, fmt.Sprintf("The webhook %s answered with the status code %d", name, posted.Code))
	}
	return given, nil
}

// integration reads the parameter of an integration: JSON with url, headers and
// payload.
func integration(name, written string) (emulate.Post, error) {
	v, err := value.Decode([]byte(written))
	settings, ok := v.(*value.Object)
	if err != nil || !ok {
		return emulate.Post{}, emulate.Invalid("The integration %s is not a JSON object", name)
	}
	address := settings.Text("url")
	if parsed, err := url.Parse(address); err != nil || parsed.Scheme != "https" || parsed.Host == "" {
		return emulate.Post{}, emulate.Invalid("The integration %s has no url that begins with https", name)
	}
	return emulate.Post{URL: address, Headers: settings.Object("headers"), Body: settings.Text("payload")}, nil
}
