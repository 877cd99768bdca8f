package memory

import (
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// What operations do, by the verb that begins their names. Others, as those that
// start or send something, leave nothing behind that a later answer would show.
var (
	making   = []string{"Create", "Put", "Register", "Allocate", "Attach", "Associate", "Add", "Import", "Copy", "Restore", "Authorize", "Assign", "Request", "Cancel", "Enable", "Set"}
	changing = []string{"Update", "Modify", "Disable", "Change", "Configure", "Edit", "Replace", "Suspend", "Resume", "Tag"}
	deleting = []string{"Delete", "Remove", "Deregister", "Terminate", "Detach", "Disassociate", "Revoke", "Unassign", "Release", "Schedule"}
)

// split parts the name of an operation into its verb and what it is about, as
// one of several in lower case: Delete and flowlog.
func split(op awsapi.Operation) (verb, noun string) {
	name := op.Name()
	if rest, ok := strings.CutPrefix(name, "Batch"); ok && rest != "" {
		name = rest
	}
	end := 1 + strings.IndexFunc(name[1:], func(r rune) bool { return 'A' <= r && r <= 'Z' })
	if end == 0 {
		return name, ""
	}
	return name[:end], synth.Singular(strings.ToLower(name[end:]))
}

// learns tells whether the operation leaves something to remember.
func learns(verb string) bool {
	return slices.Contains(making, verb) || slices.Contains(changing, verb) || slices.Contains(deleting, verb)
}

// related tells whether two names of things may mean the same: a distribution
// and its distributionconfig, or the thing that anything may be.
func related(a, b string) bool {
	if a == "" || b == "" || a == "resource" || b == "resource" {
		return true
	}
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) || strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}
