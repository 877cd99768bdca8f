package cloud

import "fmt"

// APIError is AWS's refusal of a call.
type APIError struct {
	// Operation is the name of the operation that was called. It may be left
	// empty by who answers: WithMetadata fills it in, as it does RequestID.
	Operation string
	// Code is the error code, InvalidInstanceID.NotFound for example.
	Code    string
	Message string
	// HTTPStatus is the status of the answer; 0 stands for 400.
	HTTPStatus int
	RequestID  string
}

// Error is the text in which boto3, and with it Automation, reports the error.
func (e *APIError) Error() string {
	return fmt.Sprintf("An error occurred (%s) when calling the %s operation: %s", e.Code, e.Operation, e.Message)
}

// NoAnswerError says that a Cloud has no answer for an operation: not that AWS
// refuses it, but that it is not emulated here.
type NoAnswerError struct {
	Service, Operation string
	// Hint says what to do to get an answer; it may be empty.
	Hint string
}

func (e *NoAnswerError) Error() string {
	text := fmt.Sprintf("nothing here answers %s %s", e.Service, e.Operation)
	if e.Hint != "" {
		text += ": " + e.Hint
	}
	return text
}
