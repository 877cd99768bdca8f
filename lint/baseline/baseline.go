// Package baseline remembers the findings that a project had when it began to
// use the linter, so that only new ones are reported.
//
//	b, err := baseline.Read("ssmlint-baseline.json")
//	diagnostics = b.Filter(diagnostics)
//	stale := b.Stale(checked)
//
// A finding is known again by file, rule, place in the document and message, and
// not by its line: what is written above it does not matter.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/ssmkit/ssmkit/lint"
)

// version grows when an older program could not read the file any more.
const version = 1

// maxBytes bounds what is read of a file: some 300,000 findings.
const maxBytes = 64 << 20

// Entry is one finding, or several that are alike.
type Entry struct {
	// File is the path from the directory of the baseline, with slashes.
	File string `json:"file"`
	Rule string `json:"rule"`
	// Path is the place in the document; empty for the document as a whole.
	Path    string `json:"path"`
	Message string `json:"message"`
	// Count is how often the finding is there.
	Count int `json:"count"`
}

// finding is an entry without its count.
type finding struct{ file, rule, path, message string }

// Baseline is a set of findings. It is for one goroutine.
type Baseline struct {
	dir     string
	entries []Entry
	left    map[finding]int // those that Filter has not met
}

// Read reads a baseline.
func Read(path string) (*Baseline, error) {
	source, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the baseline: %w", err)
	}
	defer source.Close()
	text, err := io.ReadAll(io.LimitReader(source, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the baseline: %w", err)
	}
	if len(text) > maxBytes {
		return nil, fmt.Errorf("read the baseline %s: it has more than %d MB", path, maxBytes>>20)
	}
	var file struct {
		Version  int     `json:"version"`
		Findings []Entry `json:"findings"`
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	err = decoder.Decode(&file)
	if _, more := decoder.Token(); err == nil && !errors.Is(more, io.EOF) {
		err = errors.New("something follows its end")
	}
	if err == nil && file.Version != version {
		err = fmt.Errorf("its version is %d, expected %d", file.Version, version)
	}
	if err != nil {
		return nil, fmt.Errorf("read the baseline %s: %w", path, err)
	}
	b := &Baseline{dir: filepath.Dir(path), entries: file.Findings, left: map[finding]int{}}
	for _, e := range b.entries {
		b.left[e.finding()] += e.Count
	}
	return b, nil
}

func (e Entry) finding() finding { return finding{e.File, e.Rule, e.Path, e.Message} }

// Filter gives the diagnostics that the baseline does not have. Of several that
// are alike the first ones count as known.
func (b *Baseline) Filter(diagnostics []lint.Diagnostic) []lint.Diagnostic {
	var unknown []lint.Diagnostic
	for _, d := range diagnostics {
		f := newFinding(b.dir, d)
		if d.Rule == lint.InternalErrorRule || b.left[f] == 0 {
			unknown = append(unknown, d)
			continue
		}
		b.left[f]--
	}
	return unknown
}

// Stale are the entries that Filter has met less often than they say, with the
// difference, in the order of the baseline. It only tells of files for which
// checked is true; they get the paths that the user would write.
func (b *Baseline) Stale(checked func(path string) bool) []Entry {
	var stale []Entry
	for _, e := range b.entries {
		n := min(e.Count, b.left[e.finding()])
		if n > 0 && checked(filepath.Join(b.dir, filepath.FromSlash(e.File))) {
			b.left[e.finding()] -= n
			e.Count = n
			stale = append(stale, e)
		}
	}
	return stale
}

// Write writes the diagnostics as a baseline. The file is the same for the same
// findings, and has one on each line.
func Write(path string, diagnostics []lint.Diagnostic) error {
	counts := map[finding]int{}
	for _, d := range diagnostics {
		if d.Rule != lint.InternalErrorRule {
			counts[newFinding(filepath.Dir(path), d)]++
		}
	}
	var entries []Entry
	for f, n := range counts {
		entries = append(entries, Entry{f.file, f.rule, f.path, f.message, n})
	}
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Message, b.Message))
	})
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\n  \"version\": %d,\n  \"findings\": [", version)
	for i, e := range entries {
		if i > 0 {
			text.WriteByte(',')
		}
		text.WriteString("\n    ")
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(e); err != nil {
			return fmt.Errorf("write the baseline: %w", err)
		}
		text.Truncate(text.Len() - 1) // the line break of the encoder
	}
	if len(entries) > 0 {
		text.WriteString("\n  ")
	}
	text.WriteString("]\n}\n")
	if err := os.WriteFile(path, text.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the baseline: %w", err)
	}
	return nil
}

// newFinding takes the place of the file relative to the baseline, so that it
// does not matter from where the linter is run.
func newFinding(dir string, d lint.Diagnostic) finding {
	file := d.Source.Name()
	absoluteDir, err := filepath.Abs(dir)
	if absolute, fileErr := filepath.Abs(file); err == nil && fileErr == nil {
		if relative, err := filepath.Rel(absoluteDir, absolute); err == nil {
			file = relative
		}
	}
	return finding{filepath.ToSlash(file), d.Rule, d.Path, d.Message}
}
