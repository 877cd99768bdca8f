package endpoint

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// ec2 is the protocol of that service: query with names of its own, and without an
// element around the result.
type ec2 struct{}

func (ec2) decode(in *received, at target) (*value.Object, error) {
	root, err := grow(in.form)
	if err != nil {
		return nil, err
	}
	return formBody{ec2: true}.structure(at.op.Input(), root, 0)
}

func (ec2) encode(out *reply, at target, output *value.Object) error {
	w := &xmlWriter{}
	name := at.op.Name() + "Response"
	w.open(name, "xmlns", at.op.Service().XMLNamespace())
	w.leaf("requestId", out.requestID)
	if err := w.members(at.op.Output(), output, nil); err != nil {
		return err
	}
	w.close(name)
	out.xml(w)
	return nil
}

func (ec2) refuse(out *reply, at target, refusal *cloud.APIError) {
	w := &xmlWriter{}
	w.open("Response")
	w.open("Errors")
	w.open("Error")
	w.leaf("Code", faultCode(at, refusal))
	w.leaf("Message", refusal.Message)
	w.close("Error")
	w.close("Errors")
	w.leaf("RequestID", out.requestID)
	w.close("Response")
	out.xml(w)
}
