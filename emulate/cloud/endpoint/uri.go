package endpoint

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// template is the URI of an operation: path segments, of which some are labels,
// and parts of the query that are always there.
type template struct {
	op       awsapi.Operation
	segments []segment
	query    []pair
	// params and headers are what a request must have, known all query names of
	// the operation.
	params, headers, known []string
}

// segment is one part of a path: literal text, or a label of any text, which for
// a greedy one holds further slashes.
type segment struct {
	text          string // the literal, or the label's name
	label, greedy bool
}

type pair struct{ name, value string }

// templates are those of a service's operations.
func templates(s awsapi.Service) []template {
	var all []template
	for op := range s.Operations() {
		all = append(all, newTemplate(op))
	}
	return all
}

func newTemplate(op awsapi.Operation) template {
	t := template{op: op}
	path, query, _ := strings.Cut(op.URI(), "?")
	for text := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		s := segment{text: text}
		if name, ok := strings.CutPrefix(text, "{"); ok && strings.HasSuffix(name, "}") {
			name = strings.TrimSuffix(name, "}")
			s.label = true
			s.text, s.greedy = strings.CutSuffix(name, "+")
		}
		t.segments = append(t.segments, s)
	}
	if query != "" {
		for part := range strings.SplitSeq(query, "&") {
			name, value, _ := strings.Cut(part, "=")
			t.query = append(t.query, pair{name, value})
			t.known = append(t.known, name)
		}
	}
	for m := range op.Input().Members() {
		switch m.Location() {
		case awsapi.InQuery:
			if m.Shape().Type() == awsapi.Map {
				continue
			}
			t.known = append(t.known, wireName(m))
			if m.Required() {
				t.params = append(t.params, wireName(m))
			}
		case awsapi.InHeader:
			if m.Required() {
				t.headers = append(t.headers, wireName(m))
			}
		}
	}
	return t
}

// match holds the path of a request, split at its slashes, to that of the
// template and returns the labels' texts.
func (t *template) match(path []string) (labels map[string]string, ok bool) {
	labels = map[string]string{}
	i := 0
	for n, s := range t.segments {
		if s.greedy {
			end := len(path) - (len(t.segments) - n - 1)
			if end <= i {
				return nil, false
			}
			text, err := url.PathUnescape(strings.Join(path[i:end], "/"))
			if err != nil || text == "" {
				return nil, false
			}
			labels[s.text] = text
			i = end
			continue
		}
		if i == len(path) {
			return nil, false
		}
		text, err := url.PathUnescape(path[i])
		if err != nil || s.label && text == "" || !s.label && text != s.text {
			return nil, false
		}
		if s.label {
			labels[s.text] = text
		}
		i++
	}
	return labels, i == len(path)
}

// fit says how well a request suits a template whose path it has, each number
// counting before the next; nil where it cannot be meant.
func (t *template) fit(params url.Values, header http.Header) []int {
	for _, p := range t.query {
		values, ok := params[p.name]
		if !ok || p.value != "" && !slices.Contains(values, p.value) {
			return nil
		}
	}
	for _, name := range t.params {
		if !params.Has(name) {
			return nil
		}
	}
	for _, name := range t.headers {
		if len(header.Values(name)) == 0 {
			return nil
		}
	}
	literals, greedy := 0, 0
	for _, s := range t.segments {
		switch {
		case s.greedy:
			greedy++
		case !s.label:
			literals++
		}
	}
	known := 0
	for name := range params {
		if slices.Contains(t.known, name) {
			known++
		}
	}
	current := 1
	if _, old := t.op.Deprecated(); old {
		current = 0
	}
	return []int{literals, len(t.query), len(t.params) + len(t.headers), -greedy, current, known}
}

// splitPath are the segments of a path. A slash at the end makes one without text:
// it tells some operations apart.
func splitPath(path string) []string {
	return strings.Split(strings.TrimPrefix(path, "/"), "/")
}
