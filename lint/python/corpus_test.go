package python_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python"
	"github.com/ssmkit/ssmkit/lint/rules"
)

// TestPublishedScriptsArePlain reads the scripts of published documents where
// there is no Python: it would take longer to start than many of them to lint.
func TestPublishedScriptsArePlain(t *testing.T) {
	t.Parallel()
	testdata := os.Getenv("SSMKIT_TESTDATA")
	if testdata == "" {
		t.Skip("SSMKIT_TESTDATA is not set: published documents are not read")
	}
	reader := &countingReader{Reader: python.NewReader("/nowhere/python3")}
	t.Cleanup(reader.Close)
	var readers []string // the names of the rules that have scripts read
	for _, rule := range rules.All() {
		if rule.ReadsScripts {
			readers = append(readers, rule.Name)
		}
	}
	linter, err := lint.New(rules.All(), lint.Config{Select: readers, Python: reader})
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join(testdata, "corpus", "aws-owned"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err == nil {
			linter.Lint(document.NewSource(path, text))
		}
		if reader.Err() != nil {
			t.Errorf("%s has a script that only Python can read", path)
			return fs.SkipAll
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if reader.asked < 100 {
		t.Errorf("%d scripts were read, want at least 100", reader.asked)
	}
}

// countingReader counts the scripts that it reads.
type countingReader struct {
	*python.Reader
	asked int
}

func (r *countingReader) ReadPython(text, handler string, minor int) func() *lint.Python {
	r.asked++
	return r.Reader.ReadPython(text, handler, minor)
}
