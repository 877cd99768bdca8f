package endpoint

import (
	"net/http"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// protocol is a form of requests and answers.
type protocol interface {
	// decode reads the input out of a request. An error says what is wrong with the
	// request.
	decode(in *received, at target) (*value.Object, error)
	// encode writes an answer. An error says that a value does not suit the shape.
	encode(out *reply, at target, output *value.Object) error
	// refuse writes an error. The operation is absent where it is not known.
	refuse(out *reply, at target, refusal *cloud.APIError)
}

// reply is an answer before it is sent.
type reply struct {
	status    int
	header    http.Header
	body      []byte
	requestID string
}
