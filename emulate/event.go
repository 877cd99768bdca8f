package emulate

import (
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// Event is one thing that happened in a run. The events of a run, in order, tell
// all about it; each is of one of the types in this file. At is the time of the
// run's clock, Step the name of the step that it happened in.
type Event interface{ event() }

// RunStarted is the first event.
type RunStarted struct {
	At       time.Time
	ID       string // of the execution
	Document *document.Document
	// Arguments are what was supplied, defaults not included.
	Arguments Arguments
	// Parent is the ID of the run whose step started this one, empty for none.
	Parent string
	// ExecutedBy is the ARN of the caller.
	ExecutedBy string
	// Target is what the run is for when it is one of several, else empty.
	Target string
	// Control is there when the run consists of several runs of its document:
	// then the steps are the targets. ResolvedTargets are what Targets stand for.
	Control         *RateControl
	ResolvedTargets []string
	// StepIDs are the IDs of the document's own steps, in their order.
	StepIDs []string
}

// StepStarted begins a step.
type StepStarted struct {
	At   time.Time
	Step string
	// Iteration is the one of the loop that the step is in, Definition what the
	// document says of the step, and ID that of this time that it runs. They are
	// not there for the document's own steps.
	Iteration  *Iteration
	Definition *document.Step
	ID         string
}

// IterationStarted begins an iteration of the loop that it names.
type IterationStarted struct {
	At time.Time
	Iteration
}

// AttemptStarted begins an attempt at a step, whose inputs are resolved anew.
type AttemptStarted struct {
	At   time.Time
	Step string
	// Attempt counts from 1 to Of.
	Attempt, Of int
	Inputs      *value.Object
}

// ReferenceUnresolved tells that a reference stays in the text as it is written.
type ReferenceUnresolved struct {
	At        time.Time
	Step      string
	Reference string // with its braces
	Why       string
}

// Warned tells something that the reader should know, for example that the
// service may do otherwise. Step is empty when it is about the whole run.
type Warned struct {
	At            time.Time
	Step, Message string
}

// APICalled is a call that was answered. It keeps nothing but what the call has.
type APICalled struct {
	At      time.Time
	Step    string
	Request cloud.Request
	// Output is nil when Err is not.
	Output *value.Object
	// Invented tells that the answer was made up.
	Invented bool
	// By is who answered, if the run's cloud tells.
	By  cloud.Answerer
	Err error
}

// PostAnswered is a request to somebody who is not AWS that was answered. Of its
// address, which is often a secret, it has the host alone.
type PostAnswered struct {
	At         time.Time
	Step, Host string
	Code       int // of HTTP
}

// ResultSupplied tells that an attempt has its result from somebody else than the
// step's action: the user, or whoever makes results up. Why is a clause.
type ResultSupplied struct {
	At        time.Time
	Step, Why string
	Invented  bool
}

// ScriptPrinted tells what the script of an attempt printed.
type ScriptPrinted struct {
	At         time.Time
	Step, Text string
	// Omitted is how many bytes followed that were not kept.
	Omitted int64
}

// OutputSet gives a step an output.
type OutputSet struct {
	At   time.Time
	Step string
	Output
	// Declared tells those that the step declares from the action's own.
	Declared bool
}

// OutputMissing tells that a declared output gets no value.
type OutputMissing struct {
	At   time.Time
	Step string
	Name string
	Type Type
	Why  string
}

// VariableSet gives a variable a value.
type VariableSet struct {
	At         time.Time
	Step, Name string
	Value      any
}

// AttemptFailed ends an attempt that did not succeed.
type AttemptFailed struct {
	At          time.Time
	Step        string
	Attempt, Of int
	Failure     *Failure
}

// Branched tells where a step leads that does not lead to the next one in the
// list. To is empty when the run ends there.
type Branched struct {
	At            time.Time
	Step, To, Why string
}

// StepWaiting tells that a step waits for people; its name is in the Question.
type StepWaiting struct {
	At time.Time
	Question
}

// StepDecided tells what they decided.
type StepDecided struct {
	At time.Time
	Question
	Decision Decision
}

// ChildEvent is an event of the run that a step has started.
type ChildEvent struct {
	Step  string
	Event Event
}

// RunCancelled tells that the run was stopped from outside. Step is the one that
// ran then; it is empty between steps. Those that follow its onCancel still run.
type RunCancelled struct {
	At   time.Time
	Step string
}

// StepFinished ends a step. Failure is nil for a Success.
type StepFinished struct {
	At      time.Time
	Step    string
	Status  Status
	Failure *Failure
}

// RunFinished is the last event.
type RunFinished struct {
	At     time.Time
	Status Status
	// FailureMessage is that of the step which decided the status; empty for a
	// Success.
	FailureMessage string
	Outputs        []DocumentOutput
}

func (RunStarted) event()          {}
func (StepStarted) event()         {}
func (IterationStarted) event()    {}
func (RunCancelled) event()        {}
func (StepWaiting) event()         {}
func (StepDecided) event()         {}
func (ChildEvent) event()          {}
func (AttemptStarted) event()      {}
func (ReferenceUnresolved) event() {}
func (Warned) event()              {}
func (APICalled) event()           {}
func (ScriptPrinted) event()       {}
func (PostAnswered) event()        {}
func (ResultSupplied) event()      {}
func (OutputSet) event()           {}
func (OutputMissing) event()       {}
func (VariableSet) event()         {}
func (AttemptFailed) event()       {}
func (Branched) event()            {}
func (StepFinished) event()        {}
func (RunFinished) event()         {}
