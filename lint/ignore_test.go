package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// mentions are the places of a word in a document, whatever it stands in.
func mentions(word string) lint.Rule {
	return lint.Rule{Name: "mentions-" + word, Severity: lint.Warning, Check: func(p *lint.Pass) {
		src := p.Doc.Source
		for n := range p.Doc.Root.All() {
			if !n.IsString() {
				continue
			}
			start, _ := n.Offsets()
			for at, rest := start, n.Raw(); ; {
				i := strings.Index(rest, word)
				if i < 0 {
					break
				}
				p.Report(lint.Finding{Node: n, Span: src.Span(at+i, at+i+len(word)), Message: "here"})
				at, rest = at+i+1, rest[i+1:]
			}
		}
	}}
}

func TestIgnoreComments(t *testing.T) {
	t.Parallel()
	rules := []lint.Rule{
		mentions("a"), mentions("b"),
		{Name: "breaks", Check: func(p *lint.Pass) { panic("oh") }},
		{Name: lint.BadIgnoreRule, Severity: lint.Warning},
		{Name: lint.UnusedIgnoreRule, Severity: lint.Warning},
	}
	for _, test := range []struct {
		name, text string
		want       []string // line and rule of what is left
	}{
		{"on the line", "k: a # ssmlint: ignore mentions-a -- x\n", nil},
		{"on the line above", "# ssmlint: ignore mentions-a -- x\nk: a\n", nil},
		{"only for that line", "# ssmlint: ignore mentions-a -- x\nk: a\nl: a\n", []string{"3 mentions-a"}},
		{"only for that rule", "k: ab # ssmlint: ignore mentions-a -- x\n", []string{"1 mentions-b"}},
		{"two rules", "k: ab # ssmlint: ignore mentions-a, mentions-b -- x\n", nil},
		{"blank lines and other comments between", "# ssmlint: ignore mentions-a -- x\n\n  # y\n\nk: a\n", nil},
		{"two comments above", "# ssmlint: ignore mentions-a -- x\n# ssmlint: ignore mentions-b -- y\nk: ab\n", nil},
		{"a whole block", "k: | # ssmlint: ignore mentions-a -- x\n  c\n  a\nl: a\n", []string{"4 mentions-a"}},
		{"a whole block from above", "# ssmlint: ignore mentions-a -- x\nk: |\n  c\n  a\n\nl: a\n", []string{"6 mentions-a"}},
		{"a text in quotes over lines", "k: 'c\n  a' # ssmlint: ignore mentions-a -- x\n", nil},
		{"behind a block", "k: |\n  a\n# ssmlint: ignore mentions-b -- x\nl: b\n", []string{"2 mentions-a"}},
		{"inside a block", "k: |\n  # ssmlint: ignore mentions-b -- x\n  b\n", []string{"2 mentions-b", "3 mentions-b"}},
		{"inside quotes", "k: ' # ssmlint: ignore mentions-b -- x'\n", []string{"1 mentions-b"}},
		{"no blank before", "k: b#ssmlint:ignore mentions-b -- x\n", []string{"1 mentions-b", "1 mentions-b"}},
		{"CRLF and a byte order mark", "\ufeff# ssmlint: ignore mentions-a -- x\r\nk: a\r\n", nil},
		{"in JSON", "{\"k\": \"# ssmlint: ignore mentions-a -- x\"}\n", []string{"1 mentions-a"}},
		{"a whole file", "# c\n# ssmlint: ignore-file mentions-a -- x\n---\nk: a\nl: [a, a]\n", nil},
		{"a whole file, too late", "k: a\n# ssmlint: ignore-file mentions-a -- x\nl: c\n", []string{"1 mentions-a", "2 bad-ignore"}},
		{"unused", "k: c # ssmlint: ignore mentions-a -- x\n", []string{"1 unused-ignore"}},
		{"unused, and that is ignored", "# ssmlint: ignore unused-ignore, mentions-a -- x\nk: c\n", nil},
		{"unused, and that is not needed", "# ssmlint: ignore unused-ignore, mentions-a -- x\nk: a\n", []string{"1 unused-ignore"}},
		{"unused, but the rule broke", "k: c # ssmlint: ignore breaks -- x\n", nil},
		{"no reason", "k: a # ssmlint: ignore mentions-a\n", []string{"1 bad-ignore"}},
		{"an empty reason", "k: a # ssmlint: ignore mentions-a -- \n", []string{"1 bad-ignore"}},
		{"no such rule", "k: a # ssmlint: ignore mention-a -- x\n", []string{"1 mentions-a", "1 bad-ignore"}},
		{"no such word", "k: c # ssmlint: ignroe mentions-a -- x\n", []string{"1 bad-ignore"}},
		{"nothing", "k: c # ssmlint:\n", []string{"1 bad-ignore"}},
		{"a word about it", "# see ssmlint: ignore\nk: c # (ssmlint: ignore)\n", nil},
		{"nothing but a comment", "# ssmlint: ignore-file mentions-a -- x\n", []string{"1 unused-ignore"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			linter, err := lint.New(rules, lint.Config{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range linter.Lint(document.NewSource("x.yaml", []byte(test.text))).Diagnostics {
				if d.Rule != lint.InternalErrorRule {
					got = append(got, fmt.Sprintf("%d %s", d.Span.Start.Line, d.Rule))
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestIgnoreCommentsOfRulesThatAreOff(t *testing.T) {
	t.Parallel()
	linter, err := lint.New([]lint.Rule{mentions("a"), {Name: lint.UnusedIgnoreRule}}, lint.Config{Ignore: []string{"mentions-a"}})
	if err != nil {
		t.Fatal(err)
	}
	if found := linter.Lint(document.NewSource("x.yaml", []byte("k: a # ssmlint: ignore mentions-a -- x\n"))).Diagnostics; len(found) > 0 {
		t.Errorf("reported: %v", found)
	}
}

func TestSeverities(t *testing.T) {
	t.Parallel()
	linter, err := lint.New([]lint.Rule{mentions("a")}, lint.Config{Severities: map[string]lint.Severity{"mentions-a": lint.Info}})
	if err != nil {
		t.Fatal(err)
	}
	found := linter.Lint(document.NewSource("x.yaml", []byte("k: a\n"))).Diagnostics
	if len(found) != 1 || found[0].Severity != lint.Info {
		t.Errorf("got %v, want one finding of severity info", found)
	}
	_, err = lint.New([]lint.Rule{mentions("a")}, lint.Config{Severities: map[string]lint.Severity{"mentions-b": lint.Info}})
	if err == nil {
		t.Error("a severity for a rule that does not exist is no error")
	}
}

// TestIgnoreCommentsWithoutPython: what cannot be read cannot show that a
// comment is not needed.
func TestIgnoreCommentsWithoutPython(t *testing.T) {
	t.Parallel()
	reads := lint.Rule{Name: "reads-scripts", Check: func(p *lint.Pass) {
		for _, s := range p.Scripts() {
			s.Python()
		}
	}}
	linter, err := lint.New([]lint.Rule{reads, {Name: lint.UnusedIgnoreRule}}, lint.Config{})
	if err != nil {
		t.Fatal(err)
	}
	text := `schemaVersion: '0.3'
mainSteps:
  - name: run
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: main
      Script: pass # ssmlint: ignore reads-scripts -- it is right so
`
	if found := linter.Lint(document.NewSource("x.yaml", []byte(text))).Diagnostics; len(found) > 0 {
		t.Errorf("reported: %v", found)
	}
}
