package main

import (
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// wishes tells whoever makes answers up what the step that begins hopes for.
type wishes struct {
	synth *synth.Synth
	// docs are the documents of the run, of its child run, and so on.
	docs []*document.Document
}

// observe is told each event of the run, or of a child run that deep.
func (w *wishes) observe(event emulate.Event, depth int) {
	switch e := event.(type) {
	case emulate.RunStarted:
		w.docs = append(w.docs[:depth], e.Document)
	case emulate.ChildEvent:
		w.observe(e.Event, depth+1)
	case emulate.AttemptStarted:
		if step := w.docs[depth].Step(e.Step); step != nil {
			w.synth.Expect(stepWishes(step, e.Inputs))
		}
	}
}

// stepWishes are what the selectors of a step read from the answer to its call,
// and what it waits for or asserts. A step that calls no API by name, or writes
// what cannot be read, has none: to say so is not the business of this.
func stepWishes(step *document.Step, inputs *value.Object) []synth.Wish {
	op, err := awsapi.Lookup(text(inputs, "Service"), text(inputs, "Api"))
	if err != nil {
		return nil
	}
	var out []synth.Wish
	add := func(written string, values []string, kind string) {
		path, err := selector.Compile(written)
		if err != nil {
			return
		}
		out = append(out, synth.Wish{
			Service: op.Service().Name(), Operation: op.Name(), Path: path, Values: values, Type: kind,
		})
	}
	if written := text(inputs, "PropertySelector"); written != "" {
		desired, _ := inputs.Get("DesiredValues")
		list, _ := desired.([]any)
		add(written, emulate.Wire(slices.Clone(list)), "")
	}
	for _, output := range step.Outputs {
		if !output.Selector.IsString() {
			continue
		}
		kind := ""
		if output.Type.IsString() {
			kind = output.Type.Text
		}
		add(output.Selector.Text, nil, kind)
	}
	return out
}

// text is an input that is a text, else empty.
func text(inputs *value.Object, name string) string {
	v, _ := inputs.Get(name)
	s, _ := v.(string)
	return s
}
