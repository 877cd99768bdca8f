package view

import (
	_ "embed"
	"encoding/json"
	"io"
	"strconv"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/secret"
)

// eventsVersion grows when a member goes or changes its meaning.
const eventsVersion = 1

//go:embed events.schema.json
var eventsSchema string

// EventsSchema is the JSON Schema (draft 7) of a line that Events writes.
func EventsSchema() string { return eventsSchema }

// Events writes each event of a run as a line of JSON, as it happens. Secrets are
// masked as in a Trace.
type Events struct {
	w       io.Writer
	err     error
	started bool
}

// NewEvents makes an Events that writes to w.
func NewEvents(w io.Writer) *Events { return &Events{w: w} }

// Err is the first error of writing, nil if there was none. After it nothing
// more is written.
func (v *Events) Err() error { return v.err }

// Observe writes the next event, also one of a child run.
func (v *Events) Observe(event emulate.Event) {
	if v.err != nil {
		return
	}
	o := value.New()
	if !v.started {
		o.Set("version", whole(eventsVersion))
		v.started = true
	}
	var within []any
	for {
		child, ok := event.(emulate.ChildEvent)
		if !ok {
			break
		}
		within = append(within, child.Step)
		event = child.Event
	}
	if !describeEvent(o, event) {
		return
	}
	if within != nil {
		o.Set("within", within)
	}
	line, err := value.Encode(o)
	if err == nil {
		_, err = v.w.Write(append(line, '\n'))
	}
	v.err = err
}

// describeEvent has the members of an event in the order of its fields. It is
// false for an event that it does not know.
func describeEvent(o *value.Object, event emulate.Event) bool {
	head := func(name string, at time.Time, step string) {
		o.Set("event", name)
		o.Set("at", at.UTC().Format("2006-01-02T15:04:05.000Z"))
		if step != "" {
			o.Set("step", step)
		}
	}
	switch e := event.(type) {
	case emulate.RunStarted:
		head("RunStarted", e.At, "")
		describeStart(o, e)
	case emulate.StepStarted:
		head("StepStarted", e.At, e.Step)
		if e.Iteration != nil {
			o.Set("id", e.ID)
			o.Set("action", e.Definition.Action.Text)
			o.Set("iteration", iteration(*e.Iteration))
		}
	case emulate.IterationStarted:
		head("IterationStarted", e.At, e.Loop)
		o.Set("iteration", iteration(e.Iteration))
	case emulate.AttemptStarted:
		head("AttemptStarted", e.At, e.Step)
		o.Set("attempt", whole(e.Attempt))
		o.Set("of", whole(e.Of))
		o.Set("inputs", maskedInputs(e.Inputs))
	case emulate.ReferenceUnresolved:
		head("ReferenceUnresolved", e.At, e.Step)
		o.Set("reference", e.Reference)
		o.Set("why", e.Why)
	case emulate.Warned:
		head("Warned", e.At, e.Step)
		o.Set("message", e.Message)
	case emulate.APICalled:
		head("APICalled", e.At, e.Step)
		describeCall(o, e)
	case emulate.ScriptPrinted:
		head("ScriptPrinted", e.At, e.Step)
		o.Set("text", e.Text)
		o.Set("omitted", json.Number(strconv.FormatInt(e.Omitted, 10)))
	case emulate.PostAnswered:
		head("PostAnswered", e.At, e.Step)
		o.Set("host", e.Host)
		o.Set("code", whole(e.Code))
	case emulate.ResultSupplied:
		head("ResultSupplied", e.At, e.Step)
		o.Set("why", e.Why)
		o.Set("invented", e.Invented)
	case emulate.OutputSet:
		head("OutputSet", e.At, e.Step)
		o.Set("output", e.Name)
		o.Set("type", string(e.Type))
		o.Set("value", secret.Named(e.Name, e.Value))
		o.Set("declared", e.Declared)
	case emulate.OutputMissing:
		head("OutputMissing", e.At, e.Step)
		o.Set("output", e.Name)
		o.Set("type", string(e.Type))
		o.Set("why", e.Why)
	case emulate.VariableSet:
		head("VariableSet", e.At, e.Step)
		o.Set("variable", e.Name)
		o.Set("value", secret.Named(e.Name, e.Value))
	case emulate.AttemptFailed:
		head("AttemptFailed", e.At, e.Step)
		o.Set("attempt", whole(e.Attempt))
		o.Set("of", whole(e.Of))
		o.Set("failure", describeFailure(e.Failure))
	case emulate.Branched:
		head("Branched", e.At, e.Step)
		o.Set("to", e.To)
		o.Set("why", e.Why)
	case emulate.StepWaiting:
		head("StepWaiting", e.At, e.Step)
		describeQuestion(o, e.Question)
	case emulate.StepDecided:
		head("StepDecided", e.At, e.Step)
		describeQuestion(o, e.Question)
		o.Set("decision", string(e.Decision))
	case emulate.RunCancelled:
		head("RunCancelled", e.At, e.Step)
	case emulate.StepFinished:
		head("StepFinished", e.At, e.Step)
		o.Set("status", string(e.Status))
		if e.Failure != nil {
			o.Set("failure", describeFailure(e.Failure))
		}
	case emulate.RunFinished:
		head("RunFinished", e.At, "")
		o.Set("status", string(e.Status))
		if e.FailureMessage != "" {
			o.Set("failureMessage", e.FailureMessage)
		}
		list := []any{}
		for _, output := range e.Outputs {
			list = append(list, describeOutput(output))
		}
		o.Set("outputs", list)
	default:
		return false
	}
	return true
}

func describeStart(o *value.Object, e emulate.RunStarted) {
	o.Set("execution", e.ID)
	if e.Parent != "" {
		o.Set("parent", e.Parent)
	}
	if e.Target != "" {
		o.Set("target", e.Target)
	}
	o.Set("document", e.Document.Source.Name())
	o.Set("executedBy", e.ExecutedBy)
	arguments := value.New()
	for _, p := range e.Document.Parameters {
		if given, ok := e.Arguments[p.Name.Text]; ok {
			list := texts(given)
			for i := range list {
				list[i] = secret.Named(p.Name.Text, list[i])
			}
			arguments.Set(p.Name.Text, list)
		}
	}
	o.Set("parameters", arguments)
	if e.Control != nil {
		o.Set("resolvedTargets", texts(e.ResolvedTargets))
	}
	steps := []any{}
	for i, s := range e.Document.Steps {
		steps = append(steps, value.New("id", e.StepIDs[i], "name", s.Name.Text, "action", s.Action.Text))
	}
	o.Set("steps", steps)
}

func describeCall(o *value.Object, e emulate.APICalled) {
	o.Set("service", e.Request.Service)
	o.Set("operation", e.Request.Operation)
	o.Set("region", e.Request.Region)
	o.Set("input", maskedInput(e.Request))
	if e.Err != nil {
		o.Set("error", e.Err.Error())
	} else {
		o.Set("output", maskedOutput(e.Request, e.Output))
	}
	o.Set("invented", e.Invented)
}

func describeQuestion(o *value.Object, q emulate.Question) {
	o.Set("action", q.Action)
	if q.Approver != "" {
		o.Set("approver", q.Approver)
	}
	if q.Message != "" {
		o.Set("message", q.Message)
	}
	choices := []any{}
	for _, d := range q.Choices {
		choices = append(choices, string(d))
	}
	o.Set("choices", choices)
}

func describeFailure(f *emulate.Failure) *value.Object {
	o := value.New("stage", string(f.Stage), "type", string(f.Type), "message", f.Error())
	if f.API != nil {
		o.Set("operation", f.API.Operation)
		o.Set("code", f.API.Code)
	}
	return o
}

func describeOutput(output emulate.DocumentOutput) *value.Object {
	o := value.New("name", output.Name)
	if output.Missing != "" {
		o.Set("missing", output.Missing)
		return o
	}
	o.Set("type", string(output.Type))
	o.Set("value", secret.Named(output.Name, output.Value))
	return o
}

func iteration(i emulate.Iteration) *value.Object {
	o := value.New("loop", i.Loop, "number", whole(i.Number))
	if i.Value != nil {
		o.Set("value", secret.Named("", i.Value))
	}
	return o
}

func whole(n int) json.Number { return json.Number(strconv.Itoa(n)) }

// maskedInputs are the inputs of a step as they may be shown: where it calls an
// API by name, its model tells what is secret.
func maskedInputs(inputs *value.Object) any {
	if inputs == nil {
		return value.New()
	}
	service, _ := inputs.Get("Service")
	operation, _ := inputs.Get("Api")
	var req cloud.Request
	req.Service, _ = service.(string)
	req.Operation, _ = operation.(string)
	req.Input = inputs
	return maskedInput(req)
}
