package rewrite_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python"
	"github.com/ssmkit/ssmkit/lint/rewrite"
	"github.com/ssmkit/ssmkit/lint/rules"
	"github.com/ssmkit/ssmkit/lint/shell"
)

// shortSample is how many documents of each sort are looked at in short mode.
const shortSample = 25

// explained are the documents of rules of which something else may be said, with
// the ways to write them and the reason.
var explained = []struct{ document, kinds, reason string }{
	{
		"value-type/bad-colon.yaml", "yaml-single-quotes yaml-double-quotes yaml-literal yaml-folded yaml-flow yaml-inner-flow json json-tabs json-compact json-escapes",
		"the message says how the YAML came to be a map, which only one without quotes and brackets does unseen",
	},
	{
		"misplaced-reference/bad.yaml", "aliases",
		"a string that a default and a key of a step share is judged as the default",
	},
	{"clear-text-secret/bad.yaml", "parameters-with-api-names", "that the parameter holds a password its name alone says"},
}

func isExplained(name, kind string) bool {
	for _, e := range explained {
		if strings.HasSuffix(name, "/"+e.document) && slices.Contains(strings.Fields(e.kinds), kind) {
			return true
		}
	}
	return false
}

// sample is a document that was read without a problem, with what is said of it.
type sample struct {
	name     string
	doc      *document.Document
	findings []lint.Diagnostic
}

// TestPublishedDocuments rewrites published documents in every way and asks the
// linter to say the same of each.
func TestPublishedDocuments(t *testing.T) {
	t.Parallel()
	linter := newLinter(t)
	var samples []sample
	for name, text := range documenttest.Published(t) {
		samples = append(samples, newSample(linter, name, text))
	}
	compareAll(t, linter, samples)
}

// TestDocumentsOfRules does the same with the documents that the rules are tested
// with, which have something to be said of.
func TestDocumentsOfRules(t *testing.T) {
	t.Parallel()
	linter := newLinter(t)
	paths, err := filepath.Glob("../rules/testdata/*/*.*")
	if err != nil {
		t.Fatal(err)
	}
	var samples []sample
	for _, path := range paths {
		rule := filepath.Base(filepath.Dir(path))
		if filepath.Ext(path) == ".out" || strings.HasSuffix(rule, "-ignore") { // comments are not kept
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		samples = append(samples, newSample(linter, path, text))
	}
	compareAll(t, linter, samples)
}

func newLinter(t *testing.T) *lint.Linter {
	t.Helper()
	scripts := python.NewReader("")
	t.Cleanup(scripts.Close)
	linter, err := lint.New(rules.All(), lint.Config{
		Python: scripts, Shell: shell.NewReader(nil), Today: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC),
		// These are about the way in which a document is written. Quotes that are
		// written otherwise may even be meant.
		Ignore: []string{"too-large", "syntax", "bad-ignore", "unused-ignore", "unquoted-version", "curly-quotes"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return linter
}

func newSample(linter *lint.Linter, name string, text []byte) sample {
	doc, problems := document.Parse(document.NewSource(name, text))
	if len(problems) > 0 || doc.Root == nil {
		return sample{name: name}
	}
	return sample{name, doc, linter.Check(doc, nil)}
}

func compareAll(t *testing.T, linter *lint.Linter, samples []sample) {
	samples = slices.DeleteFunc(samples, func(s sample) bool { return s.doc == nil })
	if len(samples) < 250 {
		t.Errorf("only %d documents can be rewritten", len(samples))
	}
	if testing.Short() {
		// Neighbours are alike, so those that are looked at lie far apart.
		step := max(1, len(samples)/shortSample)
		var some []sample
		for i := 0; i < len(samples); i += step {
			some = append(some, samples[i])
		}
		samples = some
	}
	var lock sync.Mutex
	total, differ := 0, 0
	t.Run("kinds", func(t *testing.T) {
		for _, kind := range rewrite.Kinds() {
			t.Run(kind.Name, func(t *testing.T) {
				t.Parallel()
				count := 0
				for _, s := range samples {
					if kind.Renames && hasErrors(s.findings) {
						continue
					}
					r, ok := kind.Rewrite(s.doc)
					if !ok {
						continue
					}
					count++
					diff := compare(t, linter, kind, s, r)
					if diff == "" && isExplained(s.name, kind.Name) {
						t.Errorf("%s: there is nothing to be explained", s.name)
					}
					if diff != "" && !isExplained(s.name, kind.Name) {
						lock.Lock()
						differ++
						lock.Unlock()
						t.Errorf("%s:\n%s", s.name, diff)
					}
				}
				if count == 0 && !testing.Short() {
					t.Errorf("no document can be written so")
				}
				lock.Lock()
				total += count
				lock.Unlock()
			})
		}
	})
	t.Logf("%d documents were rewritten %d times, %d differ", len(samples), total, differ)
}

func hasErrors(findings []lint.Diagnostic) bool {
	return slices.ContainsFunc(findings, func(d lint.Diagnostic) bool { return d.Severity == lint.Error })
}

// compare tells what is said only of the document or only of what it became.
func compare(t *testing.T, linter *lint.Linter, kind rewrite.Kind, s sample, r rewrite.Rewritten) string {
	t.Helper()
	doc, problems := document.Parse(document.NewSource(r.Name, r.Text))
	if len(problems) > 0 {
		return fmt.Sprintf("cannot be read: line %d: %s\n", problems[0].Span.Start.Line, problems[0].Message)
	}
	if r.SameValue && !value.Equal(s.doc.Root.Value(), doc.Root.Value()) {
		return "it is not the same document\n"
	}
	before, after := count(kind, s.findings, r.Names), count(kind, linter.Check(doc, nil), r.Names)
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(before)) {
		if before[key] > after[key] {
			fmt.Fprintf(&b, "- %s\n", key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(after)) {
		if after[key] > before[key] {
			fmt.Fprintf(&b, "+ %s\n", key)
		}
	}
	return b.String()
}

// count counts findings by what is said. New names are turned back into the old
// ones; where the same name is now several things, names are left out.
func count(kind rewrite.Kind, diagnostics []lint.Diagnostic, names map[string]string) map[string]int {
	counts := map[string]int{}
	for _, d := range diagnostics {
		path, message := d.Path, d.Message
		switch {
		case kind.Borrows:
			path, message = "", ""
		default:
			for _, name := range slices.Sorted(maps.Keys(names)) {
				path, message = strings.ReplaceAll(path, name, names[name]), strings.ReplaceAll(message, name, names[name])
			}
		}
		if kind.Reorders {
			path, message = parent(path), inAnyOrder(message)
		}
		if kind.Shares {
			counts[fmt.Sprintf("%s: %s [%s]", d.Severity, message, d.Rule)] = 1
			continue
		}
		counts[fmt.Sprintf("%s %s: %s [%s]", path, d.Severity, message, d.Rule)]++
	}
	return counts
}

// parent is the path of the map or list that something is in.
func parent(path string) string {
	return path[:max(0, strings.LastIndexAny(path, ".["))]
}

// inAnyOrder is a message with its words sorted, as those that list keys do it in
// the order of the file.
func inAnyOrder(message string) string {
	words := strings.FieldsFunc(message, func(r rune) bool { return strings.ContainsRune(" ,;", r) })
	slices.Sort(words)
	return strings.Join(words, " ")
}
