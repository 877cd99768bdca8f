package view

import (
	"encoding/json"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// notAvailable is what the service gives for an output of the document that its
// step did not give. It is seen for steps without success; for a successful one
// that lacks the output, it is not documented.
const notAvailable = "No output available yet because the step is not successfully executed"

// JSON writes an execution in the form of GetAutomationExecution, with times as
// they are on the wire: seconds since 1970 with milliseconds.
func JSON(w io.Writer, x *emulate.Execution) error {
	text, err := value.EncodeIndent(value.New("AutomationExecution", execution(x)), "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

// execution has its members in the order of the API's model.
func execution(x *emulate.Execution) *value.Object {
	o := value.New(
		"AutomationExecutionId", x.ID,
		"DocumentName", documentName(x.Document),
		"DocumentVersion", "1",
		"ExecutionStartTime", seconds(x.Start),
	)
	if !x.End.IsZero() {
		o.Set("ExecutionEndTime", seconds(x.End))
	}
	o.Set("AutomationExecutionStatus", string(x.Status))
	steps := []any{}
	for _, s := range x.Steps {
		steps = appendSteps(steps, x.Document, s)
	}
	o.Set("StepExecutions", steps)
	o.Set("StepExecutionsTruncated", x.Truncated)
	o.Set("Parameters", parameters(x))
	o.Set("Outputs", documentOutputs(x.Outputs))
	if x.FailureMessage != "" {
		o.Set("FailureMessage", x.FailureMessage)
	}
	o.Set("Mode", "Auto")
	if x.Parent != "" {
		o.Set("ParentAutomationExecutionId", x.Parent)
	}
	o.Set("ExecutedBy", x.ExecutedBy)
	for _, s := range x.Steps {
		switch s.Status {
		case emulate.InProgress, emulate.Waiting, emulate.Cancelling:
			o.Set("CurrentStepName", s.Step.Name.Text)
			o.Set("CurrentAction", s.Step.Action.Text)
		}
	}
	o.Set("Targets", []any{})
	o.Set("ResolvedTargets", value.New("ParameterValues", value.List(), "Truncated", false))
	if len(x.Variables) > 0 {
		o.Set("Variables", outputs(x.Variables))
	}
	return o
}

// appendSteps adds a step and behind it those that ran inside of it.
func appendSteps(list []any, doc *document.Document, s *emulate.StepExecution) []any {
	list = append(list, step(doc, s))
	for _, inner := range s.Inner {
		list = appendSteps(list, doc, inner)
	}
	return list
}

// documentName is the file's name without folder and extension.
func documentName(doc *document.Document) string {
	if doc == nil {
		return ""
	}
	name := path.Base(filepath.ToSlash(doc.Source.Name()))
	return strings.TrimSuffix(name, path.Ext(name))
}

func seconds(t time.Time) json.Number {
	ms := t.UnixMilli()
	return json.Number(fmt.Sprintf("%d.%03d", ms/1000, ms%1000))
}

// parameters holds only what was supplied, in the order of the document.
func parameters(x *emulate.Execution) *value.Object {
	o := value.New()
	if x.Document == nil {
		return o
	}
	for _, p := range x.Document.Parameters {
		if given, ok := x.Arguments[p.Name.Text]; ok {
			o.Set(p.Name.Text, texts(given))
		}
	}
	return o
}

func texts(list []string) []any {
	out := make([]any, len(list))
	for i, text := range list {
		out[i] = text
	}
	return out
}

func outputs(list []emulate.Output) *value.Object {
	o := value.New()
	for _, output := range list {
		o.Set(output.Name, texts(emulate.Wire(output.Value)))
	}
	return o
}

func documentOutputs(list []emulate.DocumentOutput) *value.Object {
	o := value.New()
	for _, output := range list {
		if output.Missing != "" {
			o.Set(output.Name, value.List(notAvailable))
			continue
		}
		o.Set(output.Name, texts(emulate.Wire(output.Value)))
	}
	return o
}

// step has its members in the order of the API's model. What the document does
// not write is not there.
func step(doc *document.Document, s *emulate.StepExecution) *value.Object {
	o := value.New("StepName", s.Step.Name.Text, "Action", s.Step.Action.Text)
	echo := func(name string, n *document.Node, t emulate.Type) {
		if n == nil {
			return
		}
		// Runbooks may write numbers and booleans as texts, the API does not.
		if written, err := emulate.Convert(n.Value(), t); err == nil && !written.Absent {
			o.Set(name, written.Value)
		}
	}
	echo("TimeoutSeconds", s.Step.TimeoutSeconds, emulate.Integer)
	echo("OnFailure", s.Step.OnFailure, emulate.String)
	echo("MaxAttempts", s.Step.MaxAttempts, emulate.Integer)
	if !s.Start.IsZero() {
		o.Set("ExecutionStartTime", seconds(s.Start))
	}
	if !s.End.IsZero() {
		o.Set("ExecutionEndTime", seconds(s.End))
	}
	o.Set("StepStatus", string(s.Status))
	inputs := value.New()
	for name, v := range s.Inputs.All() {
		inputs.Set(name, jsonText(v))
	}
	o.Set("Inputs", inputs)
	if s.Status != emulate.Pending {
		o.Set("Outputs", outputs(s.Outputs))
	}
	if s.Failure != nil {
		o.Set("FailureMessage", s.Failure.Error())
		o.Set("FailureDetails", value.New(
			"FailureStage", string(s.Failure.Stage), "FailureType", string(s.Failure.Type), "Details", value.New(),
		))
	}
	o.Set("StepExecutionId", s.ID)
	o.Set("OverriddenParameters", value.New())
	echo("IsEnd", s.Step.IsEnd, emulate.Boolean)
	echo("NextStep", s.Step.NextStep, emulate.String)
	echo("IsCritical", s.Step.IsCritical, emulate.Boolean)
	if next := validNext(doc, s); next != "" && s.Status != emulate.Pending {
		o.Set("ValidNextSteps", value.List(next))
	}
	if s.Iteration != nil {
		o.Set("ParentStepDetails", parentDetails(s))
	}
	return o
}

// parentDetails tells of a step inside a loop which loop that is.
func parentDetails(s *emulate.StepExecution) *value.Object {
	o := value.New("StepExecutionId", s.Parent.ID, "StepName", s.Iteration.Loop)
	if s.Parent.Step != nil {
		o.Set("Action", s.Parent.Step.Action.Text)
	}
	o.Set("Iteration", json.Number(strconv.Itoa(s.Iteration.Number)))
	if s.Iteration.Value != nil {
		o.Set("IteratorValue", emulate.Wire([]any{s.Iteration.Value})[0])
	}
	return o
}

// validNext is the step that may come next after a success: what a finished
// branch chose, nextStep, or the next in the list. Empty where the run ends.
func validNext(doc *document.Document, s *emulate.StepExecution) string {
	switch {
	case s.Next != "" && s.Failure == nil:
		return s.Next
	case s.Step.Ends():
		return ""
	case s.Step.NextStep.IsString():
		return s.Step.NextStep.Text
	}
	if next := doc.Following(s.Step); next != nil {
		return next.Name.Text
	}
	return ""
}

// jsonText is the JSON of a value as a text inside JSON, without any escaping
// beyond that.
func jsonText(v any) string {
	text, err := value.Encode(v)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
