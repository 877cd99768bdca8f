package document_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
)

func TestNodeValue(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("9", 1000)
	tests := []struct {
		text string
		want any
	}{
		{"null", nil}, {"~", nil}, {"true", true}, {"False", false}, {"yes", "yes"},
		{"1", json.Number("1")}, {"1.50", json.Number("1.50")}, {"-0", json.Number("-0")},
		{"0x1F", json.Number("31")}, {"0o17", json.Number("15")}, {"010", json.Number("8")},
		{"0b11", json.Number("3")}, {"+7", json.Number("7")}, {"1_000", json.Number("1000")},
		{".5", json.Number("0.5")}, {"1.", json.Number("1")}, {"+1e3", json.Number("1000")},
		{".inf", ".inf"}, {".nan", ".nan"}, {"1e9999999", "1e9999999"}, {long, long}, // beyond a float, text to yaml.v3
		{`[1e9999999]`, []any{json.Number("1e9999999")}}, {"[" + long + "]", []any{json.Number(long)}},
		{"2020-09-21", "2020-09-21"}, {`"1"`, "1"}, {"!!str 1", "1"},
		{"!!binary aGk=", "aGk="}, {"!Sub x", "x"},
		{"[]", []any{}}, {"[1, a]", []any{json.Number("1"), "a"}},
		{"{}", value.New()}, {"{b: 1, a: 2}", value.New("b", json.Number("1"), "a", json.Number("2"))},
		{"1: x", value.New("1", "x")},
		{"{<<: {a: 1, b: 2}, b: 3}", value.New("b", json.Number("3"), "a", json.Number("1"))},
	}
	for _, test := range tests {
		doc, problems := document.Parse(document.NewSource("-", []byte(test.text)))
		if len(problems) > 0 && problems[0].Code != document.TagProblem {
			t.Errorf("%.20s: %v", test.text, problems)
			continue
		}
		got := doc.Root.Value()
		if !value.Equal(got, test.want) {
			t.Errorf("%.20s: got %#v, want %#v", test.text, got, test.want)
		}
		marshalled, err := json.Marshal(got)
		if err != nil || !json.Valid(marshalled) {
			t.Errorf("%.20s cannot become JSON: %v", test.text, err)
		}
	}
}

func TestAbsentNodes(t *testing.T) {
	t.Parallel()
	var n *document.Node
	if n.Get("a") != nil || n.IsString() || n.IsScalar() || n.Value() != nil || n.References() != nil {
		t.Error("a nil node has something")
	}
	if _, ok := n.Bool(); ok {
		t.Error("a nil node is a boolean")
	}
	if _, ok := n.Int(); ok {
		t.Error("a nil node is an integer")
	}
	for range n.All() {
		t.Error("a nil node has nodes")
	}
}

func TestTheLastOfTwoKeysCounts(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"a: 1\na: 2\n", `{"a": 1, "a": 2}`} {
		doc, problems := document.Parse(document.NewSource("-", []byte(text)))
		if len(doc.Root.Entries) != 2 || doc.Root.Get("a").Text != "2" || len(problems) != 1 {
			t.Errorf("%q: %v", text, problems)
		}
		want := value.New("a", json.Number("2"))
		if got := doc.Root.Value(); !value.Equal(got, want) {
			t.Errorf("%q: %s", text, cmp.Diff(want, got))
		}
	}
}
