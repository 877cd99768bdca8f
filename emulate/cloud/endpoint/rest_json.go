package endpoint

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// restJSON is the protocol rest-json: the operation in method and path, bodies in
// JSON.
type restJSON struct{}

func (restJSON) decode(in *received, at target) (*value.Object, error) {
	out, err := restInput(in, at)
	if err != nil {
		return nil, err
	}
	shape := at.op.Input()
	if p := payload(shape); p.Exists() {
		if plainPayload(p) {
			if len(in.body) > 0 {
				out.Set(p.Name(), string(in.body))
			}
			return out, nil
		}
		v, err := jsonBody{}.parse(in.body)
		if err != nil || v == nil {
			return out, err
		}
		read, err := jsonBody{}.read(p, v, 0)
		if err != nil {
			return nil, err
		}
		out.Set(p.Name(), read)
		return out, nil
	}
	if !anyInBody(shape) {
		return out, nil
	}
	v, err := jsonBody{}.parse(in.body)
	if err != nil || v == nil {
		return out, err
	}
	o, ok := v.(*value.Object)
	if !ok {
		return nil, &wrongBody{"the body is " + value.Kind(v) + ", expected an object"}
	}
	body, err := jsonBody{}.readStructure(shape, o, 0, inBody)
	if err != nil {
		return nil, err
	}
	for name, v := range body.All() {
		out.Set(name, v)
	}
	return out, nil
}

func (restJSON) encode(out *reply, at target, output *value.Object) error {
	shape := at.op.Output()
	p := payload(shape)
	out.header["x-amzn-RequestId"] = []string{out.requestID}
	if p.Exists() && plainPayload(p) {
		if err := rawPayload(out, p.Name(), output); err != nil {
			return err
		}
		return restOutput(out, at, output)
	}
	out.header.Set("Content-Type", "application/json")
	if err := restOutput(out, at, output); err != nil {
		return err
	}
	var body any
	var err error
	if p.Exists() {
		v, ok := output.Get(p.Name())
		if !ok || v == nil {
			return nil
		}
		body, err = jsonBody{}.write(p, v)
	} else {
		body, err = jsonBody{}.writeStructure(shape, output, inBody)
	}
	if err != nil {
		return err
	}
	out.body, err = value.Encode(body)
	return err
}

// rawPayload makes a member the body as it is.
func rawPayload(out *reply, name string, output *value.Object) error {
	out.header.Set("Content-Type", "application/octet-stream")
	v, ok := output.Get(name)
	if !ok || v == nil {
		return nil
	}
	var err error
	out.body, err = bodyBytes(v)
	return err
}

func (restJSON) refuse(out *reply, at target, refusal *cloud.APIError) {
	out.header.Set("Content-Type", "application/json")
	out.header["x-amzn-RequestId"] = []string{out.requestID}
	name := faultName(at, refusal)
	out.header["x-amzn-ErrorType"] = []string{headerSafe(name)}
	queryCompatible(out, at, refusal)
	out.body = jsonRefusal(name, refusal.Message)
}
