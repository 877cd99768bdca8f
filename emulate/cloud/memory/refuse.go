package memory

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// refusal is AWS's error for a call about something that is gone. It is nil when
// the call names nothing of the kind, when its answer says so itself, or when the
// model has no error for it: then the thing is missing from the answer's lists.
func (r *recall) refusal(output *value.Object) error {
	for _, f := range r.facts {
		if !f.gone || r.expected || !r.names(f) || dying(output) {
			continue
		}
		fault, ok := notFound(r.op, f.noun)
		if !ok {
			continue
		}
		status := fault.Status
		if status == 0 {
			status = http.StatusBadRequest
		}
		return &cloud.APIError{
			Operation: r.op.Name(), Code: fault.Code, HTTPStatus: status,
			Message: fmt.Sprintf("The %s %s does not exist.", f.noun, f.main().text),
		}
	}
	return nil
}

// names tells whether the call is about what is gone.
func (r *recall) names(f *fact) bool {
	for _, id := range f.ids {
		if !r.aliases.among(id, r.asked) {
			return false
		}
	}
	// A list of other things about it goes on to be asked for in vain.
	if related(f.main().thing, f.noun) && f.main().thing != "" && f.main().thing != "resource" {
		return strings.HasPrefix(r.noun, f.noun)
	}
	return r.noun == f.noun
}

// notFound is the error of an operation that says that a thing is not there.
func notFound(op awsapi.Operation, noun string) (awsapi.Fault, bool) {
	var general, first awsapi.Fault
	for s := range op.Errors() {
		fault, ok := s.Fault()
		name := strings.ToLower(s.Name())
		if !ok || !missing(name) {
			continue
		}
		if strings.Contains(name, noun) {
			return fault, true
		}
		if first.Code == "" {
			first = fault
		}
		if strings.HasPrefix(name, "resource") || strings.HasPrefix(name, "notfound") || strings.HasPrefix(name, "nosuchentity") {
			general = fault
		}
	}
	if general.Code == "" {
		general = first
	}
	return general, general.Code != ""
}

func missing(name string) bool {
	for _, words := range []string{"notfound", "nosuch", "doesnotexist", "nonexist", "notexist"} {
		if strings.Contains(name, words) {
			return true
		}
	}
	return false
}
