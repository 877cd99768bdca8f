package selector

import "fmt"

// SyntaxError tells why a selector could not be compiled.
type SyntaxError struct {
	Offset int // byte offset in the selector, at most its length
	// Message tells what is wrong and what would be right, without the place.
	Message string
	// Unsupported is set when the service may well understand the selector, but
	// this package cannot evaluate it: not the author's mistake.
	Unsupported bool
}

// Error returns the message with the offset in front.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("offset %d: %s", e.Offset, e.Message)
}

// NotFoundError tells that a value does not hold what a selector asks for.
type NotFoundError struct {
	Path    string // canonical path to the segment that found nothing, it included
	Segment int    // index of that segment in Segments
	Reason  string // what was there instead
}

// Error returns the path and the reason.
func (e *NotFoundError) Error() string {
	return fmt.Sprintf("%s is not there: %s", e.Path, e.Reason)
}

// LimitError tells that evaluating a selector was given up because it costs too
// much, as chains of ".." can on large values.
type LimitError struct {
	Message string
}

// Error returns the message.
func (e *LimitError) Error() string { return e.Message }
