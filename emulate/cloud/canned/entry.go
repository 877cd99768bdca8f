package canned

import (
	"fmt"
	"io/fs"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// entry is one answer to one operation. It is read and checked at its first use.
type entry struct {
	op     awsapi.Operation
	folder fs.FS
	path   string // within folder
	shown  string // in messages

	once   sync.Once
	output *value.Object
	err    error
}

func (e *entry) answer() (*value.Object, error) {
	e.once.Do(func() { e.output, e.err = e.read() })
	return e.output, e.err
}

func (e *entry) read() (*value.Object, error) {
	info, err := fs.Stat(e.folder, e.path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", e.shown, err)
	}
	if info.Size() > document.MaxBytes {
		return nil, fmt.Errorf("read %s: the file is %.1f MB, an answer may have %d MB", e.shown, float64(info.Size())/1e6, document.MaxBytes>>20)
	}
	text, err := fs.ReadFile(e.folder, e.path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", e.shown, err)
	}
	doc, broken := document.Parse(document.NewSource(e.shown, text))
	c := &check{file: e.shown}
	for _, p := range broken {
		c.problems = append(c.problems, Problem{e.shown, p.Span.Start, p.Message})
	}
	if len(broken) == 0 {
		c.answer(e.op, doc)
	}
	if len(c.problems) > 0 {
		return nil, &ProblemsError{c.problems}
	}
	return doc.Root.Value().(*value.Object), nil
}
