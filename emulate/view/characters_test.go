package view

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPrintable(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"plain 한국어\nnext": "plain 한국어\nnext",
		"\x1b[31mred":     `\u{1b}[31mred`,
		"a\tb\r":          `a\tb\r`,
		"right\u202eleft": `right\u{202e}left`,
		"bad \xff byte":   `bad \u{fffd} byte`,
	} {
		if got := Printable(text); got != want {
			t.Errorf("Printable(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	var rows table
	rows.add("a", "String", "one\ntwo")
	rows.add("줄", "", "three")
	rows.add("long", "Integer", "")
	want := []string{
		"a     String   one\n                 two",
		"줄             three",
		"long  Integer",
	}
	plain := func(_ Style, text string) string { return text }
	if diff := cmp.Diff(want, rows.lines(plain)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestShorten(t *testing.T) {
	t.Parallel()
	if got := shorten(strings.Repeat("한", shownLength)); strings.Contains(got, "...") {
		t.Errorf("shortened %q", got)
	}
	want := strings.Repeat("한", shownLength) + "... (1000 characters)"
	if got := shorten(strings.Repeat("한", 1000)); got != want {
		t.Errorf("got %q", got)
	}
}

func TestDuration(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		0:                             "0.0 s",
		1234 * time.Millisecond:       "1.2 s",
		59_960 * time.Millisecond:     "1 min 0 s",
		90 * time.Minute:              "1 h 30 min",
		73*time.Hour + 59*time.Minute: "3 d 1 h",
	} {
		if got := Duration(d); got != want {
			t.Errorf("Duration(%v) = %q, want %q", d, got, want)
		}
	}
}
