package endpoint

import (
	"cmp"
	"net/http"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// awsJSON is the protocol json of a version: one object in, one out, the
// operation in the header X-Amz-Target.
type awsJSON struct{ version string }

func (p awsJSON) decode(in *received, at target) (*value.Object, error) {
	v, err := jsonBody{}.parse(in.body)
	if err != nil || v == nil {
		return nil, err
	}
	o, ok := v.(*value.Object)
	if !ok {
		return nil, &wrongBody{"the body is " + value.Kind(v) + ", expected an object"}
	}
	return jsonBody{}.readStructure(at.op.Input(), o, 0, nil)
}

func (p awsJSON) encode(out *reply, at target, output *value.Object) error {
	body, err := jsonBody{}.writeStructure(at.op.Output(), output, nil)
	if err != nil {
		return err
	}
	p.head(out)
	out.body, err = value.Encode(body)
	return err
}

func (p awsJSON) refuse(out *reply, at target, refusal *cloud.APIError) {
	p.head(out)
	queryCompatible(out, at, refusal)
	out.body = jsonRefusal(faultName(at, refusal), refusal.Message)
}

func (p awsJSON) head(out *reply) {
	out.header.Set("Content-Type", "application/x-amz-json-"+cmp.Or(p.version, "1.1"))
	out.header["x-amzn-RequestId"] = []string{out.requestID}
}

// queryCompatible tells the code that a service gave when it still spoke query.
func queryCompatible(out *reply, at target, refusal *cloud.APIError) {
	if !at.op.Service().QueryCompatible() {
		return
	}
	side := "Sender"
	if refusal.HTTPStatus >= http.StatusInternalServerError {
		side = "Receiver"
	}
	out.header["x-amzn-query-error"] = []string{refusal.Code + ";" + side}
}

// jsonRefusal is the body of an error in JSON.
func jsonRefusal(code, message string) []byte {
	// Two texts can always be written.
	body, _ := value.Encode(value.New("__type", code, "message", message))
	return body
}
