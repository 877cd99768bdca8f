package lint_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

func TestSlips(t *testing.T) {
	t.Parallel()
	type found struct {
		Kind       lint.SlipKind
		Text, Name string
	}
	tests := map[string][]found{
		"":                        nil,
		"{{ a }}":                 nil,
		"{{{ a }}} b":             nil,
		`{"x": {{a}}}`:            nil,
		"{":                       nil,
		"{{{{{{{{":                nil,
		"}}":                      nil,
		"{}":                      nil,
		"x${a}":                   nil,
		"{ {a} }":                 {{lint.OneBrace, "{a}", "a"}},
		"x {a} y":                 {{lint.OneBrace, "{a}", "a"}},
		"{a.B}":                   {{lint.OneBrace, "{a.B}", "a.B"}},
		"{{ a }":                  {{lint.OneBraceShort, "{{ a }", "a"}},
		"{a}}":                    {{lint.OneBraceShort, "{a}}", "a"}},
		"{{ a":                    {{lint.Unclosed, "{{ a", "a"}},
		"{{ a and {{ b }}":        {{lint.Unclosed, "{{ a", "a"}},
		"{{ a b }}":               nil,
		"a }}":                    {{lint.Unopened, "a }}", "a"}},
		"{{{ a }}":                {{lint.StrayBrace, "{{{ a }}", "a"}},
		"{{ a }}}":                {{lint.StrayBrace, "{{ a }}}", "a"}},
		"{{{ a }}}":               {{lint.StrayBrace, "{{{ a }}}", "a"}},
		"{{ {{ a }} }}":           {{lint.Nested, "{{ {{ a }} }}", "a"}},
		"x {{ b.{{a}} }}":         {{lint.Nested, "{{ b.{{a}} }}", "a"}},
		"{{ {{ a }} }":            nil,
		"${a}":                    {{lint.Dollar, "${a}", "a"}},
		"${{ a }}":                {{lint.DollarBefore, "${{ a }}", "a"}},
		"${{ a }} b":              nil,
		"{{ global:REGION }":      {{lint.OneBraceShort, "{{ global:REGION }", "global:REGION"}},
		"{{ a } {{ b } {{ c }} {": {{lint.OneBraceShort, "{{ a }", "a"}, {lint.OneBraceShort, "{{ b }", "b"}},
	}
	for text, want := range tests {
		var got []found
		for _, s := range slips(t, text) {
			got = append(got, found{s.Kind, s.Node.Text[s.Start:s.End], s.Name})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// slips are those of a document with the text as an input.
func slips(t testing.TB, text string) []lint.Slip {
	t.Helper()
	var found []lint.Slip
	rule := lint.Rule{Name: "look", Check: func(p *lint.Pass) { found = p.Slips() }}
	linter, err := lint.New([]lint.Rule{rule}, lint.Config{})
	if err != nil {
		t.Fatal(err)
	}
	quoted := document.NewSource("a.json", []byte(`[{"name": "a", "action": "aws:pause", "inputs": {"x": `+quote(text)+`}}]`))
	if d := linter.Lint(quoted).Diagnostics; len(d) > 0 {
		t.Fatal(d)
	}
	return found
}

func quote(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always has JSON
	}
	return string(b)
}

func FuzzSlips(f *testing.F) {
	for _, seed := range []string{"{{ a }", "{{ {{ a }} }}", "{{ b.{{a}} }}", "${a}", "{{{ a }}", "a }}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range slips(t, text) {
			if s.Start < last || s.End <= s.Start || len(s.Node.Text) < s.End || s.Name == "" {
				t.Errorf("%q: slip [%d, %d) of %q after %d", text, s.Start, s.End, s.Name, last)
			}
			last = s.End
		}
	})
}
