package rules_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/report"
	"github.com/ssmkit/ssmkit/lint/rules"
	"github.com/ssmkit/ssmkit/lint/shell"
)

var update = flag.Bool("update", false, "write the golden files anew")

// testConfig is the configuration that the rules are tested with.
func testConfig() lint.Config {
	return lint.Config{
		Python: pythonReader,
		Shell:  shell.NewReader(nil),
		Today:  time.Date(2026, time.September, 1, 0, 0, 0, 0, time.UTC),
	}
}

func newLinter(t testing.TB) *lint.Linter {
	t.Helper()
	linter, err := lint.New(rules.All(), testConfig())
	if err != nil {
		t.Fatal(err)
	}
	return linter
}

// lintText is what the text printer shows for a file.
func lintText(t *testing.T, name string, text []byte) string {
	t.Helper()
	var out bytes.Buffer
	diagnostics := newLinter(t).Lint(document.NewSource(name, text)).Diagnostics
	if err := report.Text(&out, diagnostics, report.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestRules runs the cases in testdata: below the name of a rule, bad documents
// beside what is shown for them (bad.yaml, bad.yaml.out), and good ones that must be
// silent (ok.yaml).
func TestRules(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		base := filepath.Base(path)
		switch ext := filepath.Ext(path); {
		case ext == ".out":
			if _, err := os.Stat(strings.TrimSuffix(path, ext)); err != nil {
				t.Errorf("%s: no document beside it", path)
			}
		case strings.HasPrefix(base, "bad"):
			t.Run(path, func(t *testing.T) {
				t.Parallel()
				rule := filepath.Base(filepath.Dir(path))
				needPython(t, rule)
				got := lintText(t, base, readFile(t, path))
				if !strings.Contains(got, "["+rule+"]\n") {
					t.Errorf("%s does not report it:\n%s", rule, got)
				}
				golden(t, path+".out", got)
			})
		case strings.HasPrefix(base, "ok"):
			t.Run(path, func(t *testing.T) {
				t.Parallel()
				if got := lintText(t, base, readFile(t, path)); got != "" {
					t.Errorf("must be silent:\n%s", got)
				}
			})
		default:
			t.Errorf("%s: the name begins neither with bad nor with ok", path)
		}
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
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

// TestRuleDocs holds the pages of the rules to what the rules do: the bad
// example is reported by its rule, the good one by none.
func TestRuleDocs(t *testing.T) {
	t.Parallel()
	for _, rule := range rules.All() {
		t.Run(rule.Name, func(t *testing.T) {
			t.Parallel()
			needPython(t, rule.Name)
			bad := newLinter(t).Lint(document.NewSource("bad.yaml", []byte(rule.Docs.Bad))).Diagnostics
			if !slices.ContainsFunc(bad, func(d lint.Diagnostic) bool { return d.Rule == rule.Name }) {
				t.Errorf("the bad example is not reported; findings: %v", names(bad))
			}
			if got := lintText(t, "good.yaml", []byte(rule.Docs.Good)); got != "" {
				t.Errorf("the good example is reported:\n%s", got)
			}
		})
	}
}

func names(diagnostics []lint.Diagnostic) []string {
	var names []string
	for _, d := range diagnostics {
		names = append(names, d.Rule)
	}
	return names
}

// TestCompleteness finds rules without documentation or cases, and cases
// without a rule.
func TestCompleteness(t *testing.T) {
	t.Parallel()
	var known []string
	for _, rule := range rules.All() {
		if slices.Contains(known, rule.Name) {
			t.Errorf("two rules are called %s", rule.Name)
		}
		known = append(known, rule.Name)
		if rule.Summary == "" || rule.Docs.Text == "" || rule.Docs.Bad == "" || rule.Docs.Good == "" || rule.Docs.Since == "" {
			t.Errorf("%s: the documentation is not complete", rule.Name)
		}
		if cases, _ := filepath.Glob(filepath.Join("testdata", rule.Name, "bad*.out")); len(cases) == 0 {
			t.Errorf("%s: there is no bad document in testdata", rule.Name)
		}
		if cases, _ := filepath.Glob(filepath.Join("testdata", rule.Name, "ok*")); len(cases) == 0 {
			t.Errorf("%s: there is no good document in testdata", rule.Name)
		}
	}
	dirs, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		if dir.IsDir() && !slices.Contains(known, dir.Name()) {
			t.Errorf("testdata/%s: there is no such rule", dir.Name())
		}
	}
}
