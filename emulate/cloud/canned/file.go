package canned

import (
	"fmt"
	"io/fs"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/shapecheck"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// file is the one answer to an operation in a folder, for all its calls. It is
// read and checked at its first use.
type file struct {
	op     awsapi.Operation
	folder fs.FS
	path   string // within folder
	shown  string // in messages

	read   bool
	output *value.Object
	err    error
}

func (f *file) place() string { return f.shown }

func (f *file) answer(*value.Object) (*value.Object, bool, error) {
	if !f.read {
		f.read = true
		f.output, f.err = f.open()
	}
	return f.output, true, f.err
}

func (f *file) open() (*value.Object, error) {
	info, err := fs.Stat(f.folder, f.path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.shown, err)
	}
	if info.Size() > document.MaxBytes {
		return nil, fmt.Errorf("read %s: the file is %.1f MB, an answer may have %d MB", f.shown, float64(info.Size())/1e6, document.MaxBytes>>20)
	}
	text, err := fs.ReadFile(f.folder, f.path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.shown, err)
	}
	doc, broken := document.Parse(document.NewSource(f.shown, text))
	c := shapecheck.New(f.shown, broken...)
	if len(broken) == 0 {
		c.Answer(f.op, doc.Root, doc.Source.Pos(0))
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	return doc.Root.Value().(*value.Object), nil
}
