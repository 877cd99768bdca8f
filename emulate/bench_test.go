package emulate_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
)

// manySteps is a runbook with n API steps that select an output each.
func manySteps(n int) string {
	var b strings.Builder
	b.WriteString("schemaVersion: '0.3'\nmainSteps:\n")
	for i := range n {
		fmt.Fprintf(&b, "- name: Step%d\n  action: aws:executeAwsApi\n"+
			"  inputs: {Service: ec2, Api: DescribeInstances, InstanceIds: [i-123]}\n"+
			"  outputs: [{Name: Id, Selector: '$.Reservations[0].Instances[0].InstanceId'}]\n", i)
	}
	return b.String()
}

// shortSteps is a runbook with n API steps that are as short as they can be, since
// a document has at most 1 MB.
func shortSteps(n int) string {
	var b strings.Builder
	b.WriteString("schemaVersion: '0.3'\nmainSteps:\n")
	for i := range n {
		fmt.Fprintf(&b, "- {name: S%d, action: 'aws:executeAwsApi', inputs: {Service: sts, Api: GetCallerIdentity}}\n", i)
	}
	return b.String()
}

// manyPolls is a runbook that polls n times, in vain.
func manyPolls(n int) string {
	return fmt.Sprintf(`schemaVersion: '0.3'
mainSteps:
- name: Wait
  action: aws:waitForAwsResourceProperty
  timeoutSeconds: %d
  inputs: {Service: ec2, Api: DescribeInstances, PropertySelector: '$.Reservations[0].Instances[0].State.Name', DesiredValues: [stopped]}
`, 5*n)
}

func parse(tb testing.TB, text string) *document.Document {
	tb.Helper()
	doc, problems := document.Parse(document.NewSource("runbook.yaml", []byte(text)))
	if len(problems) > 0 {
		tb.Fatal(problems)
	}
	return doc
}

// runDocument runs a document on an account with the instance i-123 and returns
// the number of calls.
func runDocument(tb testing.TB, doc *document.Document) (execution *emulate.Execution, calls int) {
	tb.Helper()
	clock := clock.NewVirtual(start)
	account := world.New(world.Config{Clock: clock, Seed: 1})
	account.AddInstance("i-123")
	execution, err := emulate.New(emulate.Config{
		Cloud: cloud.Chain{account}, Clock: clock, Actions: actions.All(), Region: cloud.DefaultRegion,
		Account: cloud.DefaultAccount,
		Observe: func(e emulate.Event) {
			if _, ok := e.(emulate.APICalled); ok {
				calls++
			}
		},
	}).Run(context.Background(), doc, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return execution, calls
}

// TestLongRunsAreLinear counts allocations, which do not depend on the machine.
func TestLongRunsAreLinear(t *testing.T) {
	for name, text := range map[string]func(int) string{"steps": manySteps, "polls": manyPolls} {
		cost := func(n int) float64 {
			doc := parse(t, text(n))
			if _, calls := runDocument(t, doc); calls != n {
				t.Errorf("%d %s made %d calls", n, name, calls)
			}
			return testing.AllocsPerRun(1, func() { runDocument(t, doc) })
		}
		few, many := cost(250), cost(1000)
		if many > 4.2*few {
			t.Errorf("250 %s cost %.0f allocations, 1000 cost %.0f", name, few, many)
		}
	}
}

// loops is a runbook whose innermost step runs 100 times times times.
func loops(times int) string {
	return fmt.Sprintf(`schemaVersion: '0.3'
variables: {Last: {type: Integer, default: 0}}
mainSteps:
- name: Outer
  action: aws:loop
  inputs:
    MaxIterations: %d
    LoopCondition: {Variable: '{{ Outer.CurrentIteration }}', NumericGreater: 0}
    Steps:
    - name: Middle
      action: aws:loop
      inputs:
        LoopCondition: {Variable: '{{ Middle.CurrentIteration }}', NumericGreater: 0}
        Steps:
        - name: Inner
          action: aws:loop
          inputs:
            MaxIterations: 10
            LoopCondition: {Variable: '{{ Inner.CurrentIteration }}', NumericGreater: 0}
            Steps:
            - {name: Step, action: 'aws:updateVariable', inputs: {Name: 'variable:Last', Value: '{{ Inner.CurrentIteration }}'}}
`, times)
}

// TestManyStepsInLoops runs a step 100,000 times and asks that what is kept of it
// is bounded.
func TestManyStepsInLoops(t *testing.T) {
	t.Parallel()
	execution, _ := runDocument(t, parse(t, loops(100)))
	if execution.Status != emulate.Success || !execution.Truncated {
		t.Errorf("got %s, truncated %t", execution.Status, execution.Truncated)
	}
	var count func(steps []*emulate.StepExecution) int
	count = func(steps []*emulate.StepExecution) int {
		n := len(steps)
		for _, s := range steps {
			n += count(s.Inner)
		}
		return n
	}
	if kept := count(execution.Steps); kept != 10_001 {
		t.Errorf("%d steps are kept", kept)
	}
}

// TestStepsWithoutCallsAreCheap counts allocations of steps that call no API: such
// a step must not search the index of APIs.
func TestStepsWithoutCallsAreCheap(t *testing.T) {
	const steps, most = 1000, 100
	doc := parse(t, loops(1))
	if got := testing.AllocsPerRun(1, func() { runDocument(t, doc) }) / steps; got > most {
		t.Errorf("a step costs %.0f allocations, want at most %d", got, most)
	}
}

// TestPollsAreCheap counts allocations of looks at a resource: to keep secrets out
// of an event must not cost a copy of the answer.
func TestPollsAreCheap(t *testing.T) {
	const polls, most = 1000, 350
	doc := parse(t, manyPolls(polls))
	if got := testing.AllocsPerRun(1, func() { runDocument(t, doc) }) / polls; got > most {
		t.Errorf("a poll costs %.0f allocations, want at most %d", got, most)
	}
}

// TestEndlessLoops pins that loops in loops, which might run for years, end.
func TestEndlessLoops(t *testing.T) {
	t.Parallel()
	text := strings.Replace(loops(100), "MaxIterations: 10\n", "MaxIterations: 100\n", 1)
	text = strings.Replace(text, "- {name: Step,", "- {name: Again, action: 'aws:sleep', inputs: {Duration: PT0S}}\n            - {name: Step,", 1)
	clock := clock.NewVirtual(start)
	_, err := emulate.New(emulate.Config{Cloud: cloud.Chain{}, Clock: clock, Actions: actions.All()}).Run(context.Background(), parse(t, text), nil)
	if err == nil || !strings.Contains(err.Error(), "no end is in sight") {
		t.Errorf("got error %v", err)
	}
}

// BenchmarkRun runs parsed documents, without any view.
func BenchmarkRun(b *testing.B) {
	for name, text := range map[string]string{
		"one step": manySteps(1), "1,000 steps": manySteps(1000), "10,000 steps": shortSteps(10_000), "10,000 polls": manyPolls(10_000),
		"100,000 steps in loops": loops(100),
	} {
		doc := parse(b, text)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				runDocument(b, doc)
			}
		})
	}
}
