package snapshots

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// inputOf is the input that the official snapshots are made from: every member
// set, texts named after their member, two elements in a list, one in a map.
func inputOf(op awsapi.Operation) *value.Object {
	return structure(op.Input(), nil)
}

// unions are those of which the official inputs set a member that is not the
// first in the index, or that only the official SDK calls unions.
var unions = map[string]string{
	"cloudwatch EvaluationWindow": "WallClockWindow",
	"iam PolicyIdentifier":        "PolicyType",
	"dynamodb AttributeValue":     "S",
	"s3 AnalyticsFilter":          "Prefix",
	"s3 MetricsFilter":            "Prefix",
}

// texts are those that the official inputs have in place of a member's name:
// numbers that botocore takes for texts, names in another case, and a host label,
// which cannot have underscores.
var texts = map[string]string{
	"ec2 DestinationRegion": "__destinationRegion__",
	"route53 MaxItems":      "1",
	"route53 MaxResults":    "1",
	"s3 RequestRoute":       "RequestRoute-value",
}

// outputOf is the answer that the official snapshots of answers have.
func outputOf(op awsapi.Operation) *value.Object {
	return answered(op.Output(), structure(op.Output(), nil)).(*value.Object)
}

// answered gives what is in an answer the form that answers have here: bytes in
// base64, and the status that it has.
func answered(s awsapi.Shape, v any) any {
	switch v := v.(type) {
	case *value.Object:
		for m := range s.Members() {
			member, ok := v.Get(m.Name())
			switch {
			case m.Location() == awsapi.InStatus:
				v.Set(m.Name(), json.Number("200"))
			case ok:
				v.Set(m.Name(), answered(m.Shape(), member))
			}
		}
		if s.Type() == awsapi.Map {
			held, _ := v.Get("key0")
			v.Set("key0", answered(s.Value().Shape(), held))
		}
	case []any:
		for i, item := range v {
			v[i] = answered(s.Elem().Shape(), item)
		}
	case string:
		if s.Type() == awsapi.Blob {
			return base64.StdEncoding.EncodeToString([]byte(v))
		}
	}
	return v
}

func structure(s awsapi.Shape, above []awsapi.Shape) *value.Object {
	chosen, known := unions[s.Service().Name()+" "+s.Name()]
	union := s.Union() || known
	o := value.New()
	if slices.Contains(above, s) {
		return o // a structure inside itself is empty
	}
	above = append(above[:len(above):len(above)], s)
	for m := range s.Members() {
		name := m.Name()
		if known && name != chosen {
			continue
		}
		if union {
			name = s.Name() + "Member" + name // as Go types call it
		}
		o.Set(m.Name(), valueOf(m, name, above))
		if union {
			break
		}
	}
	return o
}

func valueOf(m awsapi.Member, name string, above []awsapi.Shape) any {
	s := m.Shape()
	named := "__" + strings.ToUpper(name[:1]) + name[1:] + "__"
	if s.Document() {
		return "__Document__"
	}
	switch s.Type() {
	case awsapi.Structure:
		return structure(s, above)
	case awsapi.List:
		v := valueOf(s.Elem(), "member", above)
		return []any{v, value.Clone(v)}
	case awsapi.Map:
		return value.New("key0", valueOf(s.Value(), "value", above))
	case awsapi.Boolean:
		return true
	case awsapi.Integer, awsapi.Long, awsapi.Float, awsapi.Double:
		return json.Number("1")
	case awsapi.Timestamp:
		return "2000-01-01T00:00:00Z"
	case awsapi.Blob:
		if m.Streaming() {
			return named
		}
		return "blob"
	}
	for known := range s.Enum() {
		return known
	}
	if text, ok := texts[s.Service().Name()+" "+m.Name()]; ok {
		return text
	}
	return named
}
