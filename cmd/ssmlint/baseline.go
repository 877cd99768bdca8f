package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/baseline"
)

// readBaseline gives nil when the run has none.
func readBaseline(o options) (*baseline.Baseline, error) {
	if o.baseline == "" {
		return nil, nil
	}
	return baseline.Read(o.baseline)
}

func writeBaseline(path string, diagnostics []lint.Diagnostic, stderr io.Writer) error {
	if err := baseline.Write(path, diagnostics); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "wrote %s to %s\n", plural(len(diagnostics), "finding"), path)
	return nil
}

// noteStale tells of findings that a baseline has and that are no longer there:
// in the files of this run, and in files that are gone.
func noteStale(w io.Writer, path string, b *baseline.Baseline, checked []string) {
	seen := map[string]bool{}
	for _, name := range checked {
		seen[absolute(name)] = true
	}
	n := 0
	for _, entry := range b.Stale(func(path string) bool {
		_, err := os.Stat(path)
		return seen[absolute(path)] || errors.Is(err, fs.ErrNotExist)
	}) {
		n += entry.Count
	}
	if n > 0 {
		fmt.Fprintf(w, "ssmlint: note: no longer there, but in %s: %s; --write-baseline writes it anew\n", path, plural(n, "finding"))
	}
}

// absolute is a path in the one form that can be compared.
func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}
