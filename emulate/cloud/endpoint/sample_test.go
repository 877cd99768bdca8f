package endpoint_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// sample is an input of an operation that boto3 sends: all members down to a
// depth, texts with what each protocol has to escape.
func sample(op awsapi.Operation) *value.Object {
	s := &sampler{op: op, open: map[awsapi.Shape]bool{}}
	return s.structure(op.Input(), 0)
}

type sampler struct {
	op    awsapi.Operation
	open  map[awsapi.Shape]bool
	count int
}

func (s *sampler) structure(shape awsapi.Shape, depth int) *value.Object {
	out := value.New()
	s.open[shape] = true
	defer func() { s.open[shape] = false }()
	for m := range shape.Members() {
		inner := m.Shape()
		deep := depth > 3 && !inner.Type().Scalar() || s.open[leaf(inner)] || s.count > 300
		if !m.Required() && !m.IdempotencyToken() && deep || ownWork(m) {
			continue
		}
		if shape.Union() && out.Len() == 1 {
			break
		}
		if depth > 12 {
			continue
		}
		out.Set(m.Name(), s.value(m, depth+1))
	}
	return out
}

// ownWork tells the members that a client fills in itself from the rest.
func ownWork(m awsapi.Member) bool {
	switch name := m.WireName(); {
	case m.Location() != awsapi.InHeader:
		return m.Name() == "EncodingType"
	case strings.HasPrefix(name, "x-amz-checksum-"), strings.EqualFold(name, "Content-Length"), strings.EqualFold(name, "Content-MD5"):
		return true
	}
	return false
}

func leaf(s awsapi.Shape) awsapi.Shape {
	for range 8 {
		switch s.Type() {
		case awsapi.List:
			s = s.Elem().Shape()
		case awsapi.Map:
			s = s.Value().Shape()
		default:
			return s
		}
	}
	return s
}

func (s *sampler) value(m awsapi.Member, depth int) any {
	s.count++
	shape := m.Shape()
	if shape.Document() {
		return value.New("text", "a <b> & c", "list", value.List(1, 2.5, true))
	}
	switch shape.Type() {
	case awsapi.Structure:
		return s.structure(shape, depth)
	case awsapi.Map:
		out := value.New()
		for i := range max(1, least(shape)) {
			key := s.text(shape.Key(), fmt.Sprintf("key%d", i))
			out.Set(key, s.value(shape.Value(), depth+1))
		}
		return out
	case awsapi.List:
		out := []any{}
		for range max(2, least(shape)) {
			out = append(out, s.value(shape.Elem(), depth+1))
		}
		return out
	case awsapi.Boolean:
		return s.count%2 == 0
	case awsapi.Integer, awsapi.Long:
		if n, err := shape.Min().Int64(); err == nil && n > 0 {
			return json.Number(fmt.Sprint(n))
		}
		return json.Number(fmt.Sprint(s.count))
	case awsapi.Float, awsapi.Double:
		if n, err := shape.Min().Float64(); err == nil && n > 0.5 {
			return shape.Min()
		}
		return json.Number("0.5")
	case awsapi.Timestamp:
		// Whole seconds, which all forms can say.
		return "2026-02-03T04:05:06Z"
	case awsapi.Blob:
		return s.pad(shape, fmt.Sprintf("bytes <%d>\n", s.count))
	}
	return s.text(m, "")
}

func (s *sampler) text(m awsapi.Member, usual string) string {
	if m.Name() == "ChecksumAlgorithm" {
		return "CRC32" // others need more than Python has
	}
	if known := slices.Collect(m.Enum()); len(known) > 0 {
		return known[s.count%len(known)]
	}
	text := usual
	switch {
	case text != "":
	case m.Name() == "Bucket" || m.ContextParam() == "Bucket":
		text = "a-bucket"
	case m.ContextParam() == "AccountId":
		text = "123456789012"
	case m.ContextParam() == "OutpostId":
		text = "op-01ac5d28a6a232904"
	case m.ContextParam() == "EndpointId":
		text = "abc123.456def"
	case m.ContextParam() == "KvsARN":
		text = "arn:aws:cloudfront::123456789012:key-value-store/00000000-0000-0000-0000-000000000000"
	case m.Name() == "PredictEndpoint":
		text = "https://realtime.machinelearning.eu-west-1.amazonaws.com"
	case m.Name() == "Prefix":
		text = "photos/2026" // not every botocore decodes it in an answer
	case m.Shape().Name() == "policyDocumentType":
		text = `{"Statement": []}`
	case m.Location() == awsapi.InURI:
		text = fmt.Sprintf("a b+c%%%d", s.count)
	case m.Location() == awsapi.InHeader, m.Location() == awsapi.InHeaders:
		text = fmt.Sprintf("text %d", s.count)
	case s.headers():
		text = fmt.Sprintf("a&b=c+d%%%d", s.count) // it may come back in a header
	case m.Location() == awsapi.InQuery:
		text = fmt.Sprintf("a&b=c+d é%d", s.count)
	default:
		text = fmt.Sprintf("a <b> & \"c\" é %d", s.count)
	}
	return s.pad(m.Shape(), text)
}

// headers tells that the answer has texts in headers, which are no place for é.
func (s *sampler) headers() bool {
	for m := range s.op.Output().Members() {
		if m.Location() == awsapi.InHeader && m.Shape().Type() == awsapi.String {
			return true
		}
	}
	return false
}

func (s *sampler) pad(shape awsapi.Shape, text string) string {
	if n := least(shape); n > len([]rune(text)) && n < 10000 {
		text += strings.Repeat("x", n-len([]rune(text)))
	}
	return text
}

func least(s awsapi.Shape) int {
	n, err := s.Min().Int64()
	if err != nil {
		return 0
	}
	return int(min(n, 10000))
}
