package endpoint

import (
	"net/http"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// query is the protocol of that name: form parameters in, XML out.
type query struct{}

func (query) decode(in *received, at target) (*value.Object, error) {
	root, err := grow(in.form)
	if err != nil {
		return nil, err
	}
	return formBody{names: namesOf(at.op)}.structure(at.op.Input(), root, 0)
}

func (query) encode(out *reply, at target, output *value.Object) error {
	w := &xmlWriter{names: namesOf(at.op)}
	name := at.op.Name()
	w.open(name+"Response", "xmlns", at.op.Service().XMLNamespace())
	if at.op.Output().Exists() {
		result := at.op.ResultWrapper()
		if result == "" {
			result = name + "Result"
		}
		w.open(result)
		if err := w.members(at.op.Output(), output, nil); err != nil {
			return err
		}
		w.close(result)
	}
	w.open("ResponseMetadata")
	w.leaf("RequestId", out.requestID)
	w.close("ResponseMetadata")
	w.close(name + "Response")
	out.xml(w)
	return nil
}

func (query) refuse(out *reply, at target, refusal *cloud.APIError) {
	out.xml(errorResponse(at, refusal, out.requestID))
}

// errorResponse is an error as query and most services of rest-xml write it.
func errorResponse(at target, refusal *cloud.APIError, requestID string) *xmlWriter {
	w := &xmlWriter{}
	w.open("ErrorResponse", "xmlns", at.op.Service().XMLNamespace())
	w.open("Error")
	side := "Sender"
	if refusal.HTTPStatus >= http.StatusInternalServerError {
		side = "Receiver"
	}
	w.leaf("Type", side)
	w.leaf("Code", faultCode(at, refusal))
	w.leaf("Message", refusal.Message)
	w.close("Error")
	w.leaf("RequestId", requestID)
	w.close("ErrorResponse")
	return w
}

// faultCode is the code of an error in XML, also where it is named like its
// shape.
func faultCode(at target, refusal *cloud.APIError) string {
	if s, ok := fault(at.op, refusal.Code); ok {
		f, _ := s.Fault()
		return f.Code
	}
	return refusal.Code
}

// xml makes what is written the body.
func (out *reply) xml(w *xmlWriter) {
	out.header.Set("Content-Type", "text/xml;charset=UTF-8")
	out.header["x-amzn-RequestId"] = []string{out.requestID}
	out.body = append([]byte(xmlHead), w.b.Bytes()...)
}
