package emulate

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/ssmkit/ssmkit/document"
)

// TestPublishedRunbooksAreNotRefused asks that no published runbook looks broken
// to the engine: all their jumps lead somewhere and none go in a circle.
func TestPublishedRunbooksAreNotRefused(t *testing.T) {
	t.Parallel()
	testdata := os.Getenv("SSMKIT_TESTDATA")
	if testdata == "" {
		t.Skip("SSMKIT_TESTDATA is not set: published runbooks are not looked at")
	}
	runbooks := 0
	err := filepath.WalkDir(filepath.Join(testdata, "corpus"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		doc, _ := document.Parse(document.NewSource(path, text))
		// Files that describe only parameters are no runbooks, though they have
		// the schema version of one.
		if doc.Kind != document.Automation || len(doc.Steps) == 0 {
			return nil
		}
		runbooks++
		if err := checkDocument(doc); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if runbooks < 200 {
		t.Errorf("found %d runbooks", runbooks)
	}
}
