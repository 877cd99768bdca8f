package report_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/report"
)

// FuzzCaret checks that the carets stand under the text that a finding is about:
// whole characters, from the one that holds the span's first byte to the one
// that holds its last.
func FuzzCaret(f *testing.F) {
	for _, seed := range []string{
		"a: b", "Type: Strin줘", "\ta\tb", "e\u0301e\u0301 x", "👩‍👩‍👧🇰🇷🇰🇷👍🏽", "\ufeffa\r\nb\r\n", "", "\x1b[1m\u202e", "각각", "\xff",
		strings.Repeat("한a", 200), strings.Repeat("\u0301", 3000), strings.Repeat("x\t", 2000),
	} {
		for start := 0; start <= len(seed); start += 1 + len(seed)/5 {
			f.Add(seed, start, start+3)
		}
	}
	f.Fuzz(func(t *testing.T, file string, start, end int) {
		if start < 0 || end < start || end > len(file) {
			t.Skip("no span of the file")
		}
		src := document.NewSource("f", []byte(file))
		d := lint.Diagnostic{Source: src, Span: src.Span(start, end)}
		lines := strings.Split(text(t, report.TextOptions{}, d), "\n")
		if len(lines) != 4 {
			if line := src.Line(d.Span.Start.Line); len(line) < 1000 && strings.TrimSpace(line) != "" {
				t.Fatalf("no snippet: %q", lines)
			}
			return
		}
		shown, carets := cut(t, lines[1]), cut(t, lines[2])
		if strings.ContainsFunc(shown, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) {
			t.Fatalf("%q steers the terminal", shown)
		}
		blank := len(carets) - len(strings.TrimLeft(carets, " "))
		if strings.Trim(carets[blank:], "^") != "" || len(carets) == blank {
			t.Fatalf("%q is no underline", carets)
		}
		if line := src.Line(d.Span.Start.Line); simple(line) && len(line) < 100 && d.Span.End.Line == d.Span.Start.Line {
			want := line[min(d.Span.Start.Column-1, len(line)):min(d.Span.End.Column-1, len(line))]
			if got := cells(t, shown, blank, len(carets)); got != want && (want != "" || len(carets) != blank+1) {
				t.Fatalf("the carets stand under %q, want %q", got, want)
			}
		}
		if want := character(src, d.Span.Start.Offset); want != "" && utf8.ValidString(file) {
			if got := cells(t, shown, blank, len(carets)); !strings.HasPrefix(got, want) {
				t.Fatalf("the carets stand under %q, want %q first\n%s\n%s", got, want, shown, carets)
			}
		}
	})
}

// cut takes the line number away.
func cut(t *testing.T, line string) string {
	t.Helper()
	_, rest, ok := strings.Cut(line, "| ")
	if !ok {
		t.Fatalf("%q has no line number", line)
	}
	return rest
}

// simple tells whether each byte of a line is one cell.
func simple(line string) bool {
	return !strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r > '~' })
}

// character is what a reader sees at a place, when it is a letter, an emoji or
// the like that has a width and that nothing before it can change.
func character(src *document.Source, offset int) string {
	rest := string(src.Text()[offset:])
	text, _, width, _ := uniseg.FirstGraphemeClusterInString(rest, -1)
	r, _ := utf8.DecodeRuneInString(text)
	alone := unicode.In(r, unicode.Latin, unicode.Katakana, unicode.Han) && width > 0
	if before := src.Text()[:offset]; alone && len(before) > 0 {
		previous, _ := utf8.DecodeLastRune(before)
		alone = previous <= '~'
	}
	if !alone || !strings.HasPrefix(rest, text) {
		return ""
	}
	return text
}

// cells is what stands in the cells [from, to) of a line.
func cells(t *testing.T, line string, from, to int) string {
	t.Helper()
	var b strings.Builder
	at := 0
	for g := uniseg.NewGraphemes(line); g.Next(); at += g.Width() {
		switch {
		case at >= to && g.Width() > 0:
			return b.String()
		case at >= from:
			b.WriteString(g.Str())
		case at+g.Width() > from:
			t.Fatalf("the carets under %q begin within a character", line)
		}
	}
	return b.String()
}
