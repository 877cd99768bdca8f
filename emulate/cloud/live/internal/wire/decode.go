package wire

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/document"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// An Answer is what came back for a request, its body read to the end.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

func (a *Answer) response() *smithyhttp.Response {
	return &smithyhttp.Response{Response: &http.Response{
		StatusCode: a.Status, Header: a.Header, ProtoMajor: 1, ProtoMinor: 1,
		ContentLength: int64(len(a.Body)), Body: io.NopCloser(bytes.NewReader(a.Body)),
	}}
}

// Decode reads the answer to an operation in the protocol that is preferred for
// the service: the members that it has, in the order of the model, times as
// text, bytes in base64. An answer that reports an error gives a *Refusal.
func (c *Codecs) Decode(ctx context.Context, op awsapi.Operation, answer *Answer) (*value.Object, error) {
	return c.DecodeAs(ctx, op.Service().Protocol(), op, answer)
}

// DecodeAs is Decode for the protocol in which the request was written.
func (c *Codecs) DecodeAs(ctx context.Context, protocol string, op awsapi.Operation, answer *Answer) (*value.Object, error) {
	codec, err := c.of(op.Service(), protocol)
	if err != nil {
		return nil, err
	}
	if codec.refuses(op, answer) {
		return nil, codec.refusal(ctx, op, answer)
	}
	payload, streams := streamed(op.Output())
	// The codecs read JSON of any depth in recursion; the standard library has a
	// bound.
	if codec.json() && !streams && json.Unmarshal(answer.Body, new(json.RawMessage)) != nil && len(bytes.TrimSpace(answer.Body)) > 0 && !rawPayload(op.Output()) {
		return nil, fmt.Errorf("the answer to %s %s is not JSON: %s", op.Service().Name(), op.Name(), excerpt(answer.Body))
	}
	schema := codec.operation(op)
	r := &reader{codec: codec, schema: schema.Output, shape: op.Output(), output: value.New()}
	var out smithy.Deserializable = r
	var sr *streamReader
	if streams {
		sr = &streamReader{reader: r}
		out = sr
	}
	err = codec.protocol.DeserializeResponse(ctx, schema, &smithy.TypeRegistry{}, answer.response(), out)
	// An answer without anything in it, or one of "query" without the element for
	// results, is one where all is absent.
	if errors.Is(err, io.EOF) && (codec.name == "query" || len(bytes.TrimSpace(answer.Body)) == 0) {
		err = nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the answer to %s %s: %w", op.Service().Name(), op.Name(), err)
	}
	if sr != nil {
		r.output.Set(payload.Name(), base64.StdEncoding.EncodeToString(answer.Body))
	}
	for m := range op.Output().Members() {
		// boto3 has an empty map where no header begins so.
		if _, ok := r.output.Get(m.Name()); !ok && m.Location() == awsapi.InHeaders {
			r.output.Set(m.Name(), value.New())
		}
	}
	return ordered(op.Output(), r.output), nil
}

// rawPayload reports whether the body is one text or blob as it is.
func rawPayload(s awsapi.Shape) bool {
	t := s.Member(s.Payload()).Shape().Type()
	return t == awsapi.String || t == awsapi.Blob
}

// A reader reads the output of an operation.
type reader struct {
	codec  *codec
	schema *smithy.Schema
	shape  awsapi.Shape
	output *value.Object
	depth  int
}

// A streamReader is a reader of an answer whose body is a stream of bytes. It
// needs none of it: the whole body is known.
type streamReader struct{ *reader }

// SetPayloadStream implements smithy.StreamingOutput.
func (*streamReader) SetPayloadStream(io.ReadCloser) {}

// Deserialize implements smithy.Deserializable.
func (r *reader) Deserialize(d smithy.ShapeDeserializer) error {
	return r.members(d, r.schema, r.shape, r.output)
}

func (r *reader) members(d smithy.ShapeDeserializer, schema *smithy.Schema, shape awsapi.Shape, into *value.Object) error {
	return smithy.ReadStruct(d, schema, func(m *smithy.Schema) error {
		member := shape.Member(m.MemberName())
		v, err := r.value(d, m, member)
		if err == nil {
			into.Set(m.MemberName(), v)
		}
		return err
	})
}

// ordered puts the members of an object into the order of its shape.
func ordered(shape awsapi.Shape, o *value.Object) *value.Object {
	out := value.New()
	for m := range shape.Members() {
		if v, ok := o.Get(m.Name()); ok {
			out.Set(m.Name(), v)
		}
	}
	return out
}

func (r *reader) value(d smithy.ShapeDeserializer, schema *smithy.Schema, m awsapi.Member) (any, error) {
	if r.depth++; r.depth > maxDepth {
		return nil, fmt.Errorf("%s: more than %d levels of lists and structures", m.Name(), maxDepth)
	}
	defer func() { r.depth-- }()
	shape := m.Shape()
	switch schema.Type() {
	case smithy.ShapeTypeStructure:
		o := value.New()
		err := r.members(d, schema, shape, o)
		return ordered(shape, o), err
	case smithy.ShapeTypeList:
		list := []any{}
		err := smithy.ReadList(d, schema, func() error {
			v, err := r.held(d, schema.ListMember(), shape.Elem())
			list = append(list, v)
			return err
		})
		return list, err
	case smithy.ShapeTypeMap:
		o := value.New()
		err := smithy.ReadMap(d, schema, func(key string) error {
			v, err := r.held(d, schema.MapValue(), shape.Value())
			o.Set(key, v)
			return err
		})
		return o, err
	case smithy.ShapeTypeDocument:
		return r.document(d, schema)
	}
	return scalar(d, schema, m)
}

// held reads an element of a list or a value of a map, which may be null.
func (r *reader) held(d smithy.ShapeDeserializer, schema *smithy.Schema, m awsapi.Member) (any, error) {
	if null, err := d.ReadNil(schema); null || err != nil {
		return nil, err
	}
	return r.value(d, schema, m)
}

func (r *reader) document(d smithy.ShapeDeserializer, schema *smithy.Schema) (any, error) {
	if !r.codec.json() {
		return nil, fmt.Errorf("%s: a value of any form cannot be read in the protocol %s", schema.MemberName(), r.codec.name)
	}
	var v document.Value
	if err := d.ReadDocument(schema, &v); err != nil {
		return nil, err
	}
	opaque, ok := v.(document.Opaque)
	if !ok {
		return nil, fmt.Errorf("%s: a document that smithy-go read as %T", schema.MemberName(), v)
	}
	// The codec has lost the order of keys: they are sorted here.
	text, err := value.Encode(opaque.Value)
	if err != nil {
		return nil, err
	}
	return value.Decode(text)
}

func scalar(d smithy.ShapeDeserializer, schema *smithy.Schema, m awsapi.Member) (any, error) {
	switch schema.Type() {
	case smithy.ShapeTypeString:
		var text string
		if err := d.ReadString(schema, &text); err != nil || !m.JSONValue() {
			return text, err
		}
		return jsonValue(text)
	case smithy.ShapeTypeBoolean:
		var b bool
		err := d.ReadBool(schema, &b)
		return b, err
	case smithy.ShapeTypeInteger:
		if m.Location() == awsapi.InStatus { // ReadInt64 does not know it
			var n int32
			err := d.ReadInt32(schema, &n)
			return json.Number(strconv.Itoa(int(n))), err
		}
		fallthrough
	case smithy.ShapeTypeLong:
		var n int64
		err := d.ReadInt64(schema, &n)
		return json.Number(strconv.FormatInt(n, 10)), err
	case smithy.ShapeTypeFloat, smithy.ShapeTypeDouble:
		var f float64
		err := d.ReadFloat64(schema, &f)
		return number(f), err
	case smithy.ShapeTypeTimestamp:
		var t time.Time
		err := d.ReadTime(schema, &t)
		return formatTime(t), err
	case smithy.ShapeTypeBlob:
		var b []byte
		err := d.ReadBlob(schema, &b)
		return base64.StdEncoding.EncodeToString(b), err
	}
	return nil, fmt.Errorf("%s: no value can have the type of %s", schema.MemberName(), schema.TargetID().Name)
}

// number is a number that JSON has, or the text that AWS's JSON has for others.
func number(f float64) any {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	return json.Number(strconv.FormatFloat(f, 'g', -1, 64))
}

// jsonValue reads a header that holds JSON in base64.
func jsonValue(text string) (any, error) {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	return value.Decode(decoded)
}

// excerpt is the beginning of a body, for a message.
func excerpt(body []byte) string {
	const most = 200
	if len(body) > most {
		return fmt.Sprintf("%.*q...", most, body)
	}
	return fmt.Sprintf("%q", body)
}
