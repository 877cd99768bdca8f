package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/emulate/fill"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// The files that init writes.
const (
	responsesFile = "responses.yaml"
	paramsFile    = "params.yaml"
)

// initRunbook writes the files that a run of the document can be given, with the
// answers of a trial run in the order of its calls, then answers for steps that
// it did not come to. Nothing is overwritten.
func initRunbook(ctx context.Context, o options, stdin io.Reader, stdout, stderr io.Writer) error {
	for _, name := range []string{responsesFile, paramsFile} {
		if _, err := os.Lstat(name); err == nil {
			return usagef("%s exists already; init overwrites nothing", name)
		}
	}
	o.fill = true
	// People are taken to agree: the way of the runbook goes on there.
	o.decisions = []emulate.Decision{emulate.Approve, emulate.Resume}
	r, err := openRunbook(o, stdin, stderr)
	if err != nil {
		return err
	}
	calls, err := trialRun(ctx, r, o, stdin, stderr)
	if err != nil {
		return err
	}
	entries := append(scriptEntries(r, o), calls.entries()...)
	responses, err := canned.Format(entries)
	if err != nil {
		return err
	}
	params, err := r.paramsYAML()
	if err != nil {
		return err
	}
	again := strings.Join([]string{"ssmrun", o.file, "--params", paramsFile, "--responses", responsesFile}, " ")
	head := "# " + again + "\n"
	if err := writeNew(responsesFile, head+string(responses)); err != nil {
		return err
	}
	if err := writeNew(paramsFile, head+string(params)); err != nil {
		// One without the other is of no use.
		return errors.Join(err, os.Remove(responsesFile))
	}
	fmt.Fprintf(stdout, "wrote %s (entries: %d) and %s (values: %d); change them, then:\n  %s\n",
		responsesFile, len(entries), paramsFile, len(r.args), again)
	return nil
}

// trialRun runs the document on readable answers and returns its calls.
func trialRun(ctx context.Context, r *runbook, o options, stdin io.Reader, stderr io.Writer) (*callList, error) {
	clock := clock.NewVirtual(time.Now())
	invented := synth.New(synth.Config{Clock: clock, Seed: o.seed, Region: o.region, Account: cloud.DefaultAccount, Sparse: true})
	account, err := newAccount(r, o, clock, invented)
	if err != nil {
		return nil, err
	}
	calls := &callList{next: cloud.Chain{account, invented}}
	hopes := &wishes{synth: invented}
	engine := emulate.New(emulate.Config{
		Cloud: calls, Clock: clock, Actions: actions.All(), Seed: o.seed, Region: o.region,
		Account: cloud.DefaultAccount, Documents: documents(o), Decide: decider(o, stdin, stderr),
		Scripts: scripts(o, stderr), Given: givenScripts(r, o),
		Attachment: attachments(stderr), Returned: returned(o),
		Observe: func(e emulate.Event) { hopes.observe(e, "") },
	})
	_, err = engine.Run(ctx, r.doc, r.args)
	var broken *emulate.DocumentError
	var wrong *emulate.ArgumentsError
	switch {
	case errors.As(err, &broken), errors.As(err, &wrong), ctx.Err() != nil:
		return nil, explain(err, r.doc)
	case err != nil:
		fmt.Fprintf(stderr, "ssmrun: note: the trial run ended early: %v\n", err)
	}
	for step := range r.doc.AllSteps() {
		calls.addStep(ctx, step, invented)
	}
	return calls, nil
}

// callList is a cloud that keeps what it is asked and what is answered.
type callList struct {
	next  cloud.Cloud
	calls []*call
}

type call struct {
	name    awsapi.OperationName
	input   *value.Object
	outputs []*value.Object // without repetitions
}

// Call implements cloud.Cloud. Refusals are not kept: the account in memory gives
// them again.
func (l *callList) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	answer, err := l.next.Call(ctx, req)
	if err == nil {
		l.add(awsapi.OperationName{Service: req.Service, Operation: req.Operation}, req.Input, answer.Output)
	}
	return answer, err
}

func (l *callList) add(name awsapi.OperationName, input, output *value.Object) {
	output = value.Clone(output).(*value.Object)
	for _, c := range l.calls {
		if c.name != name || !value.Equal(c.input, input) {
			continue
		}
		if !value.Equal(c.outputs[len(c.outputs)-1], output) {
			c.outputs = append(c.outputs, output)
		}
		return
	}
	l.calls = append(l.calls, &call{name, input, []*value.Object{output}})
}

// addStep adds the operation of a step that no call was made to.
func (l *callList) addStep(ctx context.Context, step *document.Step, invented *synth.Synth) {
	if step.Inputs == nil {
		return
	}
	inputs, ok := step.Inputs.Value().(*value.Object)
	if !ok {
		return
	}
	op, err := awsapi.Lookup(text(inputs, "Service"), text(inputs, "Api"))
	if err != nil {
		return
	}
	name := awsapi.OperationName{Service: op.Service().Name(), Operation: op.Name()}
	for _, c := range l.calls {
		if c.name == name {
			return
		}
	}
	invented.Expect(stepWishes(step, inputs))
	answer, err := invented.Call(ctx, cloud.Request{Service: name.Service, Operation: name.Operation})
	if err == nil {
		l.add(name, nil, answer.Output)
	}
}

// entries are the calls as entries of a file. Parameters are told where an
// operation was called with several; then those with the longest come first, so
// that no entry stands in the way of one that asks for more.
func (l *callList) entries() []canned.Entry {
	groups := map[awsapi.OperationName][]*call{}
	var names []awsapi.OperationName
	for _, c := range l.calls {
		if groups[c.name] == nil {
			names = append(names, c.name)
		}
		groups[c.name] = append(groups[c.name], c)
	}
	var out []canned.Entry
	for _, name := range names {
		group := groups[name]
		slices.SortStableFunc(group, func(a, b *call) int { return len(encoded(b.input)) - len(encoded(a.input)) })
		for _, c := range group {
			e := canned.Entry{Service: name.Service, Operation: name.Operation, Responses: c.outputs}
			if len(group) > 1 {
				e.Input = c.input
			}
			out = append(out, e)
		}
	}
	return out
}

// encoded is an input as JSON, which it can always be written as.
func encoded(input *value.Object) string {
	text, err := value.Encode(input)
	if err != nil {
		return ""
	}
	return string(text)
}

// paramsYAML writes the values of the parameters, in the order of the document.
func (r *runbook) paramsYAML() ([]byte, error) {
	values := value.New()
	for _, p := range r.doc.Parameters {
		texts, ok := r.args[p.Name.Text]
		if !ok {
			continue
		}
		declared := emulate.String
		if p.Type.IsString() {
			declared, _ = emulate.ParseType(p.Type.Text)
		}
		values.Set(p.Name.Text, typed(declared, texts))
	}
	return canned.YAML(values)
}

// writeNew writes a file that does not exist.
func writeNew(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// scriptEntries are entries with the results of scripts, made up, unless scripts
// are allowed to run: then they give results of their own.
func scriptEntries(r *runbook, o options) []canned.Entry {
	var out []canned.Entry
	if o.allowScripts {
		return nil
	}
	for step := range r.doc.AllSteps() {
		if step.Is(scriptAction) {
			out = append(out, canned.Entry{Step: step.Name.Text, Responses: []*value.Object{inventedResult(r.doc, step, o)}})
		}
	}
	return out
}

// givenScripts gives scripts that are not allowed to run these results.
func givenScripts(r *runbook, o options) func(string, *value.Object) (emulate.Given, bool) {
	return func(name string, _ *value.Object) (emulate.Given, bool) {
		step := r.doc.Step(name)
		if o.allowScripts || step == nil || !step.Is(scriptAction) {
			return emulate.Given{}, false
		}
		return emulate.Given{Response: inventedResult(r.doc, step, o), Place: responsesFile}, true
	}
}

const scriptAction = "aws:executeScript"

func inventedResult(doc *document.Document, step *document.Step, o options) *value.Object {
	return value.New("Payload", fill.Returned(doc, step, fill.Config{Seed: o.seed, Region: o.region, Account: cloud.DefaultAccount}))
}
