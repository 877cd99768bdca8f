package endpoint

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/fxamacker/cbor/v2"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// rpcCBOR is the protocol smithy-rpc-v2-cbor: the operation in the path, one CBOR
// map in, one out.
type rpcCBOR struct{}

var cborReader = sync.OnceValues(func() (cbor.DecMode, error) {
	return cbor.DecOptions{
		DefaultMapType:  reflect.TypeFor[map[string]any](),
		MaxNestedLevels: maxDepth,
		TimeTagToAny:    cbor.TimeTagToRFC3339Nano,
		DupMapKey:       cbor.DupMapKeyEnforcedAPF,
	}.DecMode()
})

var cborWriter = sync.OnceValues(func() (cbor.EncMode, error) {
	return cbor.EncOptions{Sort: cbor.SortBytewiseLexical}.EncMode()
})

func (p rpcCBOR) decode(in *received, at target) (*value.Object, error) {
	if len(in.body) == 0 {
		return nil, nil
	}
	reader, err := cborReader()
	if err != nil {
		return nil, err
	}
	var v any
	if err := reader.Unmarshal(in.body, &v); err != nil {
		return nil, fmt.Errorf("the body is no CBOR: %w", err)
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil, &wrongBody{"the body is no map with texts for keys"}
	}
	return p.readStructure(at.op.Input(), m)
}

func (p rpcCBOR) readStructure(s awsapi.Shape, from map[string]any) (*value.Object, error) {
	out := value.New()
	for m := range s.Members() {
		v, ok := from[wireName(m)]
		if !ok || v == nil {
			continue
		}
		read, err := p.read(m, v)
		if err != nil {
			return nil, err
		}
		out.Set(m.Name(), read)
	}
	return out, nil
}

func (p rpcCBOR) read(m awsapi.Member, v any) (any, error) {
	s := m.Shape()
	switch s.Type() {
	case awsapi.Structure:
		if from, ok := v.(map[string]any); ok {
			return p.readStructure(s, from)
		}
	case awsapi.Map:
		if from, ok := v.(map[string]any); ok {
			out := value.New()
			for _, key := range slices.Sorted(maps.Keys(from)) {
				if from[key] == nil {
					continue
				}
				read, err := p.read(s.Value(), from[key])
				if err != nil {
					return nil, err
				}
				out.Set(key, read)
			}
			return out, nil
		}
	case awsapi.List:
		if from, ok := v.([]any); ok {
			out := make([]any, 0, len(from))
			for _, item := range from {
				if item == nil {
					continue
				}
				read, err := p.read(s.Elem(), item)
				if err != nil {
					return nil, err
				}
				out = append(out, read)
			}
			return out, nil
		}
	default:
		return readCBORScalar(m, v)
	}
	return nil, fmt.Errorf("%s is no %s", m.Name(), s.Type())
}

func readCBORScalar(m awsapi.Member, v any) (any, error) {
	switch v := v.(type) {
	case string:
		return fromText(m, v)
	case []byte:
		return string(v), nil
	case bool:
		return v, nil
	}
	n, ok := cborNumber(v)
	if !ok {
		return nil, fmt.Errorf("%s is no %s", m.Name(), m.Shape().Type())
	}
	if m.Shape().Type() == awsapi.Timestamp {
		return fromText(m, string(n))
	}
	return n, nil
}

func cborNumber(v any) (json.Number, bool) {
	switch v := v.(type) {
	case uint64:
		return json.Number(strconv.FormatUint(v, 10)), true
	case int64:
		return json.Number(strconv.FormatInt(v, 10)), true
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return "", false
		}
		return floatNumber(v), true
	}
	return "", false
}

func (p rpcCBOR) encode(out *reply, at target, output *value.Object) error {
	body, err := p.writeStructure(at.op.Output(), output)
	if err != nil {
		return err
	}
	return p.send(out, body)
}

func (p rpcCBOR) send(out *reply, body map[string]any) error {
	out.header.Set("Content-Type", "application/cbor")
	out.header.Set("Smithy-Protocol", "rpc-v2-cbor")
	out.header["x-amzn-RequestId"] = []string{out.requestID}
	writer, err := cborWriter()
	if err != nil {
		return err
	}
	out.body, err = writer.Marshal(body)
	return err
}

func (p rpcCBOR) refuse(out *reply, at target, refusal *cloud.APIError) {
	queryCompatible(out, at, refusal)
	// A map of two texts can always be written.
	_ = p.send(out, map[string]any{"__type": faultName(at, refusal), "message": refusal.Message})
}

func (p rpcCBOR) writeStructure(s awsapi.Shape, o *value.Object) (map[string]any, error) {
	out := map[string]any{}
	for m := range s.Members() {
		v, ok := o.Get(m.Name())
		if !ok || v == nil {
			continue
		}
		written, err := p.write(m, v)
		if err != nil {
			return nil, err
		}
		out[wireName(m)] = written
	}
	return out, nil
}

func (p rpcCBOR) write(m awsapi.Member, v any) (any, error) {
	s := m.Shape()
	if v == nil {
		return nil, nil
	}
	switch s.Type() {
	case awsapi.Structure:
		if o, ok := v.(*value.Object); ok {
			return p.writeStructure(s, o)
		}
	case awsapi.Map:
		if o, ok := v.(*value.Object); ok {
			out := map[string]any{}
			for key, item := range o.All() {
				written, err := p.write(s.Value(), item)
				if err != nil {
					return nil, err
				}
				out[key] = written
			}
			return out, nil
		}
	case awsapi.List:
		if list, ok := v.([]any); ok {
			out := make([]any, len(list))
			for i, item := range list {
				written, err := p.write(s.Elem(), item)
				if err != nil {
					return nil, err
				}
				out[i] = written
			}
			return out, nil
		}
	default:
		return writeCBORScalar(m, v)
	}
	return nil, unsuitable(m, v)
}

func writeCBORScalar(m awsapi.Member, v any) (any, error) {
	text, ok := value.ScalarText(v)
	if !ok {
		return nil, unsuitable(m, v)
	}
	switch m.Shape().Type() {
	case awsapi.Timestamp:
		when, err := parseTime(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Name(), err)
		}
		return cbor.Tag{Number: 1, Content: float64(when.UnixMicro()) / float64(time.Second/time.Microsecond)}, nil
	case awsapi.Blob:
		if b, err := base64.StdEncoding.DecodeString(text); err == nil {
			return b, nil
		}
		return []byte(text), nil
	case awsapi.Boolean:
		if b, err := strconv.ParseBool(text); err == nil {
			return b, nil
		}
	case awsapi.Integer, awsapi.Long:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n, nil
		}
	case awsapi.Float, awsapi.Double:
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return n, nil
		}
	default:
		return text, nil
	}
	return nil, unsuitable(m, v)
}
