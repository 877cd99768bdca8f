package document_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document"
)

// TestKinds reads testdata/kinds: each file says by its name up to the first
// dot what kind it is; those that begin with foreign are none.
func TestKinds(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/kinds/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, _, _ := strings.Cut(filepath.Base(name), ".")
		want, _, _ = strings.Cut(want, "_")
		switch want {
		case "foreign":
			want = ""
		case "ChangeTemplate":
			want = string(document.ChangeTemplate)
		}
		doc, problems := document.Parse(document.NewSource(filepath.Base(name), text))
		if len(problems) > 0 && problems[0].Code != document.TagProblem {
			t.Errorf("%s: %v", name, problems)
		}
		if string(doc.Kind) != want {
			t.Errorf("%s: kind %q, want %q", name, doc.Kind, want)
		}
	}
}
