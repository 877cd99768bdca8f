package report_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/report"
)

// finding is a warning about the text between « and », which are no part of the
// file.
func finding(t testing.TB, name, marked string) lint.Diagnostic {
	t.Helper()
	before, rest, ok := strings.Cut(marked, "«")
	text, after, closed := strings.Cut(rest, "»")
	if !ok || !closed {
		t.Fatalf("no « and » in %q", marked)
	}
	src := document.NewSource(name, []byte(before+text+after))
	return lint.Diagnostic{
		Rule: "some-rule", Severity: lint.Warning, Message: "it is odd",
		Source: src, Span: src.Span(len(before), len(before)+len(text)),
	}
}

func text(t testing.TB, options report.TextOptions, diagnostics ...lint.Diagnostic) string {
	t.Helper()
	var out strings.Builder
	if err := report.Text(&out, diagnostics, options); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestSnippet(t *testing.T) {
	t.Parallel()
	wide := strings.Repeat("a", 30_000)
	for _, test := range []struct{ name, file, want string }{
		{
			"plain text", "a:\n  Type: «Strin»\n",
			"f.yaml:2:9\n    2 |   Type: Strin\n      |         ^^^^^\n",
		},
		{
			"wide characters in the span", "Type: «Strin줘»\n",
			"f.yaml:1:7\n    1 | Type: Strin줘\n      |       ^^^^^^^\n",
		},
		{
			"wide characters before the span", "설명: {상태: «x»}\n",
			"f.yaml:1:10\n    1 | 설명: {상태: x}\n      |              ^\n",
		},
		{
			"an emoji of several code points", "a: 👩‍👩‍👧 🇰🇷 «👍🏽» x\n",
			"f.yaml:1:13\n    1 | a: 👩‍👩‍👧 🇰🇷 👍🏽 x\n      |          ^^\n",
		},
		{
			"combining characters", "cafe\u0301: «cafe\u0301» x\n",
			"f.yaml:1:8\n    1 | cafe\u0301: cafe\u0301 x\n      |       ^^^^\n",
		},
		{
			"a span that begins within a character takes all of it", "a: e«\u0301» x\n",
			"f.yaml:1:5\n    1 | a: e\u0301 x\n      |    ^\n",
		},
		{
			"a tab before the span", "{\n\t\"a\": «1»}\n",
			"f.yaml:2:7\n    2 |         \"a\": 1}\n      |              ^\n",
		},
		{
			"a tab behind wide characters", "한국\t«x»\n",
			"f.yaml:1:4\n    1 | 한국    x\n      |         ^\n",
		},
		{
			"a tab in the span", "a«\t»b\n",
			"f.yaml:1:2\n    1 | a       b\n      |  ^^^^^^^\n",
		},
		{
			"carriage returns", "a: 1\r\nb: «2»\r\n",
			"f.yaml:2:4\n    2 | b: 2\n      |    ^\n",
		},
		{
			"a span that is the line ending", "a: 1«\r\n»b: 2\r\n",
			"f.yaml:1:5\n    1 | a: 1\n      |     ^\n",
		},
		{
			"a line feed behind a carriage return", "a: 1\r«\n»b: 2\r\n",
			"f.yaml:1:6\n    1 | a: 1\n      |     ^\n",
		},
		{
			"a byte order mark", "\ufeffa: «1»\n",
			"f.yaml:1:4\n    1 | a: 1\n      |    ^\n",
		},
		{
			"a span from the byte order mark on", "«\ufeffa»: 1\n",
			"f.yaml:1:1\n    1 | a: 1\n      | ^\n",
		},
		{"an empty file", "«»", "f.yaml:1:1\n"},
		{"an empty line", "a: 1\n«»\nb: 2\n", "f.yaml:2:1\n"},
		{"a line of blanks", "a: 1\n \t«»\nb: 2\n", "f.yaml:2:3\n"},
		{
			"several lines: the first is shown", "a: «|\n  x\n  y»\n",
			"f.yaml:1:4\n    1 | a: |\n      |    ^\n",
		},
		{
			"a place without width", "a: «»b\n",
			"f.yaml:1:4\n    1 | a: b\n      |    ^\n",
		},
		{
			"the end of a file without line ending", "a: b«»",
			"f.yaml:1:5\n    1 | a: b\n      |     ^\n",
		},
		{"the end of a file behind its last line", "a: b\n«»", "f.yaml:2:1\n"},
		{
			"the control sequences of terminals", "a: \x1b[31m«red»\x07\u009b1m\n",
			"f.yaml:1:9\n    1 | a: \ufffd[31mred\ufffd\ufffd1m\n      |         ^^^\n",
		},
		{
			"text that turns the direction", "a: \u202e«b»\u2066\u200f\n",
			"f.yaml:1:5\n    1 | a: \ufffdb\ufffd\ufffd\n      |     ^\n",
		},
		{
			"a line separator", "a: b\u2028«c»\n",
			"f.yaml:1:6\n    1 | a: b\ufffdc\n      |      ^\n",
		},
		{
			"bytes that are no text", "a: \xff«\xfe»\n",
			"f.yaml:1:5\n    1 | a: \ufffd\ufffd\n      |     ^\n",
		},
		{
			"the beginning of a long line", "«a»" + wide,
			"f.yaml:1:1\n    1 | " + strings.Repeat("a", 110) + "...\n      | ^\n",
		},
		{
			"the middle of a long line", wide + "«b»" + wide,
			"f.yaml:1:30001\n    1 | ..." + strings.Repeat("a", 36) + "b" + strings.Repeat("a", 73) + "...\n" +
				"      | " + strings.Repeat(" ", 39) + "^\n",
		},
		{
			"the end of a long line", wide + "«b»",
			"f.yaml:1:30001\n    1 | ..." + strings.Repeat("a", 109) + "b\n" +
				"      | " + strings.Repeat(" ", 112) + "^\n",
		},
		{
			"behind a long line", wide + "«»",
			"f.yaml:1:30001\n    1 | ..." + strings.Repeat("a", 110) + "\n" +
				"      | " + strings.Repeat(" ", 113) + "^\n",
		},
		{
			"a span as long as a long line", "«" + wide + "»",
			"f.yaml:1:1\n    1 | " + strings.Repeat("a", 110) + "...\n      | " + strings.Repeat("^", 110) + "\n",
		},
		{
			"wide characters are not cut in half", strings.Repeat("한", 200) + "x«y»" + strings.Repeat("한", 200),
			"f.yaml:1:202\n    1 | ..." + strings.Repeat("한", 17) + "xy" + strings.Repeat("한", 37) + "...\n" +
				"      | " + strings.Repeat(" ", 38) + "^\n",
		},
		{
			"a line that just fits", strings.Repeat("a", 109) + "«b»",
			"f.yaml:1:110\n    1 | " + strings.Repeat("a", 109) + "b\n      | " + strings.Repeat(" ", 109) + "^\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			want := strings.Replace(test.want, "\n", ": warning: it is odd [some-rule]\n", 1)
			if diff := cmp.Diff(want, text(t, report.TextOptions{}, finding(t, "f.yaml", test.file))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTextAroundTheSnippet(t *testing.T) {
	t.Parallel()
	src := document.NewSource("a.yaml", []byte("a: b\nc: d\n"))
	first := lint.Diagnostic{
		Rule: "some-rule", Severity: lint.Error, Message: "it is odd", Source: src, Span: src.Span(3, 4),
	}
	for _, test := range []struct {
		name   string
		change func(*lint.Diagnostic)
		want   string
	}{
		{
			"related places", func(d *lint.Diagnostic) {
				d.Related = []lint.Related{{Span: src.Span(5, 6), Message: "and here"}, {Span: src.Span(8, 9), Message: "here too"}}
			}, "      note: a.yaml:2:1: and here\n      note: a.yaml:2:4: here too\n",
		},
		{"a suggestion", func(d *lint.Diagnostic) { d.Suggestion = "B" }, "      help: B\n"},
		{"a suggestion that the message made", func(d *lint.Diagnostic) { d.Suggestion = "odd" }, ""},
		{
			"a suggestion of several lines", func(d *lint.Diagnostic) { d.Suggestion = "x:\r\n\ty: 1\n\nz: 2\n" },
			"      help: x:\n                    y: 1\n            \n            z: 2\n",
		},
		{
			"steering characters", func(d *lint.Diagnostic) {
				d.Suggestion = "\x1b[2J"
				d.Related = []lint.Related{{Span: src.Span(5, 6), Message: "\u202eereh\r\n"}}
			}, "      note: a.yaml:2:1: \ufffdereh\ufffd\n      help: \ufffd[2J\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := first
			test.change(&d)
			want := "a.yaml:1:4: error: it is odd [some-rule]\n    1 | a: b\n      |    ^\n" + test.want
			if diff := cmp.Diff(want, text(t, report.TextOptions{}, d)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSteeringCharactersInNameAndMessage(t *testing.T) {
	t.Parallel()
	d := finding(t, "\x1b]0;x\x07\n.yaml", "«»")
	d.Message = "no \"a\x1b[1m\u2067b\n\""
	want := "\ufffd]0;x\ufffd\ufffd.yaml:1:1: warning: no \"a\ufffd[1m\ufffdb\ufffd\" [some-rule]\n"
	if diff := cmp.Diff(want, text(t, report.TextOptions{}, d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestColor(t *testing.T) {
	t.Parallel()
	warning := finding(t, "f.yaml", "a: «b»\n")
	warning.Suggestion = "c"
	warning.Related = []lint.Related{{Span: warning.Span, Message: "here"}}
	failure := finding(t, "f.yaml", "«»")
	failure.Severity = lint.Error
	advice := finding(t, "f.yaml", "«»")
	advice.Severity = lint.Info
	want := "\x1b[1mf.yaml:1:4:\x1b[0m \x1b[1;33mwarning:\x1b[0m it is odd \x1b[2m[some-rule]\x1b[0m\n" +
		"\x1b[2m    1 |\x1b[0m a: b\n" +
		"\x1b[2m      |\x1b[0m    \x1b[1;32m^\x1b[0m\n" +
		"\x1b[1;36m      note:\x1b[0m f.yaml:1:4: here\n" +
		"\x1b[1;36m      help:\x1b[0m c\n" +
		"\x1b[1mf.yaml:1:1:\x1b[0m \x1b[1;31merror:\x1b[0m it is odd \x1b[2m[some-rule]\x1b[0m\n" +
		"\x1b[1mf.yaml:1:1:\x1b[0m \x1b[1;36minfo:\x1b[0m it is odd \x1b[2m[some-rule]\x1b[0m\n"
	got := text(t, report.TextOptions{Color: true}, warning, failure, advice)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTextOfNothing(t *testing.T) {
	t.Parallel()
	if got := text(t, report.TextOptions{Color: true}); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestTextReportsThatItCannotWrite(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	r.Close()
	d := finding(t, "f.yaml", "a: «b»\n")
	if err := report.Text(w, []lint.Diagnostic{d}, report.TextOptions{}); err != io.ErrClosedPipe {
		t.Errorf("Text: %v", err)
	}
	if err := report.JSON(w, []lint.Diagnostic{d}); err != io.ErrClosedPipe {
		t.Errorf("JSON: %v", err)
	}
}

// BenchmarkText prints a thousand findings on one line, as a minified document
// has them.
func BenchmarkText(b *testing.B) {
	for _, size := range []int{60_000, 4_000_000} {
		src := document.NewSource("min.json", []byte(strings.Repeat(`{"이름":"x"}`, size/16)))
		var all []lint.Diagnostic
		for i := range 1000 {
			at := i * (size / 1000)
			all = append(all, lint.Diagnostic{Rule: "r", Message: "m", Source: src, Span: src.Span(at, at+8)})
		}
		b.Run(fmt.Sprintf("%dKB", size/1000), func(b *testing.B) {
			for b.Loop() {
				if err := report.Text(io.Discard, all, report.TextOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
