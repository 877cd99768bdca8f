package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/fill"
)

// runbook is a document with the values to run it with.
type runbook struct {
	doc  *document.Document
	args emulate.Arguments
	// filled are those of the values that were made up.
	filled []fill.Value
}

// openRunbook reads and checks what the options name.
func openRunbook(o options, stdin io.Reader, stderr io.Writer) (*runbook, error) {
	src, err := readSource(o.file, stdin)
	if err != nil {
		return nil, err
	}
	doc, problems := document.Parse(src)
	if err := checkKind(doc); err != nil {
		return nil, err
	}
	if !o.noLint {
		if err := checkDocument(doc, problems, o, stderr); err != nil {
			return nil, err
		}
	}
	args, err := arguments(doc, o)
	if err != nil {
		return nil, err
	}
	r := &runbook{doc: doc, args: args}
	if o.fill {
		r.fillIn(o)
	}
	return r, nil
}

// fillIn makes values up for the parameters that need one.
func (r *runbook) fillIn(o options) {
	r.filled = fill.Missing(r.doc, besideTargets(r.args, o.control), fill.Config{
		Seed: o.seed, Region: o.region, Account: o.accountID(), Now: time.Now(),
	})
	for _, v := range r.filled {
		r.args[v.Name] = v.Texts
	}
}

// filledValues are the values that were made up, for a view.
func (r *runbook) filledValues() []emulate.Output {
	var out []emulate.Output
	for _, v := range r.filled {
		out = append(out, emulate.Output{Name: v.Name, Type: v.Type, Value: typed(v.Type, v.Texts)})
	}
	return out
}

// typed is the value of a parameter that is given as texts, as one would write it
// in a file.
func typed(t emulate.Type, texts []string) any {
	switch t {
	case emulate.StringList:
		return value.List(toAny(texts)...)
	case emulate.MapList:
		list := make([]any, len(texts))
		for i, text := range texts {
			list[i] = decoded(text)
		}
		return list
	case emulate.Integer, emulate.Boolean, emulate.StringMap:
		if len(texts) == 1 {
			return decoded(texts[0])
		}
	}
	if len(texts) == 1 {
		return texts[0]
	}
	return value.List(toAny(texts)...)
}

// decoded is what a text says in JSON, or the text where it is none.
func decoded(text string) any {
	v, err := value.Decode([]byte(text))
	if err != nil {
		return text
	}
	return v
}

func toAny(texts []string) []any {
	out := make([]any, len(texts))
	for i, text := range texts {
		out[i] = text
	}
	return out
}

// readParams adds the values in a file of parameters: a map, each value as one
// would write it for the type of the parameter.
func readParams(name string, args emulate.Arguments) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, document.MaxBytes+1))
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	doc, problems := document.Parse(document.NewSource(name, text))
	if len(problems) > 0 {
		return wrongAt(name, problems[0].Span.Start, problems[0].Message)
	}
	if doc.Root == nil {
		return nil
	}
	if doc.Root.Kind != document.Map {
		return wrongAt(name, doc.Root.Span().Start, "values of parameters are a map, this is "+doc.Root.Kind.WithArticle())
	}
	for _, e := range doc.Root.Entries {
		if e.Value.Kind == document.Null {
			return wrongAt(name, e.Key.Span().Start, fmt.Sprintf("parameter %q has no value here", e.Key.Text))
		}
		args[e.Key.Text] = emulate.Wire(e.Value.Value())
	}
	return nil
}

func wrongAt(name string, pos document.Pos, message string) error {
	return usagef("%s:%d:%d: %s", name, pos.Line, pos.Column, message)
}
