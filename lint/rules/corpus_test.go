package rules_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/files"
)

// corpus is the folder of published documents.
func corpus(t testing.TB) string {
	t.Helper()
	folder := documenttest.Folder(t)
	needPython(t, "script-syntax")
	return filepath.Join(folder, "corpus")
}

// TestCorpusErrors holds the linter to documents that AWS and others publish,
// which run: every error in them must be a true defect, with its reason in
// testdata/corpus-defects.yaml, and every defect that is listed must be found.
func TestCorpusErrors(t *testing.T) {
	t.Parallel()
	want := readDefects(t, "testdata/corpus-defects.yaml")
	got := map[string]bool{}
	calls := 0
	for name, result := range lintCorpus(t) {
		for _, d := range result.Diagnostics {
			if d.Severity == lint.Error {
				got[fmt.Sprintf("%s %s %s", name, d.Path, d.Rule)] = true
			}
		}
		calls += apiSteps(result.Document)
	}
	for _, defect := range want {
		if !got[defect.key] {
			t.Errorf("not found: %s (%s)", defect.key, defect.reason)
		}
		delete(got, defect.key)
	}
	for key := range got {
		t.Errorf("not listed as a defect: %s", key)
	}
	t.Logf("%d API steps checked", calls)
	if calls < 800 {
		t.Errorf("only %d API steps were seen: is the corpus complete?", calls)
	}
}

// TestCorpusWarnings pins what is said about the published documents below the
// level of an error, so that each new rule shows its effect in the diff.
func TestCorpusWarnings(t *testing.T) {
	t.Parallel()
	var lines []string
	for name, result := range lintCorpus(t) {
		for _, d := range result.Diagnostics {
			if d.Severity != lint.Error {
				lines = append(lines, fmt.Sprintf("%s %s: %s: %s [%s]", name, d.Path, d.Severity, d.Message, d.Rule))
			}
		}
	}
	slices.Sort(lines)
	got := strings.Join(lines, "\n") + "\n"
	const path = "testdata/corpus-warnings.txt"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(readFile(t, path)), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// lintCorpus lints every document of the corpus, by its name below the corpus.
func lintCorpus(t *testing.T) map[string]lint.Result {
	t.Helper()
	root := corpus(t)
	found, err := files.List([]string{root})
	if err != nil {
		t.Fatal(err)
	}
	linter := newLinter(t)
	results := map[string]lint.Result{}
	for _, f := range found {
		name, err := filepath.Rel(root, f.Path)
		if err != nil {
			t.Fatal(err)
		}
		results[filepath.ToSlash(name)] = linter.Lint(document.NewSource(name, readFile(t, f.Path)))
	}
	return results
}

// apiSteps counts the steps whose calls the API rules look at.
func apiSteps(doc *document.Document) int {
	n := 0
	for step := range doc.AllSteps() {
		if step.Is("aws:executeAwsApi") || step.Is("aws:waitForAwsResourceProperty") || step.Is("aws:assertAwsResourceProperty") {
			n++
		}
	}
	return n
}

// defect is a true defect of a published document.
type defect struct{ key, reason string }

func readDefects(t *testing.T, path string) []defect {
	t.Helper()
	doc, problems := document.Parse(document.NewSource(path, readFile(t, path)))
	if len(problems) > 0 {
		t.Fatalf("%s: %v", path, problems)
	}
	var defects []defect
	for _, n := range doc.Root.Items {
		reason := n.Get("reason").Text
		if reason == "" {
			t.Errorf("%s:%d: a defect without a reason", path, n.Span().Start.Line)
		}
		key := fmt.Sprintf("%s %s %s", n.Get("file").Text, n.Get("path").Text, n.Get("rule").Text)
		defects = append(defects, defect{key, reason})
	}
	return defects
}
