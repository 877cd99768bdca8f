package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/guard"
	"github.com/ssmkit/ssmkit/emulate/policy"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// TestRunPlanAndPolicyAgree runs each published runbook, plans it and prints its
// policy, and holds them to each other:
//
//   - the plan has the calls of the run, as often;
//   - it marks those of them as changes that --live would not make;
//   - the policy allows each call of the run, and whatever the plan says is needed. What
//     it lacks, a note about the step says.
//
// Scripts start Python, so that of the runbooks with scripts every tenth is run. With
// -short, it looks at every tenth runbook, and at none with scripts.
func TestRunPlanAndPolicyAgree(t *testing.T) {
	t.Parallel()
	if !testing.Short() {
		needBoto3(t)
	}
	n, compared, scripts := 0, 0, 0
	eachPublishedRunbook(t, func(path string, doc *document.Document) {
		n++
		a := agreement{t: t, path: path}
		if hasScript(doc) {
			if testing.Short() || n%10 != 0 {
				return
			}
			scripts++
			a.args = []string{"--allow-scripts"}
		}
		if a.check() {
			compared++
		}
	})
	t.Logf("%d of %d runbooks were compared, scripts ran in %d", compared, n, scripts)
	if compared < n/5 {
		t.Errorf("%d of %d runbooks were compared", compared, n)
	}
}

func hasScript(doc *document.Document) bool {
	for s := range doc.AllSteps() {
		if s.Is("aws:executeScript") {
			return true
		}
	}
	return false
}

// agreement is a runbook whose run, plan and policy are held to each other.
type agreement struct {
	t    *testing.T
	path string
	args []string
}

// calledEvent is an event of --events, as far as it is about a call.
type calledEvent struct {
	Event, Step        string
	Within             []string
	Service, Operation string
	Input              json.RawMessage
}

// check tells whether there was a run to compare with. One that meets an action that
// is not emulated ends there, and its plan does not.
func (a agreement) check() bool {
	a.t.Helper()
	events, stderr := a.run("--fill", "--approve", "--resume", "--events", "-")
	if strings.Contains(stderr, "is not emulated") {
		return false
	}
	called := map[string]int{}
	stopped := map[string]bool{}
	allowed, notes := a.policy()
	decoder := json.NewDecoder(strings.NewReader(events))
	for decoder.More() {
		var e calledEvent
		if err := decoder.Decode(&e); err != nil {
			a.t.Errorf("%s: an event: %v", a.path, err)
			return false
		}
		if e.Event != "APICalled" {
			continue
		}
		name := e.Service + ":" + e.Operation
		called[name]++
		op, input := a.operation(e)
		if a.wouldStop(op, input) {
			stopped[name] = true
		}
		for _, action := range needed(op, input) {
			if !allowed[action] && !noted(notes, strings.Join(append(e.Within, e.Step), "/")) {
				a.t.Errorf("%s: step %q calls %s, which needs %s: the policy lacks it, and no note says so", a.path, e.Step, name, action)
			}
		}
	}
	a.plan(called, stopped, allowed, notes)
	return true
}

// run runs ssmrun on the runbook.
func (a agreement) run(args ...string) (stdout, stderr string) {
	var out, errs bytes.Buffer
	run(slices.Concat([]string{"ssmrun", a.path, "--no-lint"}, args, a.args), strings.NewReader(""), &out, &errs)
	return out.String(), errs.String()
}

func (a agreement) operation(e calledEvent) (awsapi.Operation, *value.Object) {
	a.t.Helper()
	op, err := awsapi.Lookup(e.Service, e.Operation)
	if err != nil {
		a.t.Fatal(err)
	}
	input, err := value.Decode(e.Input)
	if err != nil {
		a.t.Fatal(err)
	}
	object, _ := input.(*value.Object)
	return op, object
}

// wouldStop tells whether --live makes a call only with --allow-writes.
func (a agreement) wouldStop(op awsapi.Operation, input *value.Object) bool {
	_, err := guard.ReadOnly(silent{}, secret.NewVault()).Call(context.Background(), cloud.Request{Service: op.Service().Name(), Operation: op.Name(), Input: input})
	var write *guard.WriteError
	if err != nil && !errors.As(err, &write) {
		a.t.Errorf("%s: %v", a.path, err)
	}
	return write != nil
}

// silent answers every call with nothing.
type silent struct{}

func (silent) Call(context.Context, cloud.Request) (cloud.Response, error) {
	return cloud.Response{Output: value.New()}, nil
}

// needed are the actions of IAM that a call needs.
func needed(op awsapi.Operation, input *value.Object) []string {
	actions := policy.Actions(op, input)
	if len(policy.PassedRoles(op, input, "")) > 0 {
		actions = append(actions, "iam:PassRole")
	}
	return actions
}

// policy is what ssmrun iam prints: the actions, and the notes.
func (a agreement) policy() (allowed map[string]bool, notes string) {
	var stdout, stderr bytes.Buffer
	if code := run([]string{"ssmrun", "iam", "--no-lint", a.path}, strings.NewReader(""), &stdout, &stderr); code != exitSuccess {
		a.t.Errorf("%s: iam ends with exit code %d: %s", a.path, code, &stderr)
	}
	allowed = map[string]bool{}
	if stdout.Len() > 0 {
		var printed struct{ Statement []struct{ Action []string } }
		if err := json.Unmarshal(stdout.Bytes(), &printed); err != nil {
			a.t.Errorf("%s: the policy: %v", a.path, err)
		}
		for _, s := range printed.Statement {
			for _, action := range s.Action {
				allowed[action] = true
			}
		}
	}
	return allowed, stderr.String()
}

// noted tells whether a note says that the calls of a step are not all known.
func noted(notes, step string) bool { return strings.Contains(notes, `step "`+step+`": `) }

// plannedCalls is a plan, as far as it is about calls.
type plannedCalls struct {
	Steps []struct {
		plannedCalls
		Calls []struct {
			Service, Operation string
			Changes            bool
			Times              int
		}
	}
}

// plan compares the plan with the calls of the run and what --live would stop of
// them, and with the policy.
func (a agreement) plan(called map[string]int, stopped, allowed map[string]bool, notes string) {
	a.t.Helper()
	stdout, stderr := a.run("--plan", "--format", "json")
	var printed struct {
		plannedCalls
		Summary struct{ Actions []string }
	}
	if err := json.Unmarshal([]byte(stdout), &printed); err != nil {
		a.t.Errorf("%s: the plan: %v: %s", a.path, err, stderr)
		return
	}
	planned, changing := map[string]int{}, map[string]bool{}
	printed.count(planned, changing)
	if diff := cmp.Diff(called, planned); diff != "" {
		a.t.Errorf("%s: other calls in the plan than in the run (-run +plan)\n%s", a.path, diff)
	}
	if !maps.Equal(changing, stopped) {
		a.t.Errorf("%s: the plan marks %q as changes, --live would stop at %q", a.path, slices.Sorted(maps.Keys(changing)), slices.Sorted(maps.Keys(stopped)))
	}
	for _, action := range printed.Summary.Actions {
		if !allowed[action] && !strings.Contains(notes, "step ") {
			a.t.Errorf("%s: the plan needs %s, which the policy lacks", a.path, action)
		}
	}
}

func (p plannedCalls) count(planned map[string]int, changing map[string]bool) {
	for _, s := range p.Steps {
		for _, c := range s.Calls {
			name := c.Service + ":" + c.Operation
			planned[name] += c.Times
			if c.Changes {
				changing[name] = true
			}
		}
		s.count(planned, changing)
	}
}
