package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/document"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// maxDepth is how deep values may nest, in requests and answers. The services
// allow about 32 levels.
const maxDepth = 200

// A Request is what goes over the wire. Its URL has a path and a query only, its
// header nothing of signing, and its body is in Body alone.
type Request struct {
	*http.Request
	Body []byte
}

// Encode makes the request of an operation in the protocol that is preferred for
// the service. The input has the names of the index; a nil input is an empty one.
func (c *Codecs) Encode(ctx context.Context, op awsapi.Operation, input *value.Object) (*Request, error) {
	return c.EncodeAs(ctx, op.Service().Protocol(), op, input)
}

// EncodeAs is Encode in a protocol of the caller's choice.
func (c *Codecs) EncodeAs(ctx context.Context, protocol string, op awsapi.Operation, input *value.Object) (*Request, error) {
	codec, err := c.of(op.Service(), protocol)
	if err != nil {
		return nil, err
	}
	schema := codec.operation(op)
	w := &writer{codec: codec, schema: schema.Input, shape: op.Input(), input: input}
	var in smithy.Serializable = w
	if payload, ok := streamed(op.Input()); ok {
		if text, given := input.Get(payload.Name()); given && text != nil {
			in = &streamWriter{writer: w, stream: bytes.NewReader([]byte(w.text(text)))}
			w.streamed = payload.Name()
		}
	}
	req, ok := smithyhttp.NewStackRequest().(*smithyhttp.Request)
	if !ok {
		return nil, fmt.Errorf("make a request: smithy-go made a %T", req)
	}
	// The codec for rpc-v2 takes the operation's name from here.
	ctx = middleware.WithOperationName(ctx, op.Name())
	err = codec.protocol.SerializeRequest(ctx, schema, in, req)
	if w.err != nil {
		err = w.err
	}
	if err != nil {
		return nil, fmt.Errorf("write the request of %s %s: %w", op.Service().Name(), op.Name(), err)
	}
	made := &Request{Request: req.Build(ctx)}
	for name, text := range serviceHeaders(op.Service()) {
		made.Header.Set(name, text)
	}
	if stream := req.GetStream(); stream != nil {
		if made.Body, err = io.ReadAll(stream); err != nil {
			return nil, fmt.Errorf("write the request of %s %s: %w", op.Service().Name(), op.Name(), err)
		}
	}
	return made, nil
}

// streamed is the member that is the body as a stream of bytes.
func streamed(s awsapi.Shape) (awsapi.Member, bool) {
	m := s.Member(s.Payload())
	return m, m.Exists() && m.Streaming() && m.Shape().Type() == awsapi.Blob
}

// CheckStreams refuses operations with streams of events, which are not to be
// encoded or decoded.
func CheckStreams(op awsapi.Operation) error {
	switch {
	case hasEventStream(op.Input()):
		return fmt.Errorf("%s %s takes a stream of events, which a runbook cannot send", op.Service().Name(), op.Name())
	case hasEventStream(op.Output()):
		return fmt.Errorf("%s %s answers with a stream of events, which a runbook cannot read", op.Service().Name(), op.Name())
	}
	return nil
}

// hasEventStream reports whether a member of the structure is a stream of events.
func hasEventStream(s awsapi.Shape) bool {
	for m := range s.Members() {
		if m.Shape().EventStream() {
			return true
		}
	}
	return false
}

// A writer writes the input of an operation. Serializers report no errors, so
// the first of its own stays in err.
type writer struct {
	codec  *codec
	schema *smithy.Schema
	shape  awsapi.Shape
	input  *value.Object
	// streamed is the member that is written elsewhere.
	streamed string
	depth    int
	err      error
}

// A streamWriter is a writer whose body is a stream of bytes.
type streamWriter struct {
	*writer
	stream io.Reader
}

// GetPayloadStream implements smithy.StreamingInput.
func (w *streamWriter) GetPayloadStream() io.Reader { return w.stream }

// Serialize implements smithy.Serializable.
func (w *writer) Serialize(s smithy.ShapeSerializer) {
	s.WriteStruct(w.schema)
	w.members(s, w.schema, w.shape, w.input)
	s.CloseStruct()
}

func (w *writer) fail(schema *smithy.Schema, v any) {
	if w.err == nil {
		w.err = fmt.Errorf("%s: %T is no value for a %s", schema.MemberName(), v, schema.TargetID().Name)
	}
}

func (w *writer) text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return string(v)
	case bool:
		return strconv.FormatBool(v)
	}
	if w.err == nil {
		w.err = fmt.Errorf("%T is no text", v)
	}
	return ""
}

// members writes the members that have a value, in the order of the shape. A map
// of query parameters comes first, because explicit ones win over it.
func (w *writer) members(s smithy.ShapeSerializer, schema *smithy.Schema, shape awsapi.Shape, o *value.Object) {
	for name := range o.All() {
		if w.err == nil && schema.Member(name) == nil {
			w.err = fmt.Errorf("%s has no member %q", shape.Name(), name)
		}
	}
	for _, maps := range []bool{true, false} {
		for m := range shape.Members() {
			v, ok := o.Get(m.Name())
			inMap := m.Location() == awsapi.InQuery && m.Shape().Type() == awsapi.Map
			if !ok || v == nil || inMap != maps || m.Name() == w.streamed && w.depth == 0 {
				continue
			}
			w.value(s, schema.Member(m.Name()), m.Shape(), v)
		}
	}
}

// value writes one value.
func (w *writer) value(s smithy.ShapeSerializer, schema *smithy.Schema, shape awsapi.Shape, v any) {
	if w.depth++; w.depth > maxDepth && w.err == nil {
		w.err = fmt.Errorf("%s: more than %d levels of lists and structures", schema.MemberName(), maxDepth)
	}
	defer func() { w.depth-- }()
	if w.err != nil {
		return
	}
	if v == nil {
		s.WriteNil(schema)
		return
	}
	switch schema.Type() {
	case smithy.ShapeTypeStructure, smithy.ShapeTypeMap:
		o, ok := v.(*value.Object)
		if !ok {
			w.fail(schema, v)
			return
		}
		w.object(s, schema, shape, o)
	case smithy.ShapeTypeList:
		list, ok := v.([]any)
		if !ok {
			w.fail(schema, v)
			return
		}
		s.WriteList(schema)
		for _, item := range list {
			w.value(s, schema.ListMember(), shape.Elem().Shape(), item)
		}
		s.CloseList()
	case smithy.ShapeTypeDocument:
		if !w.codec.json() {
			w.err = fmt.Errorf("%s: a value of any form cannot be sent in the protocol %s", schema.MemberName(), w.codec.name)
			return
		}
		text, err := value.Encode(v)
		if err != nil {
			w.err = err
			return
		}
		s.WriteDocument(schema, document.Opaque{Value: rawDocument(text)})
	default:
		w.scalar(s, schema, v)
	}
}

func (w *writer) object(s smithy.ShapeSerializer, schema *smithy.Schema, shape awsapi.Shape, o *value.Object) {
	if schema.Type() == smithy.ShapeTypeStructure {
		s.WriteStruct(schema)
		w.members(s, schema, shape, o)
		s.CloseStruct()
		return
	}
	s.WriteMap(schema)
	for key, v := range o.All() {
		s.WriteKey(schema.MapKey(), key)
		w.value(s, schema.MapValue(), shape.Value().Shape(), v)
	}
	s.CloseMap()
}

func (w *writer) scalar(s smithy.ShapeSerializer, schema *smithy.Schema, v any) {
	text := w.text(v)
	var err error
	switch schema.Type() {
	case smithy.ShapeTypeString:
		s.WriteString(schema, text)
	case smithy.ShapeTypeBlob:
		// As with boto3, a text stands for its own bytes.
		s.WriteBlob(schema, []byte(text))
	case smithy.ShapeTypeBoolean:
		var b bool
		if b, err = strconv.ParseBool(text); err == nil {
			s.WriteBool(schema, b)
		}
	case smithy.ShapeTypeInteger:
		var n int64
		if n, err = strconv.ParseInt(text, 10, 32); err == nil {
			s.WriteInt32(schema, int32(n))
		}
	case smithy.ShapeTypeLong:
		var n int64
		if n, err = strconv.ParseInt(text, 10, 64); err == nil {
			s.WriteInt64(schema, n)
		}
	case smithy.ShapeTypeFloat:
		var f float64
		if f, err = strconv.ParseFloat(text, 32); err == nil {
			s.WriteFloat32(schema, float32(f))
		}
	case smithy.ShapeTypeDouble:
		var f float64
		if f, err = strconv.ParseFloat(text, 64); err == nil {
			s.WriteFloat64(schema, f)
		}
	case smithy.ShapeTypeTimestamp:
		if t, ok := ParseTime(text); ok {
			s.WriteTime(schema, t)
			return
		}
		err = fmt.Errorf("%q is no time; write it like 2006-01-02T15:04:05Z", text)
	default:
		w.fail(schema, v)
	}
	if err != nil && w.err == nil {
		w.err = fmt.Errorf("%s: %w", schema.MemberName(), err)
	}
}

// A rawDocument is a document that is written already, so that numbers stay as
// they are and keys keep their order.
type rawDocument []byte

// MarshalSmithyDocument implements smithy-go's document.Marshaler.
func (d rawDocument) MarshalSmithyDocument() ([]byte, error) { return d, nil }
