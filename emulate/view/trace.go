package view

import (
	"fmt"
	"io"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// Trace shows each API call of a run with its input and its answer, as JSON.
// Secrets are masked: what the API's model calls sensitive, values of
// SecureString parameters, and passwords.
type Trace struct {
	w   io.Writer
	err error
}

// NewTrace makes a Trace that writes to w.
func NewTrace(w io.Writer) *Trace { return &Trace{w: w} }

// Err is the first error of writing, nil if there was none. After it nothing
// more is written.
func (t *Trace) Err() error { return t.err }

// Observe shows the next event, if it is a call, also one of a child run.
func (t *Trace) Observe(event emulate.Event) {
	switch e := event.(type) {
	case emulate.ChildEvent:
		t.Observe(e.Event)
	case emulate.APICalled:
		t.printf("%s: %s %s\n%s\n", Printable(e.Step), e.Request.Service, e.Request.Operation, indented(maskedInput(e.Request)))
		switch {
		case e.Err != nil:
			t.printf("error: %s\n\n", Printable(e.Err.Error()))
		case e.Invented:
			t.printf("invented answer:\n%s\n\n", indented(maskedOutput(e.Request, e.Output)))
		default:
			t.printf("answer:\n%s\n\n", indented(maskedOutput(e.Request, e.Output)))
		}
	}
}

func indented(v any) string {
	text, err := value.EncodeIndent(v, "  ")
	if err != nil {
		return err.Error()
	}
	return Printable(string(text))
}

func (t *Trace) printf(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format, args...)
	}
}
