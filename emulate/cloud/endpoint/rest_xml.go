package endpoint

import (
	"cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// restXML is the protocol rest-xml: the operation in method and path, bodies in
// XML. S3 has ways of its own.
type restXML struct{ s3 bool }

func (p restXML) decode(in *received, at target) (*value.Object, error) {
	out, err := restInput(in, at)
	if err != nil {
		return nil, err
	}
	if p.s3 {
		copySource(out)
	}
	shape := at.op.Input()
	if p := payload(shape); p.Exists() {
		if plainPayload(p) {
			if len(in.body) > 0 {
				out.Set(p.Name(), string(in.body))
			}
			return out, nil
		}
		root, err := parseXML(in.body)
		if err != nil || root == nil {
			return out, err
		}
		v, err := xmlBody{}.read(p, root)
		if err != nil {
			return nil, err
		}
		out.Set(p.Name(), v)
		return out, nil
	}
	if !anyInBody(shape) {
		return out, nil
	}
	root, err := parseXML(in.body)
	if err != nil || root == nil {
		return out, err
	}
	body, err := xmlBody{}.readStructure(shape, root, inBody)
	if err != nil {
		return nil, err
	}
	for name, v := range body.All() {
		out.Set(name, v)
	}
	return out, nil
}

func (p restXML) encode(out *reply, at target, output *value.Object) error {
	shape := at.op.Output()
	p.head(out)
	if p.s3 && at.encoded {
		output = urlEncoded(output)
	}
	if m := payload(shape); m.Exists() {
		return p.payload(out, at, m, output)
	}
	if err := restOutput(out, at, output); err != nil {
		return err
	}
	if !anyInBody(shape) {
		return nil
	}
	w := &xmlWriter{}
	if p.s3 && at.op.Name() == "GetBucketLocation" {
		// The member is the root itself.
		v, _ := output.Get("LocationConstraint")
		text, _ := value.ScalarText(v)
		w.open("LocationConstraint", "xmlns", s3Namespace)
		w.text(text)
		w.close("LocationConstraint")
	} else {
		space := at.op.Service().XMLNamespace()
		if p.s3 {
			space = s3Namespace
		}
		root := cmp.Or(shape.WireName(), at.op.Name()+"Result")
		w.open(root, "xmlns", space)
		if err := w.members(shape, output, inBody); err != nil {
			return err
		}
		w.close(root)
	}
	out.body = append([]byte(xmlHead), w.b.Bytes()...)
	return nil
}

func (p restXML) payload(out *reply, at target, m awsapi.Member, output *value.Object) error {
	if plainPayload(m) {
		if err := rawPayload(out, m.Name(), output); err != nil {
			return err
		}
		return restOutput(out, at, output)
	}
	if err := restOutput(out, at, output); err != nil {
		return err
	}
	v, ok := output.Get(m.Name())
	if !ok || v == nil {
		return nil
	}
	w := &xmlWriter{}
	if err := w.value(m, wireName(m), v); err != nil {
		return err
	}
	out.body = append([]byte(xmlHead), w.b.Bytes()...)
	return nil
}

func (p restXML) head(out *reply) {
	out.header.Set("Content-Type", "application/xml")
	if p.s3 {
		out.header["x-amz-request-id"] = []string{out.requestID}
		out.header["x-amz-id-2"] = []string{hostID(out.requestID)}
		return
	}
	out.header["x-amzn-RequestId"] = []string{out.requestID}
}

func (p restXML) refuse(out *reply, at target, refusal *cloud.APIError) {
	w := errorResponse(at, refusal, out.requestID)
	if p.s3 {
		w = &xmlWriter{}
		w.open("Error")
		w.leaf("Code", faultCode(at, refusal))
		w.leaf("Message", refusal.Message)
		w.leaf("RequestId", out.requestID)
		w.leaf("HostId", hostID(out.requestID))
		w.close("Error")
	}
	p.head(out)
	out.body = append([]byte(xmlHead), w.b.Bytes()...)
}
