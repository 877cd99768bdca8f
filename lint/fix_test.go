package lint_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// replaces is a rule that reports each text old and would write another there.
func replaces(name, old, text string) lint.Rule {
	return lint.Rule{Name: name, Severity: lint.Error, Check: func(p *lint.Pass) {
		for n := range p.Doc.Root.All() {
			if n.IsString() && n.Text == old {
				p.Report(lint.Finding{Node: n, Message: "odd", Fix: &lint.Fix{Edits: []document.Edit{lint.ReplaceText(n, text)}}})
			}
		}
	}}
}

// needs is a rule that reports a document without a key and would write the key
// in front of it.
func needs(name, key string, last bool) lint.Rule {
	return lint.Rule{Name: name, Severity: lint.Error, Check: func(p *lint.Pass) {
		if p.Doc.Root.Get(key) == nil {
			p.Report(lint.Finding{Node: p.Doc.Root, Message: "lacks " + key, Fix: &lint.Fix{
				Last: last, Edits: []document.Edit{{Text: key + ": 1\n"}},
			}})
		}
	}}
}

// edits is a rule that reports files of a text and would make edits there.
func edits(name, text string, all ...document.Edit) lint.Rule {
	return lint.Rule{Name: name, Severity: lint.Error, Check: func(p *lint.Pass) {
		if string(p.Doc.Source.Text()) == text {
			p.Report(lint.Finding{Node: p.Doc.Root, Message: "odd", Fix: &lint.Fix{Edits: all}})
		}
	}}
}

func TestFix(t *testing.T) {
	t.Parallel()
	chain := []lint.Rule{replaces("one", "a", "b"), replaces("two", "b", "c"), replaces("three", "c", "d")}
	for _, test := range []struct {
		name       string
		rules      []lint.Rule
		file, want string
		// done are the rules whose findings were mended, in that order; left those
		// of what remains.
		done, left string
	}{
		{"nothing to mend", chain, "x: y\n", "x: y\n", "", ""},
		{"an empty file", chain, "", "", "", ""},
		{"several at once", chain[2:], "x: [c, c]\n", "x: [d, d]\n", "three three", ""},
		{
			"a fix that only moves the trouble is not made", chain[:2], "x: a\n", "x: a\n", "", "one",
		},
		{
			"what two fixes need at the same place they get in turn",
			[]lint.Rule{needs("one", "k", false), needs("two", "k", false)}, "x: 1\n", "k: 1\nx: 1\n", "one", "",
		},
		{
			"insertions at one place are made together",
			[]lint.Rule{needs("one", "k", false), needs("two", "m", false)}, "x: 1\n", "k: 1\nm: 1\nx: 1\n", "one two", "",
		},
		{
			"the last fixes are made on what the others leave",
			[]lint.Rule{needs("last", "k", true), chain[2]}, "x: c\n", "k: 1\nx: d\n", "three last", "",
		},
		{
			"of those that overlap, the first", []lint.Rule{
				edits("one", "x: abc\n", document.Edit{Start: 3, End: 5, Text: "1"}),
				edits("two", "x: abc\n", document.Edit{Start: 4, End: 6, Text: "2"}),
			}, "x: abc\n", "x: 1c\n", "one", "",
		},
		{
			"an insertion within what another fix removes", []lint.Rule{
				edits("one", "x: abc\n", document.Edit{Start: 3, End: 6, Text: "1"}),
				edits("two", "x: abc\n", document.Edit{Start: 4, End: 4, Text: "2"}),
			}, "x: abc\n", "x: 1\n", "one", "",
		},
		{
			"a fix that spoils the file is not made, the others are", []lint.Rule{
				edits("bad", "x: c\n", document.Edit{Text: "["}), chain[2],
			}, "x: c\n", "x: d\n", "three", "",
		},
		{
			"a fix that leaves nothing to be read is not made", []lint.Rule{
				edits("bad", "{x: c}\n", document.Edit{Text: "a: "}, document.Edit{Start: 7, End: 7, Text: "- b\n}"}),
			}, "{x: c}\n", "{x: c}\n", "", "bad",
		},
		{
			"a fix whose edits overlap is not made, the others are", []lint.Rule{
				edits("bad", "x: c\n", document.Edit{Start: 0, End: 2}, document.Edit{Start: 1, End: 2}), chain[2],
			}, "x: c\n", "x: d\n", "three", "",
		},
		{
			"a fix outside of the file is not made, the others are", []lint.Rule{
				edits("bad", "x: c\n", document.Edit{Start: 9, End: 10}), edits("worse", "x: c\n", document.Edit{Start: -1, End: 0}), chain[2],
			}, "x: c\n", "x: d\n", "three", "",
		},
		{
			"a fix that changes nothing is not made", []lint.Rule{edits("idle", "x: c\n", document.Edit{Start: 0, End: 1, Text: "x"})},
			"x: c\n", "x: c\n", "", "idle",
		},
		{
			"two that undo each other come to an end", []lint.Rule{replaces("one", "a", "b"), replaces("two", "b", "a")},
			"x: a\n", "x: a\n", "", "one",
		},
		{
			"a fix that trades an error for warnings is made", []lint.Rule{
				replaces("one", "a", "b"), words("two", lint.Warning, "^b$"), words("three", lint.Info, "^b$"),
			}, "x: a\n", "x: b\n", "one", "three two",
		},
		{
			"a fix that trades a warning for an error is not", []lint.Rule{
				{Name: "one", Severity: lint.Warning, Check: replaces("one", "a", "b").Check},
				words("two", lint.Warning, "^a$"), words("three", lint.Error, "^b$"),
			}, "x: a\n", "x: a\n", "", "one two",
		},
		{"carriage returns and a byte order mark stay", chain[2:], "\ufeffx: c\r\ny: 1\r\n", "\ufeffx: d\r\ny: 1\r\n", "three", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			rules := append([]lint.Rule{{Name: "syntax", Severity: lint.Error}, {Name: "duplicate-key", Severity: lint.Error}}, test.rules...)
			linter := newLinter(t, lint.Config{}, rules...)
			fixed := linter.Fix(document.NewSource("f.yaml", []byte(test.file)))
			if diff := cmp.Diff(test.want, string(fixed.Text)); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.done, ruleNames(fixed.Done)); diff != "" {
				t.Errorf("done (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.left, ruleNames(fixed.Result.Diagnostics)); diff != "" {
				t.Errorf("left (-want +got):\n%s", diff)
			}
			if test.done != "" && string(fixed.Done[0].Source.Text()) != test.file {
				t.Errorf("the first finding that was mended is not of the file as it was")
			}
			if again := linter.Fix(document.NewSource("f.yaml", fixed.Text)); len(again.Done) > 0 {
				t.Errorf("a second time %q is mended: %q", ruleNames(again.Done), again.Text)
			}
		})
	}
}

func ruleNames(diagnostics []lint.Diagnostic) string {
	var names []string
	for _, d := range diagnostics {
		names = append(names, d.Rule)
	}
	return strings.Join(names, " ")
}

// Each fix does good alone, and together they do not: the effort must not grow
// with the square of their number.
func TestFixOfManyFindings(t *testing.T) {
	t.Parallel()
	lints := 0
	rule := lint.Rule{Name: "one", Severity: lint.Error, Check: func(p *lint.Pass) {
		lints++
		for _, item := range p.Doc.Root.Items {
			if item.Text == "a" {
				p.Report(lint.Finding{Node: item, Message: "odd", Fix: &lint.Fix{Edits: []document.Edit{lint.ReplaceText(item, "b")}}})
			}
		}
	}}
	file := "[" + strings.Repeat("a, ", 2000) + "b]\n"
	fixed := newLinter(t, lint.Config{}, rule).Fix(document.NewSource("f.yaml", []byte(file)))
	if len(fixed.Done) != 2000 || len(fixed.Result.Diagnostics) != 0 || lints > 3 {
		t.Errorf("%d mended, %d left, %d rounds", len(fixed.Done), len(fixed.Result.Diagnostics), lints)
	}
}
