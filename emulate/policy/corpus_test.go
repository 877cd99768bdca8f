package policy_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/policy"
)

// TestPublishedRunbooks asks for a policy of each published runbook, in the form
// that IAM takes.
func TestPublishedRunbooks(t *testing.T) {
	t.Parallel()
	action := regexp.MustCompile(`^[a-z0-9-]+:[A-Za-z0-9]+$`)
	sid := regexp.MustCompile(`"Sid":"[A-Za-z0-9]+"`)
	runbooks, actions := 0, 0
	for name, doc := range documenttest.Runbooks(t) {
		runbooks++
		p := policy.Of(doc, policy.Config{})
		for a := range p.Actions {
			actions++
			if !action.MatchString(a) {
				t.Errorf("%s: the action %q", name, a)
			}
		}
		text, err := value.Encode(p.JSON())
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if wanted, got := strings.Count(string(text), `"Sid"`), len(sid.FindAllString(string(text), -1)); wanted != got {
			t.Errorf("%s: %d of %d statements have a name that IAM takes", name, got, wanted)
		}
	}
	t.Logf("%d runbooks, %d actions", runbooks, actions)
	if runbooks < 200 || actions < runbooks {
		t.Errorf("%d runbooks with %d actions", runbooks, actions)
	}
}
