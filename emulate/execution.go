package emulate

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
)

// Execution is the sum of a run's events: what GetAutomationExecution tells, with
// typed values. The zero value is an execution before its first event.
type Execution struct {
	ID         string
	Document   *document.Document
	Arguments  Arguments
	ExecutedBy string
	// Parent is the ID of the run whose step started this one, empty for none.
	Parent string
	// Target is what the run is for when it is one of several, else empty.
	Target string
	// Control is there when the run consists of several runs of its document, one
	// for each of its steps, which have them as their Child. ResolvedTargets are
	// what Targets stand for.
	Control         *RateControl
	ResolvedTargets []string

	Start, End time.Time
	Status     Status
	// Steps are in the order of the document. Those that were never reached are
	// Pending.
	Steps []*StepExecution
	// Variables have the values that were set last.
	Variables []Output
	// Outputs are those of the document.
	Outputs        []DocumentOutput
	FailureMessage string
	Warnings       []string
	// Truncated tells that steps inside loops ran so often that not all of them
	// are kept.
	Truncated bool

	inner  int // how many steps inside loops are kept
	byName map[string]*StepExecution
}

// StepExecution is a step in an execution.
type StepExecution struct {
	ID   string
	Step *document.Step
	// Start and End are zero for what has not happened.
	Start, End time.Time
	Status     Status
	Attempts   int
	// Inputs are the resolved ones of the last attempt, nil before the first.
	Inputs  *value.Object
	Outputs []Output
	Failure *Failure
	// Next is the step that a branch or a jump chose, empty where the run went on
	// in order.
	Next     string
	Warnings []string
	// Inner are the steps inside a loop, once for each time that they ran.
	Inner []*StepExecution
	// Parent is the loop that the step is in, Iteration the time that the loop
	// went round; both nil for the document's own steps.
	Parent    *StepExecution
	Iteration *Iteration
	// Child is the run that the step started last, nil for none.
	Child *Execution
}

// maxInner is how many steps inside loops an Execution keeps. The service has a
// limit of its own, which is not known.
const maxInner = 10_000

// DocumentOutput is one of the document's own outputs.
type DocumentOutput struct {
	// Name is as the document writes it: step.Output.
	Name string
	// Value is what the step gave. It is not there when Missing says why.
	Value   any
	Type    Type
	Missing string
}

// Apply adds the next event.
func (x *Execution) Apply(event Event) {
	switch e := event.(type) {
	case RunStarted:
		x.ID, x.Document, x.Arguments, x.ExecutedBy = e.ID, e.Document, e.Arguments, e.ExecutedBy
		x.Target, x.Control, x.ResolvedTargets = e.Target, e.Control, e.ResolvedTargets
		x.Start, x.Status = e.At, InProgress
		x.byName = map[string]*StepExecution{}
		for i, step := range e.Document.Steps {
			s := &StepExecution{ID: e.StepIDs[i], Step: step, Status: Pending}
			x.Steps = append(x.Steps, s)
			x.byName[step.Name.Text] = s
		}
	case StepStarted:
		if e.Iteration != nil {
			x.addInner(e)
		}
		s := x.step(e.Step)
		s.Start, s.Status = e.At, InProgress
	case IterationStarted:
		s := x.step(e.Loop)
		s.Outputs = []Output{{"CurrentIteration", Integer, json.Number(strconv.Itoa(e.Number))}}
		if e.Value != nil {
			s.Outputs = append(s.Outputs, Output{"CurrentIteratorValue", TypeOf(e.Value), e.Value})
		}
	case StepWaiting:
		x.Status, x.step(e.Step).Status = Waiting, Waiting
	case StepDecided:
		x.Status, x.step(e.Step).Status = InProgress, InProgress
	case ChildEvent:
		s := x.step(e.Step)
		if started, ok := e.Event.(RunStarted); ok {
			s.Child = &Execution{Parent: started.Parent}
		}
		if s.Child != nil {
			s.Child.Apply(e.Event)
		}
	case RunCancelled:
		x.Status = Cancelling
		x.step(e.Step).Status = Cancelling
	case AttemptStarted:
		s := x.step(e.Step)
		s.Attempts, s.Inputs, s.Outputs = e.Attempt, e.Inputs, nil
	case ReferenceUnresolved:
		s := x.step(e.Step)
		s.Warnings = append(s.Warnings, e.Reference+" stays as it is: "+e.Why)
	case Warned:
		if e.Step == "" {
			x.Warnings = append(x.Warnings, e.Message)
			return
		}
		s := x.step(e.Step)
		s.Warnings = append(s.Warnings, e.Message)
	case ResultSupplied:
		s := x.step(e.Step)
		s.Warnings = append(s.Warnings, e.Why)
	case OutputSet:
		s := x.step(e.Step)
		s.Outputs = append(s.Outputs, e.Output)
	case VariableSet:
		x.setVariable(e)
	case Branched:
		x.step(e.Step).Next = e.To
	case StepFinished:
		s := x.step(e.Step)
		s.End, s.Status, s.Failure = e.At, e.Status, e.Failure
	case RunFinished:
		x.End, x.Status, x.FailureMessage, x.Outputs = e.At, e.Status, e.FailureMessage, e.Outputs
	}
}

// addInner begins the record of a step inside a loop. One that is too many is
// still made, so that the events about it have a place.
func (x *Execution) addInner(e StepStarted) {
	parent := x.step(e.Iteration.Loop)
	s := &StepExecution{ID: e.ID, Step: e.Definition, Parent: parent, Iteration: e.Iteration}
	x.byName[e.Step] = s
	if x.inner == maxInner {
		x.Truncated = true
		return
	}
	x.inner++
	parent.Inner = append(parent.Inner, s)
}

func (x *Execution) step(name string) *StepExecution {
	if s := x.byName[name]; s != nil {
		return s
	}
	// Events name steps of the document; a foreign one must not stop the others.
	return &StepExecution{}
}

func (x *Execution) setVariable(e VariableSet) {
	for i := range x.Variables {
		if x.Variables[i].Name == e.Name {
			x.Variables[i].Value = e.Value
			return
		}
	}
	x.Variables = append(x.Variables, Output{Name: e.Name, Type: TypeOf(e.Value), Value: e.Value})
}
