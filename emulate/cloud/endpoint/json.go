package endpoint

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// maxDepth is how deep requests may nest.
const maxDepth = 200

// jsonBody is the form that values have in JSON.
type jsonBody struct{}

// parse reads a JSON object; an empty text is one without members.
func (jsonBody) parse(text []byte) (any, error) {
	if len(strings.TrimSpace(string(text))) == 0 {
		return nil, nil
	}
	v, err := value.Decode(text)
	if err != nil {
		return nil, fmt.Errorf("the body is no JSON: %w", err)
	}
	return v, nil
}

// read is what v, decoded JSON, is in a call's input.
func (j jsonBody) read(m awsapi.Member, v any, depth int) (any, error) {
	s := m.Shape()
	if depth > maxDepth {
		return nil, fmt.Errorf("%s nests more than %d levels", m.Name(), maxDepth)
	}
	if s.Document() {
		return v, nil
	}
	switch s.Type() {
	case awsapi.Structure:
		if o, ok := v.(*value.Object); ok {
			return j.readStructure(s, o, depth, nil)
		}
	case awsapi.Map:
		if o, ok := v.(*value.Object); ok {
			out := value.New()
			for key, item := range o.All() {
				if item == nil {
					continue
				}
				read, err := j.read(s.Value(), item, depth+1)
				if err != nil {
					return nil, err
				}
				out.Set(key, read)
			}
			return out, nil
		}
	case awsapi.List:
		if list, ok := v.([]any); ok {
			out := make([]any, 0, len(list))
			for _, item := range list {
				if item == nil {
					continue
				}
				read, err := j.read(s.Elem(), item, depth+1)
				if err != nil {
					return nil, err
				}
				out = append(out, read)
			}
			return out, nil
		}
	default:
		return j.readScalar(m, v)
	}
	return nil, mismatch(m, v)
}

// readStructure reads the members of a structure, of the top one only those that
// belong there. Members that the shape does not have are skipped, as the services
// do.
func (j jsonBody) readStructure(s awsapi.Shape, o *value.Object, depth int, belongs func(awsapi.Member) bool) (*value.Object, error) {
	out := value.New()
	for m := range s.Members() {
		if belongs != nil && !belongs(m) {
			continue
		}
		v, ok := o.Get(wireName(m))
		if !ok || v == nil {
			continue
		}
		read, err := j.read(m, v, depth+1)
		if err != nil {
			return nil, err
		}
		out.Set(m.Name(), read)
	}
	return out, nil
}

func (jsonBody) readScalar(m awsapi.Member, v any) (any, error) {
	switch t := m.Shape().Type(); t {
	case awsapi.Blob:
		if text, ok := v.(string); ok {
			b, err := base64.StdEncoding.DecodeString(text)
			if err != nil {
				return nil, fmt.Errorf("%s is not base64: %w", m.Name(), err)
			}
			return string(b), nil
		}
	case awsapi.Timestamp:
		if text, ok := value.ScalarText(v); ok {
			return fromText(m, text)
		}
	case awsapi.Boolean:
		if b, ok := v.(bool); ok {
			return b, nil
		}
	case awsapi.String:
		if text, ok := v.(string); ok {
			return text, nil
		}
	default:
		if n, ok := v.(json.Number); ok {
			return n, nil
		}
	}
	return nil, mismatch(m, v)
}

// write is the JSON value for v of an answer.
func (j jsonBody) write(m awsapi.Member, v any) (any, error) {
	s := m.Shape()
	if v == nil || s.Document() {
		return v, nil
	}
	switch s.Type() {
	case awsapi.Structure:
		if o, ok := v.(*value.Object); ok {
			return j.writeStructure(s, o, nil)
		}
	case awsapi.Map:
		if o, ok := v.(*value.Object); ok {
			out := value.New()
			for key, item := range o.All() {
				written, err := j.write(s.Value(), item)
				if err != nil {
					return nil, err
				}
				out.Set(key, written)
			}
			return out, nil
		}
	case awsapi.List:
		if list, ok := v.([]any); ok {
			out := make([]any, len(list))
			for i, item := range list {
				written, err := j.write(s.Elem(), item)
				if err != nil {
					return nil, err
				}
				out[i] = written
			}
			return out, nil
		}
	default:
		return j.writeScalar(m, v)
	}
	return nil, mismatch(m, v)
}

func (j jsonBody) writeStructure(s awsapi.Shape, o *value.Object, belongs func(awsapi.Member) bool) (*value.Object, error) {
	out := value.New()
	for m := range s.Members() {
		v, ok := o.Get(m.Name())
		if !ok || v == nil || belongs != nil && !belongs(m) {
			continue
		}
		written, err := j.write(m, v)
		if err != nil {
			return nil, err
		}
		out.Set(wireName(m), written)
	}
	return out, nil
}

func (jsonBody) writeScalar(m awsapi.Member, v any) (any, error) {
	text, err := toText(m, v, unixTimestamp)
	if err != nil {
		return nil, err
	}
	switch m.Shape().Type() {
	case awsapi.Timestamp:
		if form := m.TimestampFormat(); form == "" || form == unixTimestamp {
			return json.Number(text), nil
		}
		return text, nil
	case awsapi.Boolean:
		if b, err := strconv.ParseBool(text); err == nil {
			return b, nil
		}
	case awsapi.Integer, awsapi.Long, awsapi.Float, awsapi.Double:
		if n, ok := v.(json.Number); ok {
			return n, nil
		}
		return text, nil // "NaN" and "Infinity" are texts in JSON
	}
	return text, nil
}
