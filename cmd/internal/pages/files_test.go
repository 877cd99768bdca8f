package pages_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/cmd/internal/pages"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python"
)

// TestFiles holds docs/rules to the rules; "go generate ./cmd/internal/pages"
// writes it anew. The findings on the pages are made again.
func TestFiles(t *testing.T) {
	t.Parallel()
	reader := python.NewReader("")
	defer reader.Close()
	linter, err := pages.NewLinter(reader)
	if err != nil {
		t.Fatal(err)
	}
	files, err := pages.Files(linter)
	if err != nil {
		t.Fatal(err)
	}
	noPython := errors.Is(reader.Err(), python.ErrNotInstalled)
	for name, want := range files {
		if noPython && bytes.Contains(want, []byte("aws:executeScript")) {
			continue // its findings may be others without python3
		}
		got, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "rules", name))
		if err != nil {
			t.Errorf("run go generate ./cmd/internal/pages: %v", err)
			continue
		}
		if diff := cmp.Diff(string(got), string(want)); diff != "" {
			t.Errorf("run go generate ./cmd/internal/pages: docs/rules/%s (-old +new):\n%s", name, diff)
		}
	}
	present, err := filepath.Glob(filepath.Join("..", "..", "..", "docs", "rules", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range present {
		if files[filepath.Base(path)] == nil {
			t.Errorf("docs/rules/%s is about no rule", filepath.Base(path))
		}
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	rule := lint.Rule{
		Name: "some-rule", Summary: "something is odd", Severity: lint.Warning,
		Docs: lint.Docs{Since: "0.1.0", Text: "Why.\n\n    indented\n", Bad: "{\"a\": \"```\"}\n", Good: "a: b\n\nc: d\n"},
	}
	linter, err := lint.New([]lint.Rule{rule}, lint.Config{})
	if err != nil {
		t.Fatal(err)
	}
	page, err := pages.New(rule, linter)
	if err != nil {
		t.Fatal(err)
	}
	var markdown, text strings.Builder
	if err := page.Markdown(&markdown); err != nil {
		t.Fatal(err)
	}
	if err := page.Text(&text); err != nil {
		t.Fatal(err)
	}
	wantMarkdown := "# some-rule\n\nSomething is odd. Severity: warning. Since 0.1.0.\n\nWhy.\n\n    indented\n\n" +
		"## Bad\n\n````json\n{\"a\": \"```\"}\n````\n\nTo find this, ssmlint needs another program; a note says which when it is missing.\n\n## Good\n\n```yaml\na: b\n\nc: d\n```\n\n" +
		"## Where it is meant\n\nOn the line, or alone on the line above:\n\n```yaml\n# ssmlint: ignore some-rule -- why it is right here\n```\n\n" +
		"For a whole project, in .ssmlint.yaml:\n\n```yaml\nrules:\n  some-rule: off\n```\n"
	if diff := cmp.Diff(wantMarkdown, markdown.String()); diff != "" {
		t.Errorf("Markdown (-want +got):\n%s", diff)
	}
	wantText := "some-rule\n\nSomething is odd. Severity: warning. Since 0.1.0.\n\nWhy.\n\n    indented\n\n" +
		"Bad\n\n    {\"a\": \"```\"}\n\nTo find this, ssmlint needs another program; a note says which when it is missing.\n\nGood\n\n    a: b\n\n    c: d\n\n" +
		"Where it is meant\n\nOn the line, or alone on the line above:\n\n    # ssmlint: ignore some-rule -- why it is right here\n\n" +
		"For a whole project, in .ssmlint.yaml:\n\n    rules:\n      some-rule: off\n"
	if diff := cmp.Diff(wantText, text.String()); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}
