package memory_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/memory"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// TestReadsAboutWhatWasChanged finds for each operation that changes a thing the one
// that reads it, by their names and the parameters that both have, and asks whether
// such a read is known to be about it: it must be for the same thing, and for another
// one it must not.
func TestReadsAboutWhatWasChanged(t *testing.T) {
	t.Parallel()
	pairs := 0
	for name := range awsapi.Services() {
		if testing.Short() && !slices.Contains(someServices, name) {
			continue
		}
		service, err := awsapi.OpenService(name)
		if err != nil {
			t.Fatal(err)
		}
		c := newCloud()
		for op := range service.Operations() {
			read, shared, ok := readOf(service, op)
			if !ok {
				continue
			}
			pairs++
			answer, err := c.Call(context.Background(), cloud.Request{Service: name, Operation: op.Name(), Input: parameters(op)})
			if err != nil {
				t.Fatal(err)
			}
			subjects := memory.Subjects(op, parameters(op), answer.Output)
			about := func(text string) bool {
				input := value.New()
				for _, member := range shared {
					input.Set(member, text)
				}
				question := memory.Ask(read, input)
				return slices.ContainsFunc(subjects, func(s memory.Subject) bool { return question.About(s, memory.NewAliases()) })
			}
			if full := name + ":" + op.Name(); !about("mine") && !slices.Contains(nameless, full) {
				t.Errorf("%s: a read of what was changed is not known to be about it", full)
			} else if about("another") && !slices.Contains(nameless, full) {
				t.Errorf("%s: a read of another thing is taken to be about what was changed", full)
			}
		}
	}
	t.Logf("%d pairs", pairs)
	if pairs < 100 {
		t.Errorf("found %d pairs", pairs)
	}
}

// nameless are the operations whose parameters do not say by their names what tells
// the thing from others: of them, a plan may read the real one.
var nameless = []string{
	"amplifybackend:DeleteBackendStorage", "codeartifact:DeleteDomainPermissionsPolicy", "codeartifact:DeleteRepositoryPermissionsPolicy",
	"cognito-idp:DeleteUser", "cognito-idp:DeleteUserPoolDomain", "cognito-idp:UpdateUserPoolDomain", "ecs:UpdateTaskProtection",
	"lakeformation:DeleteLFTag", "lakeformation:UpdateLFTag", "partnercentral-account:UpdateConnectionPreferences",
	"route53-recovery-cluster:UpdateRoutingControlState", "service-quotas:DeleteServiceQuotaIncreaseRequestFromTemplate",
}

// readOf is the operation that reads what another one updates, modifies or deletes, if
// both need the same names.
func readOf(service awsapi.Service, op awsapi.Operation) (read awsapi.Operation, shared []string, ok bool) {
	noun := ""
	for _, verb := range []string{"Update", "Modify", "Delete"} {
		if rest, found := strings.CutPrefix(op.Name(), verb); found {
			noun = rest
		}
	}
	if noun == "" {
		return read, nil, false
	}
	for _, verb := range []string{"Get", "Describe"} {
		if read, ok = service.Operation(verb + noun); ok {
			break
		}
	}
	if !ok {
		return read, nil, false
	}
	for m := range read.Input().Members() {
		if !m.Required() {
			continue
		}
		other := op.Input().Member(m.Name())
		if !other.Exists() || !other.Required() || m.Shape().Type() != awsapi.String || slices.Collect(m.Enum()) != nil {
			return read, nil, false
		}
		shared = append(shared, m.Name())
	}
	return read, shared, len(shared) > 0
}
