package mutation_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/files"
)

// good is a document without errors, with what is said about it all the same.
type good struct {
	name     string
	text     []byte
	doc      *document.Document
	findings findings
}

// goodDocuments are the good documents of this repository and, where
// SSMKIT_TESTDATA is set, the published ones.
func goodDocuments(t *testing.T, linter *lint.Linter) []good {
	t.Helper()
	var paths []string
	for _, pattern := range []string{"../rules/testdata/*/ok*", "../../testdata/*.yaml"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	if root := os.Getenv("SSMKIT_TESTDATA"); root != "" {
		found, err := files.List([]string{filepath.Join(root, "corpus")})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			paths = append(paths, f.Path)
		}
	}
	var all []good
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		// What is sampled must not depend on where the test data lie.
		name := path
		if rel, err := filepath.Rel(os.Getenv("SSMKIT_TESTDATA"), path); err == nil && filepath.IsAbs(path) {
			name = filepath.ToSlash(rel)
		}
		result := linter.Lint(document.NewSource(name, text))
		g := good{name, text, result.Document, newFindings(result.Diagnostics)}
		if g.doc.Root != nil && !hasErrors(result.Diagnostics) {
			all = append(all, g)
		}
	}
	return all
}

func hasErrors(diagnostics []lint.Diagnostic) bool {
	for _, d := range diagnostics {
		if d.Severity == lint.Error {
			return true
		}
	}
	return false
}
