package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/view"
	"github.com/ssmkit/ssmkit/emulate/view/graph"
	"github.com/ssmkit/ssmkit/emulate/view/plan"
)

// output is all that shows a run, as the options ask for it.
type output struct {
	observers []func(emulate.Event)
	// enders write what is written when the run has ended, in their order.
	enders []func(*emulate.Execution) error
	// stop ends what draws on the screen; nil where nothing does.
	stop func()
	// plan is what the run is a plan for; nil for one that is none.
	plan *plan.Plan
	// stderr is standard error, beside what is drawn.
	stderr io.Writer
}

func newOutput(r *runbook, o options, b *backend, stdout, stderr io.Writer) (*output, error) {
	color, err := flags.Color(o.color, stdout, os.Getenv)
	if err != nil {
		return nil, err
	}
	out := &output{stderr: stderr}
	var screen *view.Terminal
	if file, ok := terminal(stdout, os.Getenv); ok && !o.plan && !o.json && o.events != "-" {
		screen = newScreen(file, o, b, color)
		out.stderr = screen.Beside(stderr)
		out.stop = drawing(screen)
	}
	if o.trace {
		trace := view.NewTrace(out.stderr)
		out.add(trace.Observe, func(*emulate.Execution) error { return trace.Err() })
	}
	switch {
	case o.plan:
		out.addPlan(r, o, b, color, stdout, stderr)
	case o.json:
		out.add(nil, func(x *emulate.Execution) error {
			tellWarnings(stderr, x)
			b.tellInvented(stderr)
			return view.JSON(stdout, x)
		})
	case screen != nil:
		screen.Filled(r.filledValues())
		out.add(screen.Observe, func(*emulate.Execution) error { return screen.Err() })
	case o.events != "-":
		text := view.NewText(stdout, view.TextOptions{Color: color, Verbose: o.verbose})
		text.Filled(r.filledValues())
		out.add(text.Observe, func(*emulate.Execution) error { return text.Err() })
	}
	switch o.events {
	case "":
	case "-":
		out.addEvents(stdout, func() error { return nil })
	default:
		file, err := os.Create(o.events)
		if err != nil {
			return nil, err
		}
		out.addEvents(file, file.Close)
	}
	if o.graph != "" {
		path := graph.NewPath()
		out.add(path.Observe, func(*emulate.Execution) error { return writeRunGraph(o.graph, r, path) })
	}
	return out, nil
}

func (out *output) add(observe func(emulate.Event), end func(*emulate.Execution) error) {
	if observe != nil {
		out.observers = append(out.observers, observe)
	}
	out.enders = append(out.enders, end)
}

// addEvents writes the events, each at once, so that others can follow the run.
func (out *output) addEvents(w io.Writer, done func() error) {
	events := view.NewEvents(w)
	out.add(events.Observe, func(*emulate.Execution) error { return errors.Join(events.Err(), done()) })
}

func (out *output) observe(e emulate.Event) {
	for _, observe := range out.observers {
		observe(e)
	}
}

// end shows what there is of an execution, which may have stopped half-way. Of one
// that did not begin there is nothing.
func (out *output) end(x *emulate.Execution) error {
	if out.stop != nil {
		out.stop()
	}
	if x.ID == "" {
		return nil
	}
	var failed []error
	for _, end := range out.enders {
		failed = append(failed, end(x))
	}
	if err := errors.Join(failed...); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// writeRunGraph draws the runbook with the way that the run took. The file is not
// touched when that fails.
func writeRunGraph(file string, r *runbook, path *graph.Path) error {
	g, err := graph.New(r.doc)
	if err != nil {
		return err
	}
	g.Mark(path)
	var drawn bytes.Buffer
	if err := writeGraph(&drawn, graphFormat(file), g); err != nil {
		return err
	}
	return os.WriteFile(file, drawn.Bytes(), 0o644)
}
