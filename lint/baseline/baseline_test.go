package baseline_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/baseline"
)

func diagnostic(file, rule, path, message string, line int) lint.Diagnostic {
	src := document.NewSource(file, []byte(strings.Repeat("\n", line)))
	return lint.Diagnostic{Rule: rule, Message: message, Path: path, Source: src, Span: src.Span(line-1, line-1)}
}

func TestBaseline(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a, b := filepath.Join(dir, "d", "a.yaml"), filepath.Join(dir, "설명.yaml")
	path := filepath.Join(dir, "baseline.json")
	known := []lint.Diagnostic{
		diagnostic(b, "r", "x", `"<b>" is odd`, 3),
		diagnostic(a, "r", "x", "twice", 1),
		diagnostic(a, "r", "x", "twice", 2),
		diagnostic(a, "q", "", "whole", 1),
		diagnostic(a, lint.InternalErrorRule, "", "broke", 1),
	}
	if err := baseline.Write(path, known); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := `{
  "version": 1,
  "findings": [
    {"file":"d/a.yaml","rule":"q","path":"","message":"whole","count":1},
    {"file":"d/a.yaml","rule":"r","path":"x","message":"twice","count":2},
    {"file":"설명.yaml","rule":"r","path":"x","message":"\"<b>\" is odd","count":1}
  ]
}
`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	read, err := baseline.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	broke, third, elsewhere := known[4], diagnostic(a, "r", "x", "twice", 9), diagnostic(b, "r", "y", `"<b>" is odd`, 3)
	got := read.Filter([]lint.Diagnostic{
		diagnostic(a, "r", "x", "twice", 7), diagnostic(a, "r", "x", "twice", 8), third, broke, elsewhere,
	})
	var lines []int
	for _, d := range got {
		lines = append(lines, d.Span.Start.Line)
	}
	if diff := cmp.Diff([]int{9, 1, 3}, lines); diff != "" {
		t.Errorf("lines of what is new (-want +got):\n%s", diff)
	}
	stale := read.Stale(func(path string) bool { return path == a })
	if diff := cmp.Diff([]baseline.Entry{{File: "d/a.yaml", Rule: "q", Message: "whole", Count: 1}}, stale); diff != "" {
		t.Errorf("stale (-want +got):\n%s", diff)
	}
}

func TestEmptyBaseline(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "baseline.json")
	if err := baseline.Write(path, nil); err != nil {
		t.Fatal(err)
	}
	b, err := baseline.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Filter([]lint.Diagnostic{diagnostic("a.yaml", "r", "", "m", 1)}); len(got) != 1 {
		t.Errorf("an empty baseline knows a finding: %v", got)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing":         "",
		"no JSON":         "version: 1\n",
		"another version": `{"version": 2, "findings": []}`,
		"another key":     `{"version": 1, "finding": []}`,
		"more":            `{"version": 1, "findings": []} {}`,
		"a list":          `[]`,
	} {
		path := filepath.Join(t.TempDir(), "baseline.json")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := baseline.Read(path); err == nil || !strings.Contains(err.Error(), "read the baseline") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	huge := filepath.Join(t.TempDir(), "huge.json")
	if err := errors.Join(os.WriteFile(huge, nil, 0o644), os.Truncate(huge, 64<<20+1)); err != nil {
		t.Fatal(err)
	}
	if _, err := baseline.Read(huge); err == nil || !strings.Contains(err.Error(), "it has more than 64 MB") {
		t.Errorf("a huge file: error %v", err)
	}
	if _, err := baseline.Read(filepath.Join(t.TempDir(), "none.json")); err == nil {
		t.Error("a baseline that is not there is no error")
	}
}
