package script

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// Program is what to run.
type Program struct {
	// Name is what tracebacks call the text, Skip how many lines of the file that
	// is called so stand before it.
	Name string
	Skip int
	// Text is the script. It is empty when only the attachment holds code.
	Text string
	// Attachment is the path of a file that the script can import from, a .py or a
	// .zip; empty for none.
	Attachment string
	// Handler is the function to call: its name, or FILE.NAME for one of the
	// attachment.
	Handler string
	// Events and Context are the handler's arguments.
	Events, Context *value.Object
	// Cloud answers AWS requests. An error that is no *cloud.APIError ends the
	// script, and Run with it.
	Cloud cloud.Cloud
	// Clock is the time that the script sees. An error ends the script, too.
	Clock clock.Clock
}

// Result is what became of a script that could be run.
type Result struct {
	// Returned is what the handler returned, if Exception and Death are empty.
	Returned any
	// Exception is what the script did not catch.
	Exception *Exception
	// Death says how the process ended that neither returned nor raised anything.
	Death string
	// Log is the beginning of what the script printed, Omitted how many bytes
	// followed.
	Log     string
	Omitted int64
	// Python is the version that ran it, as "3.11.2".
	Python string
}

// Exception is an exception of Python.
type Exception struct {
	Type, Message string
	Frames        []Frame
	// Behind is the exception that was handled when this one was raised, or that
	// is its Cause; nil for none.
	Behind *Exception
	Cause  bool
}

// Frame is a line of a traceback. All of it is empty where frames are left out.
type Frame struct {
	File     string
	Line     int
	Function string
	Code     string
}

// NeverReturnedError says that a script was stopped because it took too long on
// the clock of this machine.
type NeverReturnedError struct {
	Result Result
	Limit  string
}

func (e *NeverReturnedError) Error() string {
	return fmt.Sprintf("the script had not ended after %s and was stopped", e.Limit)
}
