package emulate_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/ssmkit/ssmkit/emulate"
)

// TestEvents pins which events a run consists of, and that the Execution is
// nothing but their sum.
func TestEvents(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile("testdata/runs/on_failure_step.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	var sum emulate.Execution
	execution, err := newRunCase(t, archive).run(func(e emulate.Event) {
		got = append(got, fmt.Sprintf("%T", e))
		sum.Apply(e)
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"emulate.RunStarted",
		"emulate.StepStarted", "emulate.AttemptStarted", "emulate.APICalled", "emulate.AttemptFailed", "emulate.StepFinished",
		"emulate.Branched",
		"emulate.StepStarted", "emulate.AttemptStarted", "emulate.APICalled", "emulate.StepFinished",
		"emulate.RunFinished",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if sum.Status != execution.Status || sum.FailureMessage != execution.FailureMessage || len(sum.Steps) != len(execution.Steps) {
		t.Errorf("the sum of the events is %s %q, the execution %s %q", sum.Status, sum.FailureMessage, execution.Status, execution.FailureMessage)
	}
	for i, s := range sum.Steps {
		if other := execution.Steps[i]; s.Status != other.Status || s.ID != other.ID || !s.End.Equal(other.End) {
			t.Errorf("step %s: the sum of the events is %+v, the execution %+v", s.Step.Name.Text, s, other)
		}
	}
}
