package snapshots

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/smithy-go/encoding/cbor"

	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// A message is a request or an answer, taken apart.
type message struct {
	method, path, query string // of a request
	status              int    // of an answer
	header              http.Header
	body                []byte
}

// readMessage reads a snapshot: the first line, headers, an empty line, the body.
// Requests have an empty line before the headers too.
func readMessage(file string) (first string, m *message, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", nil, err
	}
	r := bufio.NewReader(bytes.NewReader(text))
	line, err := r.ReadString('\n')
	if err != nil {
		return "", nil, fmt.Errorf("%s: %w", file, err)
	}
	first = strings.TrimSpace(line)
	m = &message{header: http.Header{}}
	if strings.Contains(first, " ") {
		if _, err := r.ReadString('\n'); err != nil {
			return "", nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	for {
		line, err := r.ReadString('\n')
		if strings.TrimSpace(line) == "" || errors.Is(err, io.EOF) {
			break
		}
		name, text, _ := strings.Cut(strings.TrimRight(line, "\n"), ": ")
		m.header.Add(name, text)
	}
	m.body, err = io.ReadAll(r)
	return first, m, err
}

func readRequest(file string) (*message, error) {
	first, m, err := readMessage(file)
	if err != nil {
		return nil, err
	}
	var target string
	m.method, target, _ = strings.Cut(first, " ")
	m.path, m.query, _ = strings.Cut(target, "?")
	m.query = withoutID(m.query)
	return m, nil
}

// withoutID takes the parameter out of a query by which the official clients name
// the operation for people who read logs.
func withoutID(query string) string {
	pairs := slices.DeleteFunc(strings.Split(query, "&"), func(pair string) bool { return strings.HasPrefix(pair, "x-id=") })
	return strings.Join(pairs, "&")
}

// protocol is the one in which a request is written, which for services with
// several need not be the one that botocore prefers.
func (m *message) protocol(s awsapi.Service) string {
	if name := m.header.Get("Smithy-Protocol"); name == "rpc-v2-cbor" {
		return "smithy-" + name
	}
	return s.Protocol()
}

// ownRequest takes a request of ours apart. In the snapshots a bucket stands in
// the host, so here it leaves the path.
func ownRequest(op awsapi.Operation, r *wire.Request) *message {
	m := &message{method: r.Method, path: r.URL.EscapedPath(), query: r.URL.RawQuery, header: r.Header, body: r.Body}
	if op.Service().Name() == "s3" {
		if rest, ok := strings.CutPrefix(m.path, "/__Bucket__"); ok {
			m.path = "/" + strings.TrimPrefix(rest, "/")
		}
	}
	return m
}

// A difference is a place that is not the same on both sides; an empty text is
// none at all.
type difference struct{ place, official, ours string }

func compare(official, ours *message) ([]difference, error) {
	a, err := official.places()
	if err != nil {
		return nil, fmt.Errorf("the official message: %w", err)
	}
	b, err := ours.places()
	if err != nil {
		return nil, fmt.Errorf("our message: %w", err)
	}
	var out []difference
	names := maps.Clone(a)
	maps.Copy(names, b)
	for _, place := range slices.Sorted(maps.Keys(names)) {
		if a[place] != b[place] {
			out = append(out, difference{place, a[place], b[place]})
		}
	}
	return out, nil
}

// places are all values of a message by where they stand. What is escaped stays
// so: path, query, headers, forms and JSON are compared byte by byte, but for the
// order of the members of a JSON object (see sameBytes). XML and CBOR are decoded.
func (m *message) places() (map[string]string, error) {
	out := places{}
	out.add("method", m.method)
	out.add("path", m.path)
	out.pairs("query", m.query)
	out.values("header", m.header)
	return out, out.body(m.header.Get("Content-Type"), m.body)
}

// sameBytes compares two requests that say the same byte by byte, and gives what
// differs. Three things may be written otherwise, as they mean nothing to a service:
// JSON and XML have the members in the order of the model, of which the official
// clients' model and the index have two (a capital before or after small letters);
// CBOR has lengths in front of maps or breaks behind them, which the codec of
// smithy-go and that of the official clients do each in its way.
func sameBytes(official, ours *message) (left []difference) {
	if official.query != ours.query {
		left = append(left, difference{"query", official.query, ours.query})
	}
	kind := official.header.Get("Content-Type")
	reordered := strings.Contains(kind, "json") || strings.Contains(kind, "xml") || strings.Contains(kind, "cbor")
	if !reordered && !bytes.Equal(official.body, ours.body) {
		left = append(left, difference{"body", string(official.body), string(ours.body)})
	}
	return left
}

type places map[string]string

// add adds a value. What is there is not empty, so that it differs from what is
// not.
func (p places) add(place, text string) { p[place] = "=" + text }

func (p places) values(place string, all map[string][]string) {
	for name, texts := range all {
		if name == "Content-Length" {
			continue
		}
		for i, text := range texts {
			p.add(place+"."+name+"["+strconv.Itoa(i)+"]", text)
		}
	}
}

// pairs adds what a query or a form has, as it is escaped there.
func (p places) pairs(place, text string) {
	all := map[string][]string{}
	for _, pair := range strings.FieldsFunc(text, func(r rune) bool { return r == '&' }) {
		name, v, _ := strings.Cut(pair, "=")
		all[name] = append(all[name], v)
	}
	p.values(place, all)
}

func (p places) body(contentType string, body []byte) error {
	switch {
	case len(body) == 0:
		return nil
	case strings.Contains(contentType, "json"):
		return p.json("body", body)
	case strings.Contains(contentType, "form-urlencoded"):
		p.pairs("body", string(body))
	case strings.Contains(contentType, "cbor"):
		v, err := cbor.Decode(body)
		if err != nil {
			return err
		}
		p.cbor("body", v)
	case strings.Contains(contentType, "xml"):
		return p.xml(body)
	default:
		p.add("body", string(body))
	}
	return nil
}

// json adds a value by its parts; texts and numbers stay as they are written.
func (p places) json(place string, text json.RawMessage) error {
	text = bytes.TrimSpace(text)
	switch {
	case bytes.HasPrefix(text, []byte("{")):
		var object map[string]json.RawMessage
		if err := json.Unmarshal(text, &object); err != nil {
			return err
		}
		p.add(place, "{}")
		for name, member := range object {
			if err := p.json(place+"."+name, member); err != nil {
				return err
			}
		}
	case bytes.HasPrefix(text, []byte("[")):
		var list []json.RawMessage
		if err := json.Unmarshal(text, &list); err != nil {
			return err
		}
		p.add(place, "[]")
		for i, item := range list {
			if err := p.json(place+"["+strconv.Itoa(i)+"]", item); err != nil {
				return err
			}
		}
	case !json.Valid(text):
		return fmt.Errorf("%s is no JSON: %q", place, text)
	default:
		p.add(place, string(text))
	}
	return nil
}

func (p places) cbor(place string, v cbor.Value) {
	switch v := v.(type) {
	case cbor.Map:
		p.add(place, "{}")
		for name, member := range v {
			p.cbor(place+"."+name, member)
		}
	case cbor.List:
		p.add(place, "[]")
		for i, item := range v {
			p.cbor(place+"["+strconv.Itoa(i)+"]", item)
		}
	case *cbor.Tag:
		p.cbor(place+".tag"+strconv.FormatUint(v.ID, 10), v.Value)
	default:
		p.add(place, fmt.Sprintf("%T %v", v, v))
	}
}

// xml adds elements by their path; those of one name are counted.
func (p places) xml(body []byte) error {
	d := xml.NewDecoder(bytes.NewReader(body))
	type open struct {
		place string
		seen  map[string]int
		text  string
	}
	stack := []*open{{place: "body", seen: map[string]int{}}}
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		top := stack[len(stack)-1]
		switch t := token.(type) {
		case xml.StartElement:
			place := top.place + "." + t.Name.Local + "[" + strconv.Itoa(top.seen[t.Name.Local]) + "]"
			top.seen[t.Name.Local]++
			for _, a := range t.Attr {
				p.add(place+"@"+a.Name.Space+":"+a.Name.Local, a.Value)
			}
			stack = append(stack, &open{place: place, seen: map[string]int{}})
		case xml.CharData:
			top.text += string(t)
		case xml.EndElement:
			p.add(top.place, strings.TrimSpace(top.text))
			stack = stack[:len(stack)-1]
		}
	}
}

// withoutNewer takes the differences away that stand in members which the index
// does not know, and reports whether there were any.
func withoutNewer(s awsapi.Shape, differences []difference) (left []difference, newer bool) {
	known := map[string]bool{}
	wireNames(s, known, map[awsapi.Shape]bool{})
	for _, d := range differences {
		if d.ours == "" && unknownName(d.place, known) && !standardHeader(d.place) {
			newer = true
			continue
		}
		left = append(left, d)
	}
	return left, newer
}

// standardHeader reports whether the place is a header of HTTP, which no model
// has as a member that is newer.
func standardHeader(place string) bool {
	return strings.HasPrefix(place, "header.") && !strings.HasPrefix(place, "header.X-")
}

// unknownName reports whether the place stands in something that has no name of
// the index.
func unknownName(place string, known map[string]bool) bool {
	for i, part := range strings.FieldsFunc(place, func(r rune) bool { return strings.ContainsRune(".[]@:", r) }) {
		if _, err := strconv.Atoi(part); i == 0 || err == nil {
			continue
		}
		if !known[strings.ToLower(part)] {
			return true
		}
	}
	return false
}

// wireNames collects all names by which the members below a shape may be called
// on the wire.
func wireNames(s awsapi.Shape, names map[string]bool, seen map[awsapi.Shape]bool) {
	if seen[s] || !s.Exists() {
		return
	}
	seen[s] = true
	for _, structural := range []string{"member", "entry", "key", "value", "item", "Action", "Version", "key0"} {
		names[strings.ToLower(structural)] = true
	}
	names[strings.ToLower(s.WireName())] = true
	names[strings.ToLower(s.Name())] = true
	for _, m := range slices.Collect(s.Members()) {
		member(m, names, seen)
	}
	for _, m := range []awsapi.Member{s.Elem(), s.Key(), s.Value()} {
		member(m, names, seen)
	}
}

func member(m awsapi.Member, names map[string]bool, seen map[awsapi.Shape]bool) {
	for _, name := range []string{m.Name(), m.WireName(), m.QueryName()} {
		names[strings.ToLower(name)] = true
	}
	wireNames(m.Shape(), names, seen)
}
