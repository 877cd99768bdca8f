package document_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document"
)

// TestHostileInputIsBounded feeds what breaks parsers. The time allowed is
// generous, for slow machines under a race detector; what is quadratic in
// megabytes takes minutes.
func TestHostileInputIsBounded(t *testing.T) {
	const mega = 1 << 20
	repeat := func(s string, size int) string { return strings.Repeat(s, size/len(s)) }
	numbered := func(n int, line func(b *strings.Builder, i int)) string {
		var b strings.Builder
		for i := range n {
			line(&b, i)
		}
		return b.String()
	}
	key := func(b *strings.Builder, i int) {
		for range 5 {
			b.WriteByte(byte('a' + i%26))
			i /= 26
		}
	}
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
	for i := range 9 {
		next := string(rune('1' + i))
		last := "*a" + string(rune('0'+i))
		bomb += "a" + next + ": &a" + next + " [" + repeat(last+", ", 9*len(last+", ")) + "]\n"
	}
	tests := map[string]struct {
		text string
		want document.ProblemCode // "" when it is fine
	}{
		"50 MB":                    {repeat("a: b\n", 50*mega), document.TooLargeProblem},
		"brackets":                 {repeat("[", mega), document.TooLargeProblem},
		"braces":                   {repeat(`{"a":`, mega), document.TooLargeProblem},
		"brackets in YAML":         {"a: " + repeat("[", mega-8), document.TooLargeProblem},
		"deep YAML":                {deepYAML(2000), document.TooLargeProblem},
		"dashes":                   {repeat("- ", mega), document.TooLargeProblem},
		"question marks":           {repeat("? ", mega), document.TooLargeProblem},
		"alias bomb":               {bomb, document.TooLargeProblem},
		"alias in itself":          {"a: &x [*x]\n", document.AliasProblem},
		"alias in its own key":     {"? &x {*x : 1}\n: 2\n", document.KeyProblem},
		"merge of itself":          {"a: &x\n  <<: *x\n", document.AliasProblem},
		"keys in YAML":             {numbered(100_000, func(b *strings.Builder, i int) { key(b, i); b.WriteString(": 1\n") }), ""},
		"keys in JSON":             {"{" + numbered(100_000, func(b *strings.Builder, i int) { b.WriteByte('"'); key(b, i); b.WriteString(`":1,`) }) + `"z":1}`, ""},
		"one key again and again":  {repeat("a: 1\n", mega), document.DuplicateKeyProblem},
		"one line of YAML":         {"[" + repeat("a, ", mega-8) + "]", ""},
		"one line of references":   {"[" + repeat("{{ a }}, ", mega-16) + "]", document.UnquotedReferenceProblem},
		"one line of JSON":         {"[" + repeat("1,", 4*mega-8) + "1]", ""},
		"one line of mistakes":     {"{" + repeat(`"a" 1 `, 4*mega-8), document.SyntaxProblem},
		"mistakes in YAML":         {repeat("a: {{ b }} c\n", mega), document.UnquotedReferenceProblem},
		"anchors":                  {repeat("- &a x\n", mega), ""},
		"aliases":                  {"- &a x\n" + repeat("- *a\n", mega-8), document.TooLargeProblem},
		"aliases without anchor":   {repeat("- *a\n", mega), document.AliasProblem},
		"open quote":               {`{"a": "` + repeat("x", 4*mega-16), document.SyntaxProblem},
		"open quote in YAML":       {`a: "` + repeat("x\n", mega-16), document.SyntaxProblem},
		"lines in a JSON string":   {`{"a": "` + repeat("\n", 4*mega-16) + `x"}`, document.SyntaxProblem},
		"quotes":                   {repeat(`"`, mega), document.SyntaxProblem},
		"comments":                 {repeat("# a\n", mega-8), ""},
		"comments and a key":       {repeat("# a\n", mega-8) + "a: 1\n", ""},
		"comments in JSON":         {"{" + repeat("/**/", 4*mega-8), document.SyntaxProblem},
		"documents":                {repeat("--- a\n", mega), document.MultipleDocumentsProblem},
		"empty documents":          {repeat("---\n", mega), ""},
		"tabs":                     {repeat("\t", mega), ""},
		"colons":                   {repeat(":", mega), document.SyntaxProblem},
		"colons and blanks":        {repeat(": ", mega), document.SyntaxProblem},
		"digits":                   {`{"a": ` + repeat("9", mega) + "}", ""},
		"digits in YAML":           {"a: " + repeat("9", mega-8) + "\n", ""},
		"exponent":                 {`{"a": 1e9999999}`, ""},
		"exponent in YAML":         {"a: +1e9999999\n", ""},
		"block scalar":             {"a: |\n" + repeat("  x\n", mega-8), ""},
		"blank lines":              {"a: >+\n" + repeat("\n", mega-8), ""},
		"2 MB of YAML":             {repeat("a: b\n", 2*mega), document.TooLargeProblem},
		"tags":                     {repeat("!!a ", mega), document.SyntaxProblem},
		"zero bytes":               {repeat("\x00", mega), document.SyntaxProblem},
		"UTF-16":                   {"\xff\xfe{\x00}\x00", document.SyntaxProblem},
		"Latin-1":                  {"a: caf\xe9\n", document.SyntaxProblem},
		"chain of merges":          {mergeChain(5000), document.TooLargeProblem},
		"wrong closing brackets":   {repeat("[}", 4*mega), document.SyntaxProblem},
		"one wrong key at the end": {repeat("a:\n  - b\n", mega-16) + " c: d\n", document.SyntaxProblem},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			doc, problems := document.Parse(document.NewSource("-", []byte(test.text)))
			doc.Root.Value()
			took := time.Since(begin)
			t.Logf("%d bytes, %v, %d problems", len(test.text), took.Round(time.Millisecond), len(problems))
			if test.want == "" {
				for _, p := range problems {
					t.Errorf("%d:%d: %s: %s", p.Span.Start.Line, p.Span.Start.Column, p.Code, p.Message)
				}
				return
			}
			if len(problems) == 0 || !hasCode(problems, test.want) {
				t.Errorf("no problem %s among %d", test.want, len(problems))
				for i, p := range problems {
					if i < 5 {
						t.Logf("%d:%d: %s: %s", p.Span.Start.Line, p.Span.Start.Column, p.Code, p.Message)
					}
				}
			}
		})
	}
}

func hasCode(problems []document.Problem, code document.ProblemCode) bool {
	for _, p := range problems {
		if p.Code == code {
			return true
		}
	}
	return false
}

func deepYAML(depth int) string {
	var b bytes.Buffer
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i))
		b.WriteString("a:\n")
	}
	return b.String()
}

// mergeChain makes maps that each merge the one before and add a key.
func mergeChain(n int) string {
	var b strings.Builder
	b.WriteString("- &a {k: 1}\n")
	for i := range n {
		b.WriteString("- &a\n  <<: *a\n  k" + strings.Repeat("x", i%97) + string(rune('a'+i%26)) + ": 1\n")
	}
	return b.String()
}
