package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"time"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/cloud/cassette"
	"github.com/ssmkit/ssmkit/emulate/cloud/guard"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/report"
	"github.com/ssmkit/ssmkit/lint/rules"
)

// latency is how long a call takes on a clock that jumps.
const latency = 150 * time.Millisecond

// runDocument runs the document that the options name and shows what happens.
func runDocument(ctx context.Context, o options, stdin io.Reader, stdout, stderr io.Writer) error {
	replayer, err := openReplay(&o)
	if err != nil {
		return err
	}
	r, err := openRunbook(o, stdin, stderr)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	// The first Ctrl-C cancels the run, with its onCancel steps; the next one ends
	// the program.
	context.AfterFunc(ctx, stop)
	backend, err := chosenBackend(ctx, replayer, r, o, stderr)
	if err != nil {
		return err
	}
	o.region, o.account = backend.region, backend.account
	save := func() error { return nil }
	if o.record != "" {
		if save, err = backend.record(r, o); err != nil {
			return err
		}
	}
	out, err := newOutput(r, o, backend, stdout, stderr)
	if err != nil {
		return err
	}
	engine := emulate.New(engineConfig(o, backend, out, stdin, stderr))
	execution, err := execute(ctx, engine, r, o)
	out.stopped(err, backend.secrets)
	if backend.secrets != nil && backend.secrets.HidContents() {
		fmt.Fprintln(out.stderr, "ssmrun: note: some of what AWS's models call sensitive is hidden as ***; --show-sensitive shows it")
	}
	// What was recorded of a run that could not go on is kept too.
	unwritten := errors.Join(out.end(execution), save())
	switch {
	case err != nil:
		return errors.Join(explain(err, r.doc), unwritten)
	case unwritten != nil:
		return unwritten
	}
	if execution.Status != emulate.Success {
		return errShown
	}
	return nil
}

// engineConfig is what the engine works with. What it does is shown by out.
func engineConfig(o options, backend *backend, out *output, stdin io.Reader, stderr io.Writer) emulate.Config {
	config := emulate.Config{
		Cloud: backend.cloud, Clock: backend.clock, Actions: actions.All(), Seed: o.seed,
		Region: backend.region, Account: backend.account, Secrets: backend.secrets, ThrottlingRetry: o.throttling,
		Documents: documents(o), Decide: decider(o, stdin, stderr), Scripts: scripts(o, out.stderr), Given: backend.given,
		Attachment: attachments(out.stderr), Returned: returned(o),
		Observe: func(e emulate.Event) {
			backend.observe(e)
			out.observe(e)
		},
	}
	if o.plan {
		config.Send, config.PassOver = answeredPost, true
	}
	if backend.diverted != nil {
		config.Returned = inventing(config.Returned, backend.diverted)
	}
	return config
}

// chosenBackend is the recording, if there is one to replay, or what the options
// ask for.
func chosenBackend(ctx context.Context, replayer *cassette.Replayer, r *runbook, o options, stderr io.Writer) (*backend, error) {
	if replayer != nil {
		return newReplayBackend(replayer, r, o), nil
	}
	return newBackend(ctx, r, o, stderr)
}

// execute runs the document, or runs it for each target.
func execute(ctx context.Context, engine *emulate.Engine, r *runbook, o options) (*emulate.Execution, error) {
	if o.control == nil {
		return engine.Run(ctx, r.doc, r.args)
	}
	return engine.RunEach(ctx, r.doc, r.args, *o.control)
}

// explain adds to the error of a run what the engine does not know.
func explain(err error, doc *document.Document) error {
	var broken *emulate.DocumentError
	var waiting *emulate.UndecidedError
	var refused *emulate.ScriptRefusedError
	var write *guard.WriteError
	var missing *emulate.ScriptNotRunError
	switch {
	case errors.As(err, &write):
		return fmt.Errorf("%w\n\n--plan lists this call and all others of the run; --allow-writes makes such calls; --responses FILE answers them", err)
	case errors.As(err, &refused):
		return refusedScript(refused)
	case errors.As(err, &missing):
		return scriptNotRun(missing)
	case errors.As(err, &waiting):
		return undecided(waiting)
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("interrupted: %w", err)
	case !errors.As(err, &broken):
		return err
	case doc.Kind == document.Steps:
		return fmt.Errorf("%s: %w; \"ssmlint --fix\" makes one of it", doc.Source.Name(), err)
	}
	return fmt.Errorf("%s: %w", doc.Source.Name(), err)
}

// tellWarnings says beside the JSON what has no place in it.
func tellWarnings(stderr io.Writer, x *emulate.Execution) {
	for _, warning := range x.Warnings {
		fmt.Fprintln(stderr, "ssmrun: note:", warning)
	}
	for _, s := range x.Steps {
		for _, warning := range s.Warnings {
			fmt.Fprintf(stderr, "ssmrun: note: step %q: %s\n", s.Step.Name.Text, warning)
		}
	}
}

func readSource(file string, stdin io.Reader) (*document.Source, error) {
	name, in := "<stdin>", stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		name, in = file, f
	}
	// One byte more than is read of a document lets the parser say what it is.
	text, err := io.ReadAll(io.LimitReader(in, document.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return document.NewSource(name, text), nil
}

// checkKind refuses documents that are fine, but no runbooks.
func checkKind(doc *document.Document) error {
	switch doc.Kind {
	case document.Automation, document.ChangeTemplate, document.Steps, document.Foreign:
		return nil
	}
	return usagef("%s is a document of the kind %s; ssmrun runs Automation runbooks", doc.Source.Name(), doc.Kind)
}

// checkDocument shows the linter's errors. Its warnings are for ssmlint.
func checkDocument(doc *document.Document, problems []document.Problem, o options, stderr io.Writer) error {
	linter, err := lint.New(rules.All(), lint.Config{})
	if err != nil {
		return err
	}
	var found []lint.Diagnostic
	for _, d := range linter.Check(doc, problems) {
		if d.Severity == lint.Error {
			found = append(found, d)
		}
	}
	if len(found) == 0 {
		return nil
	}
	color, err := flags.Color(o.color, stderr, os.Getenv)
	if err != nil {
		return err
	}
	if err := report.Text(stderr, found, report.TextOptions{Color: color}); err != nil {
		return err
	}
	name := doc.Source.Name()
	fmt.Fprintf(stderr, "\nssmrun: not started, %s %s\n", name, describeErrors(doc, len(found)))
	hint := "--no-lint tries to run it as it is"
	mendable := slices.ContainsFunc(found, func(d lint.Diagnostic) bool { return d.Fix != nil })
	if mendable && o.file != "-" {
		hint = fmt.Sprintf("\"ssmlint --fix %s\" mends what has one right way; %s", name, hint)
	}
	fmt.Fprintf(stderr, "ssmrun: %s\n", hint)
	return errShown
}

func describeErrors(doc *document.Document, n int) string {
	count := fmt.Sprintf("has %d errors", n)
	if n == 1 {
		count = "has an error"
	}
	if doc.Kind == document.Steps {
		return "is a list of steps without a document round it, and " + count
	}
	return count
}
