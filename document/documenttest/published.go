// Package documenttest is for the tests of other packages: it hands them published
// documents, judges files by a JSON Schema, and tells what is missing.
//
//	for name, doc := range documenttest.Runbooks(t) {
//		if err := check(doc); err != nil {
//			t.Errorf("%s: %v", name, err)
//		}
//	}
//
// Published documents are no part of this repository: SSMKIT_TESTDATA names the
// folder that has them below corpus. Without it a test that asks for them is
// skipped. Files are read in place, in the order of their names.
//
// What must hold of the documents is the business of each test.
package documenttest

import (
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/ssmkit/ssmkit/document"
)

// Folder is the folder that SSMKIT_TESTDATA names.
func Folder(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("SSMKIT_TESTDATA")
	if folder == "" {
		t.Skip("SSMKIT_TESTDATA is not set: it names the folder with published documents")
	}
	return folder
}

// Published gives the text of every published document with its path below
// corpus, slashes between its parts.
func Published(t testing.TB) iter.Seq2[string, []byte] {
	t.Helper()
	corpus := os.DirFS(filepath.Join(Folder(t), "corpus"))
	return func(yield func(string, []byte) bool) {
		t.Helper()
		count := 0
		err := fs.WalkDir(corpus, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			text, err := fs.ReadFile(corpus, name)
			if err != nil {
				return err
			}
			count++
			if !yield(name, text) {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if count == 0 {
			t.Fatal("there are no published documents")
		}
	}
}

// Runbooks gives those published documents that are Automation runbooks, parsed,
// with their path as Published has it, which is also the name of their Source.
// Those that describe only parameters, without a step, are left out.
func Runbooks(t testing.TB) iter.Seq2[string, *document.Document] {
	t.Helper()
	published := Published(t)
	return func(yield func(string, *document.Document) bool) {
		for name, text := range published {
			doc, _ := document.Parse(document.NewSource(name, text))
			if doc.Kind == document.Automation && len(doc.Steps) > 0 && !yield(name, doc) {
				return
			}
		}
	}
}
