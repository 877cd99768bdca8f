package main

import (
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// wishes tells whoever makes answers up what the step that begins hopes for.
type wishes struct {
	synth *synth.Synth
	// docs are the documents of the runs that run, by the names of the steps that
	// they are below.
	docs map[string]*document.Document
	// hopes are the wishes of the steps that run, in the order in which they began:
	// several run at once where a document runs for several targets.
	hopes []hope
}

type hope struct {
	step   string // behind those that it is below
	wishes []synth.Wish
}

// observe is told each event of the run, or of a child run of the step below; that
// is empty for the run itself.
func (w *wishes) observe(event emulate.Event, below string) {
	switch e := event.(type) {
	case emulate.RunStarted:
		if w.docs == nil {
			w.docs = map[string]*document.Document{}
		}
		w.docs[below] = e.Document
	case emulate.ChildEvent:
		w.observe(e.Event, below+"/"+e.Step)
	case emulate.AttemptStarted:
		if step := w.docs[below].Step(e.Step); step != nil {
			w.forget(below + "/" + e.Step)
			w.hopes = append(w.hopes, hope{below + "/" + e.Step, stepWishes(step, e.Inputs)})
			w.expect()
		}
	case emulate.StepFinished:
		w.forget(below + "/" + e.Step)
		w.expect()
	}
}

func (w *wishes) forget(step string) {
	w.hopes = slices.DeleteFunc(w.hopes, func(h hope) bool { return h.step == step })
}

// expect tells all that is wished for, the latest first.
func (w *wishes) expect() {
	var all []synth.Wish
	for _, h := range slices.Backward(w.hopes) {
		all = append(all, h.wishes...)
	}
	w.synth.Expect(all)
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
	add := func(written string, values []string, name, kind string) {
		path, err := selector.Compile(written)
		if err != nil {
			return
		}
		out = append(out, synth.Wish{
			Service: op.Service().Name(), Operation: op.Name(), Path: path, Values: values, Name: name, Type: kind,
		})
	}
	if written := text(inputs, "PropertySelector"); written != "" {
		desired, _ := inputs.Get("DesiredValues")
		list, _ := desired.([]any)
		add(written, emulate.Wire(slices.Clone(list)), "", "")
	}
	for _, output := range step.Outputs {
		if !output.Selector.IsString() {
			continue
		}
		name, kind := "", ""
		if output.Name.IsString() {
			name = output.Name.Text
		}
		if output.Type.IsString() {
			kind = output.Type.Text
		}
		add(output.Selector.Text, nil, name, kind)
	}
	return out
}

// suppose lets the resources of which nothing is known be what the runbook asserts.
// What it waits for comes true by itself, or is what it has to do.
func suppose(doc *document.Document, account *world.World) {
	for step := range doc.AllSteps() {
		if !step.Is("aws:assertAwsResourceProperty") || step.Inputs == nil {
			continue
		}
		inputs, ok := step.Inputs.Value().(*value.Object)
		if !ok {
			continue
		}
		for _, wish := range stepWishes(step, inputs) {
			if len(wish.Values) > 0 && !strings.Contains(wish.Values[0], "{{") {
				account.Suppose(wish.Service, wish.Operation, childNames(wish.Path), wish.Values[0])
			}
		}
	}
}

// childNames are the members that a path goes through.
func childNames(path *selector.Path) []string {
	var out []string
	for _, segment := range path.Segments() {
		if segment.Kind == selector.Child && len(segment.Names) == 1 {
			out = append(out, segment.Names[0])
		}
	}
	return out
}

// text is an input that is a text, else empty.
func text(inputs *value.Object, name string) string {
	v, _ := inputs.Get(name)
	s, _ := v.(string)
	return s
}
