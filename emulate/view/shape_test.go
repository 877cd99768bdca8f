package view_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/emulate/view"
)

// TestJSONHasTheShapeOfTheAPI lets the index of AWS's APIs look at records of all
// sorts of runs: what GetAutomationExecution never sends must not be in them.
func TestJSONHasTheShapeOfTheAPI(t *testing.T) {
	t.Parallel()
	const wait = "{name: wait, action: aws:sleep, inputs: {Duration: PT1M}, onFailure: Continue, maxAttempts: '2', timeoutSeconds: 600, isEnd: 'true'}"
	for name, test := range map[string]struct {
		steps  string
		status emulate.Status // empty where the run cannot go on
	}{
		"success":   {wait, emulate.Success},
		"failed":    {"{name: a, action: aws:executeAwsApi, isCritical: 'true', inputs: {Service: ec2, Api: DescribeInstances, InstanceIds: [i-1]}}", emulate.Failed},
		"timed out": {"{name: a, action: aws:sleep, timeoutSeconds: 60, inputs: {Duration: PT1H}}", emulate.TimedOut},
		"cancelled": {"{name: a, action: aws:pause, onCancel: 'step:wait', inputs: {}}, " + wait, emulate.Cancelled},
		"branch":    {"{name: a, action: aws:branch, inputs: {Choices: [{Variable: '{{ global:REGION }}', StringEquals: x, NextStep: wait}], Default: wait}}, " + wait, emulate.Success},
		"truncated": {
			"{name: l, action: aws:loop, inputs: {Iterators: " + numbers(100) + ", Steps: [{name: m, action: aws:loop, inputs: {Iterators: " + numbers(100) +
				", Steps: [{name: a, action: aws:sleep, inputs: {Duration: PT0S}}]}}]}}", emulate.Success,
		},
		"child":        {"{name: a, action: aws:executeAutomation, inputs: {DocumentName: child, RuntimeParameters: {P: [x]}}}", emulate.Success},
		"child fails":  {"{name: a, action: aws:executeAutomation, inputs: {DocumentName: failing}}", emulate.Failed},
		"not emulated": {wait[:len(wait)-len(", isEnd: 'true'}")] + "}, {name: b, action: aws:unheard, inputs: {}}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := runSteps(t, test.steps, test.status)
			for _, one := range withChildren(x) {
				var text bytes.Buffer
				if err := view.JSON(&text, one); err != nil {
					t.Fatal(err)
				}
				record, err := value.Decode(text.Bytes())
				if err != nil {
					t.Fatal(err)
				}
				record.(*value.Object).Delete("ChildAutomationExecutions")
				checkShape(t, record)
			}
		})
	}
}

func numbers(n int) string {
	list := "[0"
	for i := range n - 1 {
		list += fmt.Sprintf(", %d", i+1)
	}
	return list + "]"
}

func withChildren(x *emulate.Execution) []*emulate.Execution {
	all := []*emulate.Execution{x}
	for _, s := range x.Steps {
		if s.Child != nil {
			all = append(all, withChildren(s.Child)...)
		}
	}
	return all
}

// checkShape lets package canned read a record as an answer.
func checkShape(t *testing.T, record any) {
	t.Helper()
	text, err := value.Encode(record)
	if err != nil {
		t.Fatal(err)
	}
	answers, err := canned.Open(fstest.MapFS{"ssm/GetAutomationExecution.json": {Data: text}}, "answers")
	if err == nil {
		_, err = answers.Call(context.Background(), cloud.Request{
			Service: "ssm", Operation: "GetAutomationExecution", Input: value.New("AutomationExecutionId", "x"),
		})
	}
	if err != nil {
		t.Errorf("%v\n%s", err, text)
	}
}

// runSteps runs a document with these steps. A step that waits for people is where
// the run is cancelled.
func runSteps(t *testing.T, steps string, want emulate.Status) *emulate.Execution {
	t.Helper()
	parse := func(name, steps string) *document.Document {
		text := "schemaVersion: '0.3'\nparameters: {P: {type: String, default: x}}\nvariables: {v: {type: String, default: y}}\nmainSteps: [" + steps + "]\noutputs: [wait.Nothing]\n"
		doc, problems := document.Parse(document.NewSource(name+".yaml", []byte(text)))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return doc
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	clock := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	x, err := emulate.New(emulate.Config{
		Cloud: world.New(world.Config{Clock: clock, Seed: 1}), Clock: clock, Actions: actions.All(), Region: cloud.DefaultRegion, Account: cloud.DefaultAccount,
		Documents: func(name string) (*document.Document, error) {
			return map[string]*document.Document{
				"child":   parse("child", "{name: wait, action: aws:sleep, inputs: {Duration: PT1M}}"),
				"failing": parse("failing", "{name: wait, action: aws:sleep, timeoutSeconds: 1, inputs: {Duration: PT1M}}"),
			}[name], nil
		},
		Decide: func(ctx context.Context, _ emulate.Question) (emulate.Decision, error) {
			cancel()
			return emulate.Undecided, ctx.Err()
		},
	}).Run(ctx, parse("runbook", steps), emulate.Arguments{"P": {"x"}})
	if (err != nil) != (want == "") {
		t.Fatal(err)
	}
	if want != "" && x.Status != want {
		t.Fatalf("the run is %s, want %s: %s", x.Status, want, x.FailureMessage)
	}
	return x
}
