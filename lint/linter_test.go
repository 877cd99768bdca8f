package lint_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// words is a rule that reports the nodes whose text a pattern matches.
func words(name string, severity lint.Severity, pattern string) lint.Rule {
	expression := regexp.MustCompile(pattern)
	return lint.Rule{Name: name, Severity: severity, Check: func(p *lint.Pass) {
		for n := range p.Doc.Root.All() {
			if n.IsScalar() && expression.MatchString(n.Text) {
				p.Reportf(n, "%q is odd", n.Text)
			}
		}
	}}
}

// broken is a rule that reports the document and breaks.
func broken(name string) lint.Rule {
	return lint.Rule{Name: name, Severity: lint.Error, Check: func(p *lint.Pass) {
		p.Reportf(p.Doc.Root, "found before it broke")
		panic("index out of range")
	}}
}

// formRules are those that the parser finds.
var formRules = []lint.Rule{{Name: "syntax", Severity: lint.Error}, {Name: "bad-key"}, {Name: "duplicate-key", Severity: lint.Warning}}

func newLinter(t testing.TB, config lint.Config, rules ...lint.Rule) *lint.Linter {
	t.Helper()
	linter, err := lint.New(rules, config)
	if err != nil {
		t.Fatal(err)
	}
	return linter
}

// brief is a diagnostic on one line: place, path, severity, rule, message.
func brief(d lint.Diagnostic) string {
	return fmt.Sprintf("%d:%d %s %s %s: %s", d.Span.Start.Line, d.Span.Start.Column, d.Path, d.Severity, d.Rule, d.Message)
}

func briefs(diagnostics []lint.Diagnostic) string {
	var lines strings.Builder
	for _, d := range diagnostics {
		lines.WriteString(brief(d) + "\n")
	}
	return lines.String()
}

func TestLint(t *testing.T) {
	t.Parallel()
	b, c := words("rule-b", lint.Warning, "^b"), words("rule-c", lint.Error, "c$")
	for _, test := range []struct {
		name   string
		rules  []lint.Rule
		config lint.Config
		file   string
		want   string
	}{
		{
			"by place, then by rule, whatever the order of the rules", []lint.Rule{c, b}, lint.Config{},
			"x: [c, bc, b]\n",
			"1:5 x[0] error rule-c: \"c\" is odd\n" +
				"1:8 x[1] warning rule-b: \"bc\" is odd\n" +
				"1:8 x[1] error rule-c: \"bc\" is odd\n" +
				"1:12 x[2] warning rule-b: \"b\" is odd\n",
		},
		{
			"selected", []lint.Rule{b, c}, lint.Config{Select: []string{"rule-c"}},
			"x: bc\n", "1:4 x error rule-c: \"bc\" is odd\n",
		},
		{
			"ignored", []lint.Rule{b, c}, lint.Config{Ignore: []string{"rule-c"}},
			"x: bc\n", "1:4 x warning rule-b: \"bc\" is odd\n",
		},
		{
			"selected and ignored", []lint.Rule{b, c}, lint.Config{Select: []string{"rule-c"}, Ignore: []string{"rule-c"}},
			"x: bc\n", "",
		},
		{
			"the parser's problems, with the severity of their rule", append([]lint.Rule{b}, formRules...), lint.Config{},
			"sessionType: Port\ninputs: {}\na: 1\na: b\n",
			"4:1 a warning duplicate-key: the key \"a\" is written twice; only the last one counts\n4:4 a warning rule-b: \"b\" is odd\n",
		},
		{
			"the form of a foreign file is not judged", append([]lint.Rule{b}, formRules...), lint.Config{},
			"a: 1\na: b\n", "2:4 a warning rule-b: \"b\" is odd\n",
		},
		{
			"the parser's problems can be ignored", append([]lint.Rule{b}, formRules...), lint.Config{Ignore: []string{"duplicate-key"}},
			"sessionType: Port\ninputs: {}\na: 1\na: b\n", "4:4 a warning rule-b: \"b\" is odd\n",
		},
		{
			"what cannot be read is not judged", append([]lint.Rule{broken("rule-x")}, formRules...), lint.Config{},
			"\x00", "1:1  error syntax: the file is binary: it holds a zero byte\n",
		},
		{
			"an empty file is judged", []lint.Rule{{Name: "rule-e", Check: func(p *lint.Pass) { p.Reportf(p.Doc.Root, "empty") }}}, lint.Config{},
			"", "1:1  info rule-e: empty\n",
		},
		{
			"a rule that breaks costs only itself", []lint.Rule{broken("rule-x"), b}, lint.Config{},
			"a: b\n",
			"1:1  warning internal-error: rule \"rule-x\" broke on this document and did not finish: index out of range\n" +
				"1:1  error rule-x: found before it broke\n" +
				"1:4 a warning rule-b: \"b\" is odd\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			result := newLinter(t, test.config, test.rules...).Lint(document.NewSource("f.yaml", []byte(test.file)))
			if diff := cmp.Diff(test.want, briefs(result.Diagnostics)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFindingKeepsWhatItIsGiven(t *testing.T) {
	t.Parallel()
	severity := lint.Info
	fix := &lint.Fix{Title: "mend it"}
	rule := lint.Rule{Name: "some-rule", Severity: lint.Error, Check: func(p *lint.Pass) {
		n := p.Doc.Root.Get("a")
		p.Report(lint.Finding{
			Node: n, Span: n.SpanAt(1, 2), Severity: &severity, Message: "odd", Suggestion: "x",
			Related: []lint.Related{{Span: n.Span(), Message: "here"}}, Fix: fix,
		})
	}}
	src := document.NewSource("f.yaml", []byte("a: bcd\n"))
	got := newLinter(t, lint.Config{}, rule).Lint(src).Diagnostics
	want := []lint.Diagnostic{{
		Rule: "some-rule", Severity: lint.Info, Message: "odd", Source: src, Span: src.Span(4, 5), Path: "a",
		Suggestion: "x", Related: []lint.Related{{Span: src.Span(3, 6), Message: "here"}}, Fix: fix,
	}}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b *document.Source) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestProblemsKeepRelatedPlacesAndEdits(t *testing.T) {
	t.Parallel()
	src := document.NewSource("f.yaml", nil)
	problem := document.Problem{
		Code: "syntax", Message: "odd", Suggestion: "x",
		Related: &document.Related{Message: "here"}, Edits: []document.Edit{{Text: "x"}},
	}
	doc, _ := document.Parse(src)
	got := newLinter(t, lint.Config{}, formRules...).Check(doc, []document.Problem{problem})
	if len(got) != 1 || got[0].Suggestion != "x" || got[0].Source != src ||
		len(got[0].Related) != 1 || got[0].Related[0].Message != "here" ||
		got[0].Fix == nil || len(got[0].Fix.Edits) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestUnknownRule(t *testing.T) {
	t.Parallel()
	rules := []lint.Rule{words("duplicate-step", lint.Error, "x")}
	for _, test := range []struct {
		config lint.Config
		want   string
	}{
		{lint.Config{Select: []string{"duplicate-steps"}}, `there is no rule "duplicate-steps"; did you mean "duplicate-step"?`},
		{lint.Config{Ignore: []string{"syntax"}}, `there is no rule "syntax"`},
	} {
		_, err := lint.New(rules, test.config)
		if unknown := new(lint.UnknownRuleError); !errors.As(err, &unknown) || err.Error() != test.want {
			t.Errorf("%v, want %s", err, test.want)
		}
	}
}

func TestSeverity(t *testing.T) {
	t.Parallel()
	for _, severity := range []lint.Severity{lint.Info, lint.Warning, lint.Error} {
		if got, err := lint.ParseSeverity(severity.String()); err != nil || got != severity {
			t.Errorf("%s is read as %s, %v", severity, got, err)
		}
	}
	for _, name := range []string{"", "Error", "fatal"} {
		if got, err := lint.ParseSeverity(name); err == nil {
			t.Errorf("%q is read as %s", name, got)
		}
	}
}
