package emulate

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// FailureStage is the part of a step in which it failed.
type FailureStage string

// The stages.
const (
	InputValidation  FailureStage = "InputValidation"
	PreVerification  FailureStage = "PreVerification"
	Invocation       FailureStage = "Invocation"
	PostVerification FailureStage = "PostVerification"
)

// FailureType is the kind of a failure.
type FailureType string

// The types.
const (
	ActionFailure       FailureType = "Action"
	PermissionFailure   FailureType = "Permission"
	ThrottlingFailure   FailureType = "Throttling"
	VerificationFailure FailureType = "Verification"
	InternalFailure     FailureType = "Internal"
)

// Failure is why an attempt at a step did not succeed. Actions return it as
// their error; any other error of an action ends the run without a result.
type Failure struct {
	Stage FailureStage
	Type  FailureType
	// Doing says what the step was about, as the service's message goes on after
	// "Step fails when it is".
	Doing string
	// Cause is what went wrong, a sentence or several.
	Cause string
	// Status is Failed when it is empty, or TimedOut.
	Status Status
	// API is the refusal by AWS that the failure comes from, nil if it is none.
	API *cloud.APIError
}

// What steps are about when they fail. The service's messages for other actions
// than these are not known.
const (
	// Resolving is checking the step's inputs.
	Resolving = "validating and resolving the step inputs"
	// Executing is the action itself.
	Executing = "Execute/Cancelling action"
	// Polling is waiting for the end of a script.
	Polling = "Poll action status for completion"
	// Verifying is what comes after the action.
	Verifying = "verifying the step outputs"
)

// Invalid is the failure of inputs that the action cannot accept.
func Invalid(format string, args ...any) *Failure {
	return &Failure{
		Stage: InputValidation, Type: VerificationFailure, Doing: Resolving, Cause: fmt.Sprintf(format, args...),
	}
}

// Sentence begins a message with a capital letter, as a Cause does. Messages of
// errors begin in lower case.
func Sentence(message string) string {
	_, first := utf8.DecodeRuneInString(message)
	return strings.ToUpper(message[:first]) + message[first:]
}

// Error is the FailureMessage in the wording of the service.
func (f *Failure) Error() string {
	const guide = "Please refer to Automation Service Troubleshooting Guide for more diagnosis details."
	begin := "Step fails when it is " + f.Doing + "."
	if f.Status == TimedOut {
		begin = "Step timed out while step is " + f.Doing + "."
	}
	if f.Cause == "" {
		return begin + " " + guide
	}
	cause := f.Cause
	if last := cause[len(cause)-1]; last != '.' && last != '!' && last != '?' {
		cause += "."
	}
	return begin + " " + cause + " " + guide
}
