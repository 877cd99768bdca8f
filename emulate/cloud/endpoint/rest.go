package endpoint

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/textproto"
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// restInput reads the members of an input that are not in the body.
func restInput(in *received, at target) (*value.Object, error) {
	out := value.New()
	explicit := uriParams(at.op)
	for m := range at.op.Input().Members() {
		if m.Location() == awsapi.InQuery {
			explicit = append(explicit, wireName(m))
		}
	}
	for m := range at.op.Input().Members() {
		v, err := located(in, at, m, explicit)
		if err != nil {
			return nil, err
		}
		if v != nil {
			out.Set(m.Name(), v)
		}
	}
	return out, nil
}

// uriParams are the names in the query of an operation's URI.
func uriParams(op awsapi.Operation) []string {
	_, query, _ := strings.Cut(op.URI(), "?")
	var names []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		names = append(names, name)
	}
	return names
}

// located is the value of a member outside the body, nil where it has none.
func located(in *received, at target, m awsapi.Member, explicit []string) (any, error) {
	name := wireName(m)
	switch m.Location() {
	case awsapi.InURI:
		if text, ok := at.labels[name]; ok {
			return fromText(m, text)
		}
	case awsapi.InQuery:
		switch m.Shape().Type() {
		case awsapi.Map:
			return otherParams(in, m, explicit), nil
		case awsapi.List:
			return fromTexts(m, in.params[name])
		}
		if in.params.Has(name) {
			return fromText(m, in.params.Get(name))
		}
	case awsapi.InHeader:
		values := in.Header.Values(name)
		if len(values) == 0 {
			return nil, nil
		}
		if m.Shape().Type() == awsapi.List {
			return fromTexts(m, splitHeader(strings.Join(values, ",")))
		}
		return fromHeader(m, values[0])
	case awsapi.InHeaders:
		return prefixed(in.Header, name), nil
	}
	return nil, nil
}

func fromTexts(m awsapi.Member, texts []string) (any, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	list := make([]any, 0, len(texts))
	for _, text := range texts {
		v, err := fromText(m.Shape().Elem(), text)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// otherParams are the query's parameters that no member of their own has.
func otherParams(in *received, m awsapi.Member, explicit []string) any {
	out := value.New()
	names := make([]string, 0, len(in.params))
	for name := range in.params {
		if !slices.Contains(explicit, name) && !strings.HasPrefix(name, "X-Amz-") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if m.Shape().Value().Shape().Type() != awsapi.List {
			out.Set(name, in.params.Get(name))
			continue
		}
		list := []any{}
		for _, text := range in.params[name] {
			list = append(list, text)
		}
		out.Set(name, list)
	}
	if out.Len() == 0 {
		return nil
	}
	return out
}

// splitHeader takes the parts of a header apart; a part in quotes may hold commas.
func splitHeader(text string) []string {
	var parts []string
	var part strings.Builder
	quoted := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\' && i+1 < len(text):
			i++
			part.WriteByte(text[i])
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			parts = append(parts, strings.TrimSpace(part.String()))
			part.Reset()
		default:
			part.WriteByte(c)
		}
	}
	return append(parts, strings.TrimSpace(part.String()))
}

func fromHeader(m awsapi.Member, text string) (any, error) {
	if !m.JSONValue() {
		return fromText(m, text)
	}
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("%s is not base64: %w", m.Name(), err)
	}
	if v, err := value.Decode(b); err == nil {
		if text, ok := v.(string); ok {
			return text, nil
		}
	}
	return string(b), nil
}

// prefixed are the headers that begin with a prefix, by the rest of their names in
// lower case.
func prefixed(header http.Header, prefix string) any {
	out := value.New()
	var names []string
	for name := range header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if rest, ok := strings.CutPrefix(strings.ToLower(name), strings.ToLower(prefix)); ok {
			out.Set(rest, header[name][0])
		}
	}
	if out.Len() == 0 {
		return nil
	}
	return out
}

// restOutput writes the members of an output that are not in the body.
func restOutput(out *reply, at target, output *value.Object) error {
	for m := range at.op.Output().Members() {
		v, ok := output.Get(m.Name())
		if !ok || v == nil {
			continue
		}
		name := wireName(m)
		switch m.Location() {
		case awsapi.InHeader:
			text, err := headerText(m, v)
			if err != nil {
				return err
			}
			out.header[name] = []string{text}
		case awsapi.InHeaders:
			o, ok := v.(*value.Object)
			if !ok {
				return unsuitable(m, v)
			}
			for key, item := range o.All() {
				text, ok := value.ScalarText(item)
				if !ok {
					return unsuitable(m, item)
				}
				out.header[name+key] = []string{headerSafe(text)}
			}
		case awsapi.InStatus:
			text, _ := value.ScalarText(v)
			if status, err := strconv.Atoi(text); err == nil && status >= 200 && status < 300 {
				out.status = status
			}
		}
	}
	return nil
}

func headerText(m awsapi.Member, v any) (string, error) {
	if m.JSONValue() {
		if text, ok := v.(string); ok {
			if written, err := value.Decode([]byte(text)); err == nil {
				v = written
			}
		}
		encoded, err := value.Encode(v)
		return base64.StdEncoding.EncodeToString(encoded), err
	}
	list, ok := v.([]any)
	if !ok {
		text, err := toText(m, v, rfc822)
		return headerSafe(text), err
	}
	var parts []string
	for _, item := range list {
		text, err := toText(m.Shape().Elem(), item, rfc822)
		if err != nil {
			return "", err
		}
		parts = append(parts, text)
	}
	return headerSafe(strings.Join(parts, ",")), nil
}

// headerSafe keeps a value from ending its header.
func headerSafe(text string) string {
	return textproto.TrimString(strings.NewReplacer("\r", " ", "\n", " ", "\x00", " ").Replace(text))
}

// inBody tells the members that are part of the body.
func inBody(m awsapi.Member) bool { return m.Location() == awsapi.InBody }

// payload is the member of a structure that alone is the body.
func payload(s awsapi.Shape) awsapi.Member {
	if name := s.Payload(); name != "" {
		return s.Member(name)
	}
	return awsapi.Member{}
}

// plainPayload tells a payload that is the body as it is.
func plainPayload(m awsapi.Member) bool {
	t := m.Shape().Type()
	return t == awsapi.Blob || t == awsapi.String
}

// anyInBody tells whether a structure has members in the body.
func anyInBody(s awsapi.Shape) bool {
	for m := range s.Members() {
		if inBody(m) {
			return true
		}
	}
	return false
}
