package schemas_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/ssmkit/ssmkit/schemas"
)

func TestLimits(t *testing.T) {
	t.Parallel()
	l := schemas.AllLimits()
	if _, err := regexp.Compile(l.DocumentReferencePattern); err != nil || l.DocumentReferencePattern == "" {
		t.Errorf("pattern of references to documents: %q: %v", l.DocumentReferencePattern, err)
	}
	for name, n := range map[string]int{
		"DocumentBytes": l.DocumentBytes, "LoopIterations": l.LoopIterations, "NestedAutomations": l.NestedAutomations,
		"SleepSeconds": l.SleepSeconds, "CancelSeconds": l.CancelSeconds, "ScriptResultItems": l.ScriptResultItems,
		"ScriptTimeoutSeconds.Minimum": l.ScriptTimeoutSeconds.Minimum,
		"ScriptTimeoutSeconds.Maximum": l.ScriptTimeoutSeconds.Maximum,
		"ScriptTimeoutSeconds.Default": l.ScriptTimeoutSeconds.Default,
	} {
		if n <= 0 {
			t.Errorf("%s is %d", name, n)
		}
	}
}

// TestLoopIterations holds the schema of aws:loop, which the linter reads, to the
// limit, which the emulator reads.
func TestLoopIterations(t *testing.T) {
	t.Parallel()
	most := schemas.AllLimits().LoopIterations
	for iterations, right := range map[int]bool{most: true, most + 1: false} {
		inputs := object{
			"Steps":         []any{object{}},
			"Iterators":     slices.Repeat([]any{"x"}, iterations),
			"MaxIterations": json.Number(strconv.Itoa(iterations)),
		}
		want := 2 // Iterators and MaxIterations
		if right {
			want = 0
		}
		if got := inputsOf(t, "aws:loop").Validate(inputs); len(got) != want {
			t.Errorf("%d iterations: %v, want %d violations", iterations, got, want)
		}
	}
}
