// Package endpoint lets programs that talk to AWS talk to a cloud.Cloud: boto3 in
// a script, the AWS CLI, any SDK.
//
//	handler := endpoint.New(account, endpoint.Config{Clock: clock})
//	listener, err := net.Listen("tcp", "127.0.0.1:0")
//	...
//	err = endpoint.Serve(ctx, listener, handler)
//
// It lives here: finding out which operation a request is for, reading its input,
// and writing the answer, in all protocols that AWS has: query, ec2, json,
// rest-json, rest-xml and smithy-rpc-v2-cbor. It does not live here: who answers.
//
// Signatures are read for what they say, the service and the region, and not
// checked: there are no secrets. Operations with event streams are refused.
package endpoint

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strconv"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/random"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Config says how requests are answered. Only Clock is needed.
type Config struct {
	Clock clock.Clock
	// Seed is what the IDs of requests follow from.
	Seed uint64
	// Region is that of requests that name none; cloud.DefaultRegion when it is empty.
	Region string
	// MaxBody is how many bytes the body of a request may have; 0 stands for
	// 16 MiB.
	MaxBody int64
	// Observe is told each call that was understood, with its answer or error, when
	// it is not nil. It may be called by several goroutines at once.
	Observe func(cloud.Request, cloud.Response, error)
}

const defaultMaxBody = 16 << 20

// New makes a handler that answers requests to AWS from c. Requests that fail to be
// understood get an error in AWS's form; so does one in which the handler or the
// cloud panics.
func New(c cloud.Cloud, config Config) http.Handler {
	if config.Region == "" {
		config.Region = cloud.DefaultRegion
	}
	if config.MaxBody == 0 {
		config.MaxBody = defaultMaxBody
	}
	ids := random.New(config.Seed, "endpoint")
	return &handler{cloud: cloud.WithMetadata(c, ids, config.Clock), config: config, ids: ids}
}

type handler struct {
	cloud  cloud.Cloud
	config Config
	ids    *random.Source
	finder finder
}

// ServeHTTP implements http.Handler.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.answer(r).send(w, r)
}

// answer makes the reply to a request.
func (h *handler) answer(r *http.Request) (out *reply) {
	at := target{protocol: restJSON{}}
	defer func() {
		if p := recover(); p != nil {
			out = h.refuse(at, &cloud.APIError{
				Code: "InternalFailure", HTTPStatus: http.StatusNotImplemented,
				Message: fmt.Sprintf("The emulator has failed at this request, which is a defect of its own: %v", p),
			})
		}
	}()
	in, err := receive(r, h.config.MaxBody)
	if err != nil {
		refusal := &cloud.APIError{Code: "SerializationException", Message: err.Error(), HTTPStatus: http.StatusBadRequest}
		if errors.Is(err, errTooLarge) {
			refusal.Code, refusal.HTTPStatus = "RequestEntityTooLarge", http.StatusRequestEntityTooLarge
		}
		at.protocol = likelyProtocol(r)
		return h.refuse(at, refusal)
	}
	at, refusal := h.finder.find(in)
	if refusal != nil {
		return h.refuse(at, refusal)
	}
	req, err := h.request(in, at)
	if err != nil {
		return h.refuse(at, err)
	}
	answer, err := h.cloud.Call(r.Context(), req)
	if h.config.Observe != nil {
		h.config.Observe(req, answer, err)
	}
	if err != nil {
		return h.refuse(at, err)
	}
	encoding, _ := req.Input.Get("EncodingType")
	at.encoded = encoding == "url"
	return h.write(at, req, answer.Output)
}

// request reads the call out of a request, checked as boto3 checks it.
func (h *handler) request(in *received, at target) (cloud.Request, error) {
	if m, ok := streams(at.op); ok {
		return cloud.Request{}, &cloud.APIError{
			Code: "NotImplemented", HTTPStatus: http.StatusNotImplemented,
			Message: fmt.Sprintf("The operation %s has an event stream (%s), which is not emulated.", at.op.Name(), m.Name()),
		}
	}
	if !tellsEncoding(at.op) {
		if err := in.inflate(h.config.MaxBody); err != nil {
			return cloud.Request{}, malformed(at, err)
		}
	}
	given, err := at.protocol.decode(in, at)
	if err != nil {
		return cloud.Request{}, malformed(at, err)
	}
	input, err := cloud.Parameters(at.op, given)
	if err != nil {
		return cloud.Request{}, err
	}
	region := in.sign.region
	if region == "" {
		region = h.config.Region
	}
	return cloud.Request{Service: at.op.Service().Name(), Operation: at.op.Name(), Region: region, Input: input}, nil
}

// streams is the member of an operation that is an event stream.
func streams(op awsapi.Operation) (awsapi.Member, bool) {
	for _, s := range []awsapi.Shape{op.Input(), op.Output()} {
		for m := range s.Members() {
			if m.Shape().EventStream() {
				return m, true
			}
		}
	}
	return awsapi.Member{}, false
}

// tellsEncoding is true for operations that take the encoding of what they carry
// as an input, so that it is not undone.
func tellsEncoding(op awsapi.Operation) bool {
	for m := range op.Input().Members() {
		if m.Location() == awsapi.InHeader && http.CanonicalHeaderKey(wireName(m)) == "Content-Encoding" {
			return true
		}
	}
	return false
}

// write makes the reply of an answer.
func (h *handler) write(at target, req cloud.Request, output *value.Object) *reply {
	out := h.reply(requestID(output))
	out.status = http.StatusOK
	if status := at.op.Status(); status != 0 {
		out.status = status
	}
	err := at.protocol.encode(out, at, output)
	if bodyless(out.status) && len(out.body) > 0 && anyInBody(at.op.Output()) {
		out.status = http.StatusOK // the model tells a status that cannot carry its own answer
	}
	if err != nil {
		return h.refuse(at, fmt.Errorf("the answer to %s %s cannot be written in its protocol: %w", req.Service, req.Operation, err))
	}
	return out
}

// reply begins a reply with the ID of its request.
func (h *handler) reply(id string) *reply {
	if id == "" {
		id = h.ids.UUID()
	}
	return &reply{header: http.Header{}, requestID: id}
}

func requestID(output *value.Object) string {
	metadata := output.Object("ResponseMetadata")
	text := metadata.Text("RequestId")
	return headerSafe(text)
}

// refuse makes the reply of an error.
func (h *handler) refuse(at target, err error) *reply {
	refusal := refusalOf(at, err)
	out := h.reply(headerSafe(refusal.RequestID))
	out.status = refusal.HTTPStatus
	at.protocol.refuse(out, at, refusal)
	return out
}

// bodyless tells the statuses of answers without a body.
func bodyless(status int) bool {
	return status == http.StatusNoContent || status == http.StatusNotModified
}

// send writes the reply to the client.
func (out *reply) send(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	maps.Copy(header, out.header)
	length := http.CanonicalHeaderKey("Content-Length")
	empty := bodyless(out.status)
	if r.Method != http.MethodHead || header.Get(length) == "" {
		header.Set(length, strconv.Itoa(len(out.body)))
	}
	if empty {
		header.Del(length)
	}
	w.WriteHeader(out.status)
	if r.Method != http.MethodHead && !empty {
		// The client may be gone, which is its own business.
		_, _ = w.Write(out.body)
	}
}
