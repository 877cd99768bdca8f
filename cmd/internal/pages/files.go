package pages

import (
	"bytes"
	"time"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/rules"
	"github.com/ssmkit/ssmkit/lint/shell"
)

//go:generate go run ./generate ../../../docs/rules

// day is the one for which the examples are judged, so that pages do not change
// by themselves.
var day = time.Date(2026, time.September, 1, 0, 0, 0, 0, time.UTC)

// NewLinter is the linter for the examples. Without a reader, what needs Python
// is not found in them.
func NewLinter(python lint.PythonReader) (*lint.Linter, error) {
	return lint.New(rules.All(), lint.Config{Python: python, Shell: shell.NewReader(nil), Today: day})
}

// Files are the contents of docs/rules by the names of the files.
func Files(linter *lint.Linter) (map[string][]byte, error) {
	files := map[string][]byte{}
	var index bytes.Buffer
	if err := Index(&index, rules.All()); err != nil {
		return nil, err
	}
	files["README.md"] = index.Bytes()
	for _, rule := range rules.All() {
		page, err := New(rule, linter)
		if err != nil {
			return nil, err
		}
		var text bytes.Buffer
		if err := page.Markdown(&text); err != nil {
			return nil, err
		}
		files[rule.Name+".md"] = text.Bytes()
	}
	return files, nil
}
