package lint_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/rules"
)

// seed gives a fuzz target the documents of the rules' tests, with the line
// endings and blanks of other editors, and a few that nobody should write.
func seed(f *testing.F) {
	f.Helper()
	documents, err := filepath.Glob("rules/testdata/*/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range documents {
		if filepath.Ext(path) == ".out" {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, rule := range rules.All() {
		f.Add([]byte(rule.Docs.Bad))
		f.Add([]byte("\ufeff" + strings.ReplaceAll(rule.Docs.Bad, "\n", "\r\n")))
	}
	for _, text := range []string{
		"", " ", "\ufeff", "\x00", "- action: aws:sleep", "action: aws:sleep\ninputs: {}\n", "{", "[", "[[[[", "{{ x }}",
		"{\n\t\"schemaVersion\": \"0.3\",\n\t\"mainSteps\": [\n\t\t{\"name\": \"a\", \"action\": \"aws:executeAwsApi\", \"inputs\": {\"Service\": \"ec2\", \"Api\": \"DescribeInstances\",\n" +
			"\t\t\t\"Filters\": [{\"Key\": \"InstanceIds\", \"Values\": [\"{{ Instance\\u0049d }}\"]}]},\n\t\t\t\"outputs\": [{\"Name\": \"\\uc904\", \"Selector\": \"$.Reservations[0]\\u002eInstanceId\", \"Type\": \"string\"}]}\n\t]\n}\n",
		`[{"name":"a","action":"aws:executeAwsApi","inputs":{"Service":"ec2","Api":"DescribeInstance","InstanceId":["{{ Id }}"]},"outputs":[{"Name":"A","Selector":"$.X","Type":"줘String"}]}]`,
		"- &a\n  name: a\n  action: aws:executeAwsApi\n  inputs: &i {Service: ec2, Api: DescribeInstances, Filters: [{Key: x}]}\n- <<: *a\n  name: b\n- *a\n",
		"---\n- name: a\n  action: aws:sleep\n...\n---\nx: 1\n",
		"  - name: a\n    action: aws:sleep\n\t# tab\n    inputs: {Duration: {{ D }}}",
	} {
		f.Add([]byte(text))
	}
}

func allRules(t testing.TB) *lint.Linter { return newLinter(t, lint.Config{}, rules.All()...) }

// FuzzLint checks what holds of every file: no rule breaks, every place is in
// the file, and the same file gives the same findings.
func FuzzLint(f *testing.F) {
	seed(f)
	linter := allRules(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		src := document.NewSource("f", text)
		result := linter.Lint(src)
		for _, d := range result.Diagnostics {
			checkDiagnostic(t, src, d)
			if d.Path == "" && !ofDocument(result.Document, d) {
				t.Errorf("%s: no path", brief(d))
			}
		}
		again := linter.Lint(document.NewSource("f", text))
		if diff := cmp.Diff(briefs(result.Diagnostics), briefs(again.Diagnostics)); diff != "" {
			t.Fatalf("two runs (-first +second):\n%s", diff)
		}
	})
}

// ofDocument tells whether a finding is about the document as a whole, or about
// text outside of all its parts.
func ofDocument(doc *document.Document, d lint.Diagnostic) bool {
	if doc.Root == nil || doc.Root.IsScalar() {
		return true
	}
	start, _ := doc.Root.Offsets()
	at := d.Span.Start.Offset
	inner := func(n *document.Node) bool {
		start, end := n.Offsets()
		return start <= at && at < end
	}
	return at <= start || !slices.ContainsFunc(doc.Root.Items, inner) &&
		!slices.ContainsFunc(doc.Root.Entries, func(e document.Entry) bool { return inner(e.Key) || inner(e.Value) })
}

func checkDiagnostic(t *testing.T, src *document.Source, d lint.Diagnostic) {
	t.Helper()
	if d.Rule == lint.InternalErrorRule {
		t.Fatal(d.Message)
	}
	if d.Message == "" || strings.ContainsAny(d.Message, "\n\r") || strings.HasSuffix(d.Message, ".") {
		t.Errorf("%s: the message %q is not one line without a full stop", d.Rule, d.Message)
	}
	if d.Source != src {
		t.Errorf("%s: another file", brief(d))
	}
	spans := []document.Span{d.Span}
	for _, r := range d.Related {
		spans = append(spans, r.Span)
	}
	for _, span := range spans {
		for _, p := range []document.Pos{span.Start, span.End} {
			if p.Offset < 0 || p.Offset > len(src.Text()) || p.Line < 1 || p.Line > src.Lines() || p.Column < 1 {
				t.Fatalf("%s: the place %+v is outside of the file", brief(d), p)
			}
		}
		if span.End.Offset < span.Start.Offset {
			t.Fatalf("%s: %+v ends before it starts", brief(d), span)
		}
	}
	if d.Fix != nil {
		if len(d.Fix.Edits) == 0 {
			t.Errorf("%s: a fix without edits", brief(d))
		}
		if _, err := document.Apply(src.Text(), d.Fix.Edits); err != nil {
			t.Errorf("%s: %v", brief(d), err)
		}
	}
}

// FuzzFix checks that mending never makes a file worse: its form is no more
// broken than before, it has no more errors, and mending it again changes
// nothing.
func FuzzFix(f *testing.F) {
	seed(f)
	linter := allRules(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		src := document.NewSource("f", text)
		doc, problems := document.Parse(src)
		before := linter.Check(doc, problems)
		fixed := linter.Fix(document.NewSource("f", slices.Clone(text)))
		after, left := document.Parse(document.NewSource("f", fixed.Text))
		if len(left) > len(problems) || doc.Root != nil && after.Root == nil {
			t.Fatalf("it is broken: %v\n%s", left, fixed.Text)
		}
		if is, was := countErrors(fixed.Result.Diagnostics), countErrors(before); is > was {
			t.Fatalf("%d errors became %d:\n%s\n%s", was, is, fixed.Text, briefs(fixed.Result.Diagnostics))
		}
		if len(fixed.Done) == 0 && string(fixed.Text) != string(text) {
			t.Fatalf("it changed, and nobody tells why:\n%s", fixed.Text)
		}
		again := linter.Fix(document.NewSource("f", fixed.Text))
		if diff := cmp.Diff(string(fixed.Text), string(again.Text)); diff != "" {
			t.Fatalf("mending it again (-once +twice):\n%s", diff)
		}
	})
}

func countErrors(diagnostics []lint.Diagnostic) int {
	n := 0
	for _, d := range diagnostics {
		if d.Severity == lint.Error {
			n++
		}
	}
	return n
}
