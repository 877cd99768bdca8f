package python

import (
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Calls are the calls of AWS APIs that a script makes.
type Calls struct {
	// Operations are those that can be seen, in the order of their names.
	Operations []awsapi.Operation
	// Hidden tells that there may be others: of a client whose service is not
	// written, or of a resource of boto3.
	Hidden bool
}

// ReadCalls finds the calls that a script makes with clients of boto3. It is false
// when the script could not be read; Err tells whether that is so for all scripts.
func (r *Reader) ReadCalls(text string) (Calls, bool) {
	reading := r.begin(request{text: text, handler: callsAlone})
	<-reading.done
	a := reading.answer
	if a == nil || a.Unsure || a.Error != nil {
		return Calls{}, false
	}
	found := Calls{Hidden: a.Hidden}
	seen := map[awsapi.Operation]bool{}
	for _, name := range a.Calls {
		service, method, _ := strings.Cut(name, ":")
		// A client has methods that are no operations, such as get_waiter.
		if op, err := awsapi.Lookup(service, method); err == nil && !seen[op] {
			seen[op] = true
			found.Operations = append(found.Operations, op)
		}
	}
	return found, true
}
