package python_test

import (
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python"
	"github.com/ssmkit/ssmkit/lint/rules"
)

// TestPublishedScriptsArePlain reads the scripts of published documents where
// there is no Python: it would take longer to start than many of them to lint.
func TestPublishedScriptsArePlain(t *testing.T) {
	t.Parallel()
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
	for name, text := range documenttest.Published(t) {
		if !strings.HasPrefix(name, "aws-owned/") {
			continue
		}
		linter.Lint(document.NewSource(name, text))
		if reader.Err() != nil {
			t.Fatalf("%s has a script that only Python can read", name)
		}
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
