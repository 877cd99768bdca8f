package view_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xeipuuv/gojsonschema"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/view"
)

// oneOfEach has an event of each type with all its members.
func oneOfEach() []emulate.Event {
	at := time.Date(2026, 3, 1, 12, 0, 0, 123456789, time.FixedZone("", 3600))
	doc, _ := document.Parse(document.NewSource("a.yaml", []byte("schemaVersion: '0.3'\nparameters: {P: {type: String}, Password: {type: String}}\nmainSteps: [{name: a, action: aws:pause, inputs: {}}]\n")))
	round := emulate.Iteration{Loop: "each", Number: 2, Value: "x"}
	failure := &emulate.Failure{
		Stage: emulate.Invocation, Type: emulate.ActionFailure, Doing: emulate.Executing, Cause: "no",
		API: &cloud.APIError{Operation: "DescribeInstances", Code: "Nope", Message: "no"},
	}
	question := emulate.Question{Step: "a", Action: "aws:approve", Approver: "alice", Message: "ok?", Choices: []emulate.Decision{emulate.Approve, emulate.Reject}}
	put := cloud.Request{Service: "ssm", Operation: "PutParameter", Region: "us-east-1", Input: value.New("Name", "n", "Type", "SecureString", "Value", "hidden")}
	return []emulate.Event{
		emulate.RunStarted{
			At: at, ID: "id", Document: doc, Arguments: emulate.Arguments{"P": {"v"}, "Password": {"hidden"}}, Parent: "parent", ExecutedBy: "arn", Target: "t",
			Control: &emulate.RateControl{}, ResolvedTargets: []string{"t"}, StepIDs: []string{"s"},
		},
		emulate.StepStarted{At: at, Step: "a"},
		emulate.StepStarted{At: at, Step: "a", Iteration: &round, Definition: doc.Steps[0], ID: "s"},
		emulate.IterationStarted{At: at, Iteration: round},
		emulate.AttemptStarted{At: at, Step: "a", Attempt: 1, Of: 3, Inputs: value.New("Service", "secretsmanager", "Api", "PutSecretValue", "SecretId", "s", "SecretString", "hidden")},
		emulate.ReferenceUnresolved{At: at, Step: "a", Reference: "{{ b.c }}", Why: "because"},
		emulate.Warned{At: at, Step: "a", Message: "mind"},
		emulate.APICalled{At: at, Step: "a", Request: put, Output: value.New("Version", json.Number("1")), Invented: true},
		emulate.APICalled{At: at, Step: "a", Request: put, Err: errors.New("no")},
		emulate.ScriptPrinted{At: at, Step: "a", Text: "hello\n", Omitted: 5},
		emulate.PostAnswered{At: at, Step: "a", Host: "example.com", Code: 200},
		emulate.ResultSupplied{At: at, Step: "a", Why: "its result is that of answers.yaml:1", Invented: true},
		emulate.OutputSet{At: at, Step: "a", Output: emulate.Output{Name: "Out", Type: emulate.String, Value: "v"}, Declared: true},
		emulate.OutputMissing{At: at, Step: "a", Name: "Out", Type: emulate.String, Why: "because"},
		emulate.VariableSet{At: at, Step: "a", Name: "v", Value: value.List("a")},
		emulate.AttemptFailed{At: at, Step: "a", Attempt: 1, Of: 3, Failure: failure},
		emulate.Branched{At: at, Step: "a", To: "b", Why: "choice 1"},
		emulate.StepWaiting{At: at, Question: question},
		emulate.StepDecided{At: at, Question: question, Decision: emulate.Reject},
		emulate.ChildEvent{Step: "a", Event: emulate.ChildEvent{Step: "b", Event: emulate.StepStarted{At: at, Step: "c"}}},
		emulate.RunCancelled{At: at, Step: "a"},
		emulate.StepFinished{At: at, Step: "a", Status: emulate.Failed, Failure: failure},
		emulate.RunFinished{At: at, Status: emulate.Failed, FailureMessage: "no", Outputs: []emulate.DocumentOutput{
			{Name: "a.Out", Value: "v", Type: emulate.String}, {Name: "a.Other", Missing: "no value"},
		}},
	}
}

// TestEventsOfEachType pins a line for each type of event and holds it to the
// schema; a type that is not there fails, too.
func TestEventsOfEachType(t *testing.T) {
	t.Parallel()
	var got bytes.Buffer
	events := view.NewEvents(&got)
	have := map[string]bool{}
	for _, e := range oneOfEach() {
		have[reflect.TypeOf(e).Name()] = true
		events.Observe(e)
	}
	if events.Err() != nil {
		t.Fatal(events.Err())
	}
	for _, name := range eventTypes(t) {
		if !have[name] {
			t.Errorf("there is no %s", name)
		}
	}
	if want, lines := len(oneOfEach()), bytes.Count(got.Bytes(), []byte("\n")); lines != want {
		t.Errorf("%d lines of %d events", lines, want)
	}
	if strings.Contains(got.String(), "hidden") {
		t.Error("a secret is shown")
	}
	checkLines(t, got.Bytes())
	golden(t, "testdata/each.events.jsonl", got.Bytes())
}

// eventTypes are the types in event.go that are events.
func eventTypes(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../event.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "event" && f.Recv != nil {
			names = append(names, f.Recv.List[0].Type.(*ast.Ident).Name)
		}
	}
	if len(names) == 0 {
		t.Fatal("no events")
	}
	return names
}

// checkLines holds lines to the schema.
func checkLines(t *testing.T, text []byte) {
	t.Helper()
	schema, err := gojsonschema.NewSchema(gojsonschema.NewStringLoader(view.EventsSchema()))
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n")) {
		result, err := schema.Validate(gojsonschema.NewBytesLoader(line))
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range result.Errors() {
			t.Errorf("line %d: %s\n%s", i+1, problem, line)
		}
		if has := bytes.Contains(line, []byte(`"version":1`)); has != (i == 0) {
			t.Errorf("line %d: version: %t", i+1, has)
		}
	}
}

// TestEventsSchema refuses what is no event.
func TestEventsSchema(t *testing.T) {
	t.Parallel()
	schema, err := gojsonschema.NewSchema(gojsonschema.NewStringLoader(view.EventsSchema()))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`{}`, `{"event": "Nothing", "at": "2026-03-01T12:00:00.000Z"}`,
		`{"event": "Branched", "at": "2026-03-01T12:00:00.000Z", "step": "a", "to": "b"}`,
		`{"event": "Branched", "at": "2026-03-01T12:00:00.000Z", "step": "a", "to": "b", "why": "c", "more": 1}`,
		`{"event": "Branched", "at": "yesterday", "step": "a", "to": "b", "why": "c"}`,
	} {
		result, err := schema.Validate(gojsonschema.NewStringLoader(line))
		if err != nil {
			t.Fatal(err)
		}
		if result.Valid() {
			t.Errorf("the schema takes %s", line)
		}
	}
}

// TestEventsOfRuns says the same of the same run, and stops at an error.
func TestEventsOfRuns(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"record", "loop"} {
		var first, second bytes.Buffer
		for _, w := range []*bytes.Buffer{&first, &second} {
			events := view.NewEvents(w)
			runFile(t, "testdata/"+name+".yaml", events.Observe)
		}
		checkLines(t, first.Bytes())
		if diff := cmp.Diff(first.String(), second.String()); diff != "" {
			t.Errorf("%s is not the same again:\n%s", name, diff)
		}
	}
	broken := view.NewEvents(writerFunc(func([]byte) (int, error) { return 0, errors.New("full") }))
	for _, e := range oneOfEach() {
		broken.Observe(e)
	}
	if err := broken.Err(); err == nil || err.Error() != "full" {
		t.Errorf("got error %v", err)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
