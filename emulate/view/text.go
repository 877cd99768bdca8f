package view

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// TextOptions change what Text shows.
type TextOptions struct {
	Color bool
	// Verbose shows the inputs of each attempt as they were sent, each API call,
	// and values in their full length.
	Verbose bool
}

// Text shows a run to people: each step when it has finished, then the
// document's outputs and how the run ended.
type Text struct {
	w       io.Writer
	options TextOptions
	err     error

	started time.Time
	id      string
	// names are those of the steps in order, actions what they do.
	names   []string
	actions map[string]string
	begun   map[string]bool
	warning []string // about the whole run
	// answers are those to all API calls, invented those made up.
	answers, invented int
	// steps are those that run: the last one, behind the loops that it is in; or
	// all those that run at once.
	steps []*block
	// several tells that the steps are runs of their own.
	several bool
	// prefix is in front of all steps of a child run.
	prefix string
}

// block is what is known of a step that runs.
type block struct {
	name    string
	label   string // the name, behind the iterations that it is in
	started time.Time
	lines   []line
	outputs table
	// rounds counts the iterations of a loop.
	rounds int
	// child shows the run that the step has started last.
	child    *Text
	activity activity
}

// NewText makes a Text that writes to w.
func NewText(w io.Writer, options TextOptions) *Text {
	return &Text{w: w, options: options, actions: map[string]string{}, begun: map[string]bool{}}
}

// Err is the first error of writing, nil if there was none. After it nothing
// more is written.
func (t *Text) Err() error { return t.err }

func (t *Text) paint(style Style, text string) string {
	return Colors(t.options.Color).Paint(style, text)
}

// Observe shows the next event.
func (t *Text) Observe(event emulate.Event) {
	switch e := event.(type) {
	case emulate.RunStarted:
		t.started, t.id, t.several = e.At, e.ID, e.Control != nil
		for _, s := range e.Document.Steps {
			t.actions[s.Name.Text] = s.Action.Text
			t.names = append(t.names, s.Name.Text)
		}
	case emulate.StepStarted:
		t.begin(e)
	case emulate.IterationStarted:
		t.block(e.Loop).rounds++
	case emulate.StepWaiting:
		t.note(e.Step, waiting(e.Question))
	case emulate.StepDecided:
		t.note(e.Step, t.paint(Bold, string(e.Decision)))
	case emulate.ChildEvent:
		t.observeChild(e)
	case emulate.RunCancelled:
		t.note(e.Step, "cancelled")
	case emulate.AttemptStarted:
		t.attempt(e)
	case emulate.APICalled:
		t.call(e)
	case emulate.ScriptPrinted:
		t.printed(e)
	case emulate.ReferenceUnresolved:
		t.note(e.Step, t.paint(Yellow, "note: ")+Printable(e.Reference+" stays as it is: "+e.Why))
	case emulate.Warned:
		if e.Step == "" {
			t.warning = append(t.warning, e.Message)
			return
		}
		t.note(e.Step, t.paint(Yellow, "note: ")+Printable(e.Message))
	case emulate.ResultSupplied:
		t.note(e.Step, t.paint(Yellow, "note: ")+Printable(e.Why))
	case emulate.PostAnswered:
		if t.options.Verbose {
			t.note(e.Step, fmt.Sprintf("request to %s, answered with the status code %d", Printable(e.Host), e.Code))
		}
	case emulate.VariableSet:
		if e.Step != "" {
			t.note(e.Step, "variable "+Printable(e.Name)+" is now "+t.value(e.Value))
		}
	case emulate.OutputSet:
		t.block(e.Step).outputs.add(Printable(e.Name), string(e.Type), t.value(e.Value))
	case emulate.OutputMissing:
		t.block(e.Step).outputs.add(Printable(e.Name), string(e.Type), t.paint(Dim, "not set, "+Printable(e.Why)))
	case emulate.AttemptFailed:
		if e.Attempt < e.Of { // the last failure is that of the step
			t.note(e.Step, fmt.Sprintf("attempt %d of %d: %s", e.Attempt, e.Of, Printable(e.Failure.Error())))
		}
	case emulate.StepFinished:
		t.finishStep(e)
	case emulate.Branched:
		t.branch(e)
	case emulate.RunFinished:
		t.finish(e)
	}
	t.advance(event)
}

// Filled shows values of parameters that were made up before the run.
func (t *Text) Filled(values []emulate.Output) {
	if len(values) == 0 {
		return
	}
	var filled table
	for _, v := range values {
		filled.add(Printable(v.Name), string(v.Type), t.value(v.Value))
	}
	t.printf("Filled in\n")
	for _, line := range filled.lines(t.paint) {
		t.printf("  %s\n", line)
	}
	t.printf("\n")
}

// call counts an answer, and says when it is invented. With Verbose all calls are
// shown.
func (t *Text) call(e emulate.APICalled) {
	t.answers++
	if e.Invented {
		t.invented++
	}
	name := e.Request.Service + " " + e.Request.Operation
	switch {
	case t.options.Verbose && e.Invented:
		t.note(e.Step, "call "+name+" "+compact(maskedInput(e.Request))+t.paint(Dim, ", the answer is invented"))
	case t.options.Verbose:
		t.note(e.Step, "call "+name+" "+compact(maskedInput(e.Request)))
	case e.Invented:
		t.note(e.Step, t.paint(Dim, "the answer to "+name+" is invented"))
	}
}

// note adds a line to a step that runs, or shows it at once when it is about no
// step, as a call for the targets of a run. A line that repeats the one before it is
// counted: a step may make the same call thousands of times.
func (t *Text) note(step, text string) {
	if step == "" {
		t.printf("%s\n", text)
		return
	}
	b := t.block(step)
	if last := len(b.lines) - 1; last >= 0 && b.lines[last].text == text {
		b.lines[last].times++
		return
	}
	b.lines = append(b.lines, line{text, 1})
}

// block is a step that runs; for others it is one that is never shown.
func (t *Text) block(step string) *block {
	for _, b := range slices.Backward(t.steps) {
		if b.name == step {
			return b
		}
	}
	return &block{}
}

// begin begins a step. One inside a loop is shown as Loop[1].Step.
func (t *Text) begin(e emulate.StepStarted) {
	b := &block{name: e.Step, label: t.prefix + e.Step, started: e.At}
	if e.Iteration != nil {
		loop := t.block(e.Iteration.Loop)
		b.label = fmt.Sprintf("%s[%d].%s", loop.label, e.Iteration.Number, e.Step)
		t.actions[e.Step] = e.Definition.Action.Text
	}
	t.steps = append(t.steps, b)
	t.begun[e.Step] = true
}

// line is shown under its step, once however often it was noted in a row.
type line struct {
	text  string
	times int
}

func (l line) String() string {
	if l.times == 1 {
		return l.text
	}
	return fmt.Sprintf("%s (%d times)", l.text, l.times)
}

func (t *Text) attempt(e emulate.AttemptStarted) {
	t.block(e.Step).outputs = table{}
	if !t.options.Verbose {
		return
	}
	var inputs table
	for name, v := range e.Inputs.All() {
		inputs.add("input "+Printable(name), compact(v))
	}
	for _, line := range inputs.lines(t.paint) {
		t.note(e.Step, line)
	}
}

func (t *Text) finishStep(e emulate.StepFinished) {
	b := t.block(e.Step)
	t.steps = slices.DeleteFunc(t.steps, func(other *block) bool { return other == b })
	t.printf("%s  %s  %s  %s\n", t.paint(Bold, Printable(b.label)), t.paint(Dim, Printable(t.actions[e.Step])), t.status(e.Status), Duration(e.At.Sub(b.started)))
	if b.rounds > 0 {
		t.printf("  %s\n", Plural(b.rounds, "iteration"))
	}
	for _, line := range b.lines {
		t.printf("  %s\n", line)
	}
	for _, line := range b.outputs.lines(t.paint) {
		t.printf("  %s\n", line)
	}
	if e.Failure != nil {
		t.printf("  %s\n", strings.ReplaceAll(Printable(e.Failure.Error()), "\n", "\n  "))
	}
}

// branch belongs to the step that runs, or to the one that has just finished.
func (t *Text) branch(e emulate.Branched) {
	line := "ends the run"
	if e.To != "" {
		line = "goes to " + t.paint(Bold, Printable(e.To))
	}
	if e.Why != "" {
		line += " (" + Printable(e.Why) + ")"
	}
	if len(t.steps) > 0 && t.steps[len(t.steps)-1].name == e.Step {
		t.note(e.Step, line)
		return
	}
	t.printf("  %s\n", line)
}

func waiting(q emulate.Question) string {
	line := "waits"
	if q.Approver != "" {
		line += " for " + q.Approver
	}
	if q.Message != "" {
		line += ": " + q.Message
	}
	return Printable(line)
}

// observeChild shows the steps of a child run as Step/ChildStep. What is behind
// its steps is in the outputs of the step, or among several runs, which have no
// outputs, shown as such.
func (t *Text) observeChild(e emulate.ChildEvent) {
	b := t.block(e.Step)
	switch event := e.Event.(type) {
	case emulate.RunStarted:
		b.child = NewText(t.w, t.options)
		b.child.prefix = b.label + "/"
		b.child.Observe(event)
	case emulate.RunFinished:
		t.answers += b.child.answers
		t.invented += b.child.invented
		for _, warning := range b.child.warning {
			t.note(e.Step, t.paint(Yellow, "note: ")+Printable(warning))
		}
		if t.several {
			for _, o := range event.Outputs {
				t.addOutput(&b.outputs, o)
			}
		}
		b.child = nil
	default:
		if b.child == nil { // nothing was started
			return
		}
		b.child.Observe(event)
		if t.err == nil {
			t.err = b.child.err
		}
	}
}

func (t *Text) finish(e emulate.RunFinished) {
	if len(e.Outputs) > 0 {
		t.printf("\nOutputs\n")
		var outputs table
		for _, o := range e.Outputs {
			t.addOutput(&outputs, o)
		}
		for _, line := range outputs.lines(t.paint) {
			t.printf("  %s\n", line)
		}
	}
	t.printf("\n")
	for _, warning := range t.warning {
		t.printf("%s%s\n", t.paint(Yellow, "note: "), Printable(warning))
	}
	if t.invented > 0 {
		t.printf("%sanswers that are invented, and true of no account: %d of %d\n", t.paint(Yellow, "note: "), t.invented, t.answers)
	}
	if pending := t.pending(); len(pending) > 0 {
		t.printf("not reached: %s\n", Printable(strings.Join(pending, ", ")))
	}
	if t.several && e.FailureMessage != "" {
		t.printf("%s\n", Printable(e.FailureMessage))
	}
	t.printf("%s in %s, execution %s\n", t.status(e.Status), Duration(e.At.Sub(t.started)), t.id)
}

func (t *Text) addOutput(outputs *table, o emulate.DocumentOutput) {
	if o.Missing != "" {
		outputs.add(Printable(o.Name), "", t.paint(Dim, "not set, "+Printable(o.Missing)))
		return
	}
	outputs.add(Printable(o.Name), string(o.Type), t.value(o.Value))
}

// pending are the steps that have not begun.
func (t *Text) pending() []string {
	var names []string
	for _, name := range t.names {
		if !t.begun[name] {
			names = append(names, name)
		}
	}
	return names
}

func (t *Text) printf(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format, args...)
	}
}

// value is a value as people read it: texts without quotes, the rest as JSON.
func (t *Text) value(v any) string {
	text, ok := v.(string)
	if !ok {
		text = compact(v)
	}
	text = Printable(text)
	if t.options.Verbose {
		return text
	}
	return shorten(text)
}

func compact(v any) string {
	if object, ok := v.(*value.Object); ok && object == nil {
		return "{}"
	}
	text, err := value.Encode(v)
	if err != nil {
		return err.Error()
	}
	return Printable(string(text))
}
