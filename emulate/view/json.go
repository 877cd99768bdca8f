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
// they are on the wire: seconds since 1970 with milliseconds. The runs below it,
// which the API has to be asked for one by one, are beside it in the same form,
// each behind its parent.
func JSON(w io.Writer, x *emulate.Execution) error {
	o := value.New("AutomationExecution", execution(x))
	if below := children(nil, x.Steps); len(below) > 0 {
		o.Set("ChildAutomationExecutions", below)
	}
	text, err := value.EncodeIndent(o, "  ")
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
		steps = appendSteps(steps, x, s)
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
	setTargets(o, x)
	if len(x.Variables) > 0 {
		o.Set("Variables", outputs(x.Variables))
	}
	return o
}

// children adds the executions below steps, in the order of the steps.
func children(list []any, steps []*emulate.StepExecution) []any {
	for _, s := range steps {
		if s.Child != nil {
			list = children(append(list, execution(s.Child)), s.Child.Steps)
		}
		list = children(list, s.Inner)
	}
	return list
}

// setTargets sets what the run is for, or what several runs are for.
func setTargets(o *value.Object, x *emulate.Execution) {
	targets, control := []any{}, x.Control
	if control != nil {
		if control.TargetParameterName != "" {
			o.Set("TargetParameterName", control.TargetParameterName)
		}
		targets = describeTargets(control.Targets)
	}
	o.Set("Targets", targets)
	if control != nil && len(control.TargetMaps) > 0 {
		maps := []any{}
		for _, m := range control.TargetMaps {
			one := value.New()
			for _, p := range x.Document.Parameters {
				if given, ok := m[p.Name.Text]; ok {
					one.Set(p.Name.Text, texts(given))
				}
			}
			maps = append(maps, one)
		}
		o.Set("TargetMaps", maps)
	}
	o.Set("ResolvedTargets", value.New("ParameterValues", texts(x.ResolvedTargets), "Truncated", false))
	if control != nil {
		setText(o, "MaxConcurrency", control.MaxConcurrency)
		setText(o, "MaxErrors", control.MaxErrors)
	}
	setText(o, "Target", x.Target)
	if control != nil && len(control.TargetLocations) > 0 {
		locations := []any{}
		for _, l := range control.TargetLocations {
			locations = append(locations, location(l))
		}
		o.Set("TargetLocations", locations)
		o.Set("ProgressCounters", progress(x))
	}
}

func describeTargets(list []emulate.Target) []any {
	out := []any{}
	for _, t := range list {
		out = append(out, value.New("Key", t.Key, "Values", texts(t.Values)))
	}
	return out
}

func location(l emulate.TargetLocation) *value.Object {
	o := value.New("Accounts", texts(l.Accounts), "Regions", texts(l.Regions))
	setText(o, "TargetLocationMaxConcurrency", l.MaxConcurrency)
	setText(o, "TargetLocationMaxErrors", l.MaxErrors)
	setText(o, "ExecutionRoleName", l.ExecutionRoleName)
	if len(l.ExcludeAccounts) > 0 {
		o.Set("ExcludeAccounts", texts(l.ExcludeAccounts))
	}
	if len(l.Targets) > 0 {
		o.Set("Targets", describeTargets(l.Targets))
	}
	setText(o, "TargetsMaxConcurrency", l.TargetsMaxConcurrency)
	setText(o, "TargetsMaxErrors", l.TargetsMaxErrors)
	return o
}

// progress counts the steps of runs at several places.
func progress(x *emulate.Execution) *value.Object {
	count := map[emulate.Status]int{}
	for _, s := range x.Steps {
		count[s.Status]++
	}
	n := func(n int) json.Number { return json.Number(strconv.Itoa(n)) }
	return value.New(
		"TotalSteps", n(len(x.Steps)), "SuccessSteps", n(count[emulate.Success]), "FailedSteps", n(count[emulate.Failed]),
		"CancelledSteps", n(count[emulate.Cancelled]), "TimedOutSteps", n(count[emulate.TimedOut]),
	)
}

// setText sets a member that is there only with a text.
func setText(o *value.Object, name, text string) {
	if text != "" {
		o.Set(name, text)
	}
}

// appendSteps adds a step and behind it those that ran inside of it.
func appendSteps(list []any, x *emulate.Execution, s *emulate.StepExecution) []any {
	list = append(list, step(x, s))
	for _, inner := range s.Inner {
		list = appendSteps(list, x, inner)
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
func step(x *emulate.Execution, s *emulate.StepExecution) *value.Object {
	several := x.Control != nil
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
		if several {
			// Seen in published records: the target is not in quotes.
			inputs.Set(name, v)
			continue
		}
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
	if next := validNext(x.Document, s); next != "" && !several && s.Status != emulate.Pending {
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
