package wire

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/encoding/cbor"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// A Refusal is an answer that reports an error.
type Refusal struct {
	Code, Message string
	Status        int
}

func (r *Refusal) Error() string { return fmt.Sprintf("%s: %s", r.Code, r.Message) }

// refusal reads code and message. An answer that does not tell them, such as one
// to HEAD or of something between here and AWS, has the HTTP status as its code,
// as with boto3.
func (c *codec) refusal(ctx context.Context, op awsapi.Operation, answer *Answer) error {
	response := answer.response()
	if response.StatusCode < 300 {
		response.StatusCode = http.StatusInternalServerError
	}
	r := &Refusal{Status: response.StatusCode}
	err := c.protocol.DeserializeResponse(ctx, c.operation(op), &smithy.TypeRegistry{}, response, &reader{})
	var told *smithy.GenericAPIError
	if errors.As(err, &told) && told.Code != unknownCode {
		r.Code, r.Message = told.Code, told.Message
		if r.Message == unknownCode {
			r.Message = c.messageOf(answer.Body)
		}
		return r
	}
	r.Code = strconv.Itoa(answer.Status)
	r.Message = http.StatusText(answer.Status)
	if body := bytes.TrimSpace(answer.Body); len(body) > 0 {
		r.Message += ": " + excerpt(body)
	}
	return r
}

// messageOf is the message of an error in CBOR that writes its name with a
// capital, which the codec does not look for.
func (c *codec) messageOf(body []byte) string {
	if c.name != "smithy-rpc-v2-cbor" {
		return ""
	}
	v, err := cbor.Decode(body)
	members, ok := v.(cbor.Map)
	if err != nil || !ok {
		return ""
	}
	message, _ := members["Message"].(cbor.String)
	return string(message)
}

// unknownCode is what smithy-go puts where an answer tells no code or message.
const unknownCode = "UnknownError"

// failedLate reports whether S3 answered 200 before it knew that the operation
// would fail, as it does for copies and multipart uploads: the body is an error.
func failedLate(op awsapi.Operation, body []byte) bool {
	if _, streams := streamed(op.Output()); streams || op.Service().Name() != "s3" || len(body) == 0 {
		return false
	}
	root, ok := rootElement(body)
	return ok && root.Name.Local == "Error"
}

func rootElement(body []byte) (xml.StartElement, bool) {
	d := xml.NewDecoder(bytes.NewReader(body))
	for {
		token, err := d.Token()
		if err != nil {
			return xml.StartElement{}, false
		}
		if start, ok := token.(xml.StartElement); ok {
			return start, true
		}
	}
}

// ErrorCode is the code, as packages of the AWS SDK ask for it.
func (r *Refusal) ErrorCode() string { return r.Code }

// HTTPStatusCode is the status, as packages of the AWS SDK ask for it.
func (r *Refusal) HTTPStatusCode() int { return r.Status }

// Refusal is the *Refusal that an answer reports, or nil if it reports none.
func (c *Codecs) Refusal(ctx context.Context, op awsapi.Operation, answer *Answer) error {
	codec, err := c.of(op.Service(), op.Service().Protocol())
	if err != nil {
		return err
	}
	if !codec.refuses(op, answer) {
		return nil
	}
	return codec.refusal(ctx, op, answer)
}

func (c *codec) refuses(op awsapi.Operation, answer *Answer) bool {
	return answer.Status < 200 || answer.Status > 299 || c.name == "rest-xml" && failedLate(op, answer.Body)
}
