package lint_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// withGraph calls check with the graph of a runbook of these steps.
func withGraph(t testing.TB, steps string, check func(*document.Document, *lint.Graph)) {
	t.Helper()
	rule := lint.Rule{Name: "probe", Check: func(p *lint.Pass) { check(p.Doc, p.Graph()) }}
	linter, err := lint.New([]lint.Rule{rule}, lint.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range linter.Lint(document.NewSource("test.yaml", []byte("schemaVersion: '0.3'\nmainSteps:\n"+steps))).Diagnostics {
		t.Errorf("%d: %s", d.Span.Start.Line, d.Message)
	}
}

// pauses are steps that only differ in their flow: the words of a line are the
// name and what stands beside the inputs.
func pauses(lines ...string) string {
	var b strings.Builder
	for _, line := range lines {
		name, flow, _ := strings.Cut(line, " ")
		if flow != "" {
			flow = ", " + flow
		}
		fmt.Fprintf(&b, "  - {name: %s, action: aws:pause, inputs: {}%s}\n", name, flow)
	}
	return b.String()
}

const branch = `  - name: branch
    action: aws:branch
    inputs:
      Choices:
        - {Variable: '{{ automation:EXECUTION_ID }}', StringEquals: a, NextStep: a}
`

const loop = `  - name: loop
    action: aws:loop
    inputs:
      LoopCondition: {Variable: '{{ automation:EXECUTION_ID }}', StringEquals: a}
      Steps:
        - {name: one, action: aws:pause, inputs: {}}
        - {name: two, action: aws:pause, inputs: {}, onFailure: 'step:c'}
`

// TestReachable names the steps that no run comes to.
func TestReachable(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, steps, never string }{
		{"one after the other", pauses("a", "b"), ""},
		{"the end", pauses("a isEnd: true", "b"), "b"},
		{"the end, written as text", pauses("a isEnd: 'true'", "b"), "b"},
		{"not the end", pauses("a isEnd: false", "b"), ""},
		{"nextStep", pauses("a nextStep: c", "b", "c"), "b"},
		{"the end goes before nextStep", pauses("a isEnd: true, nextStep: b", "b"), "b"},
		{"onFailure beside the end", pauses("a isEnd: true, onFailure: 'step:c'", "b", "c"), "b"},
		{"onCancel", pauses("a isEnd: true, onCancel: 'step:b'", "b"), ""},
		{"Continue follows nextStep", pauses("a nextStep: c, onFailure: Continue", "b", "c"), "b"},
		{"a branch without a Default falls through", branch + pauses("b isEnd: true", "a"), ""},
		{"a branch without a Default ends", strings.Replace(branch, "inputs:", "isEnd: true\n    inputs:", 1) + pauses("b isEnd: true", "a"), "b"},
		{"a branch with a Default", branch + "      Default: c\n" + pauses("b", "c isEnd: true", "a"), "b"},
		{"a Default goes before the end", strings.Replace(branch, "inputs:", "isEnd: true\n    inputs:", 1) + "      Default: c\n" + pauses("a", "c"), ""},
		{"a branch that may fail", strings.Replace(branch, "inputs:", "nextStep: b\n    onFailure: Continue\n    inputs:", 1) + "      Default: c\n" + pauses("a isEnd: true", "b isEnd: true", "c"), ""},
		{"a loop goes on", loop + pauses("b", "c"), ""},
		{"a step of a loop jumps out", loop + pauses("b isEnd: true", "c", "d"), ""},
		{"the end of a round is not the end", strings.Replace(loop, "{}, onF", "{}, isEnd: true, onF", 1) + pauses("b", "c"), ""},
		{"a step of a loop is left out", strings.Replace(loop, "inputs: {}}", "inputs: {}, isEnd: true}", 1) + pauses("b isEnd: true", "c"), "two c"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			withGraph(t, test.steps, func(doc *document.Document, g *lint.Graph) {
				var never []string
				for s := range doc.AllSteps() {
					if !g.Reachable(s) {
						never = append(never, s.Name.Text)
					}
				}
				if diff := cmp.Diff(test.never, strings.Join(never, " ")); diff != "" {
					t.Errorf("never reached (-want +got):\n%s", diff)
				}
				if !g.Certain() {
					t.Error("not certain")
				}
			})
		})
	}
}

func TestCertain(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"no such step":      pauses("a nextStep: c", "b"),
		"a misspelt key":    pauses("a netxStep: b", "b"),
		"a misspelt word":   pauses("a onFailure: continue", "b"),
		"a misspelt action": "  - {name: a, action: aws:brnch, inputs: {}}\n" + pauses("b"),
		"the same name":     pauses("a nextStep: b", "b", "b"),
		"no name":           "  - {action: aws:pause, inputs: {}}\n",
		"no step":           "  - 1\n  - [a]\n",
		"no text":           pauses("a nextStep: [b]", "b"),
		"no word":           pauses("a isEnd: maybe", "b"),
	}
	for name, steps := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			withGraph(t, steps, func(_ *document.Document, g *lint.Graph) {
				if g.Certain() {
					t.Error("certain")
				}
			})
		})
	}
}

func TestCircles(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, steps, want string }{
		{"none", pauses("a nextStep: c", "b isEnd: true", "c nextStep: b"), ""},
		{"itself", pauses("a nextStep: a"), "a by a"},
		{"back", pauses("a", "b", "c nextStep: b"), "b c by b"},
		{"the shortest", pauses("a", "b onFailure: Continue", "c nextStep: a"), "a b c by a"},
		{"two", pauses("a", "b nextStep: a", "c", "d nextStep: c"), "a b by a, c d by c"},
		{"one of several ways", branch + pauses("a nextStep: b", "b nextStep: branch"), "branch a b by branch"},
		{"after a failure", pauses("a", "b onFailure: 'step:a'"), "a b by step:a exceptional"},
		{"in a loop", strings.Replace(loop, "{}, onF", "{}, nextStep: one, onF", 1) + pauses("c"), "one two by one"},
		{"the rounds of a loop", loop + pauses("c"), ""},
		{"into a loop", loop + pauses("c nextStep: two"), "loop c two by two"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			withGraph(t, test.steps, func(_ *document.Document, g *lint.Graph) {
				var found []string
				for _, c := range g.Circles() {
					var words []string
					for _, s := range c.Steps {
						words = append(words, s.Name.Text)
					}
					words = append(words, "by", c.Back.Text)
					if c.Exceptional {
						words = append(words, "exceptional")
					}
					found = append(found, strings.Join(words, " "))
				}
				if diff := cmp.Diff(test.want, strings.Join(found, ", ")); diff != "" {
					t.Errorf("circles (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// TestOrder asks whether the first step has begun when the second one begins.
func TestOrder(t *testing.T) {
	t.Parallel()
	each := strings.Replace(loop, "LoopCondition: {Variable: '{{ automation:EXECUTION_ID }}', StringEquals: a}", "Iterators: [a]", 1)
	tests := []struct {
		name, steps, of, by string
		want                lint.Order
	}{
		{"before", pauses("a", "b", "c"), "a", "c", lint.Always},
		{"after", pauses("a", "b", "c"), "c", "a", lint.Never},
		{"itself", pauses("a", "b", "c"), "b", "b", lint.Never},
		{"left out by a jump", pauses("a nextStep: c", "b isEnd: true", "c nextStep: b"), "b", "c", lint.Never},
		{"later in the list", pauses("a nextStep: c", "b isEnd: true", "c nextStep: b"), "c", "b", lint.Always},
		{"one choice", branch + pauses("b", "a"), "b", "a", lint.Sometimes},
		{"a failure", pauses("a onFailure: 'step:c'", "b", "c"), "a", "c", lint.Always},
		{"left out by a failure", pauses("a onFailure: 'step:c'", "b", "c"), "b", "c", lint.Sometimes},
		{"where nobody comes", pauses("a isEnd: true", "b"), "a", "b", lint.Always},
		{"earlier in a round", loop + pauses("b", "c"), "one", "two", lint.Always},
		{"in the round before", loop + pauses("b", "c"), "two", "one", lint.Sometimes},
		{"the loop itself", loop + pauses("b", "c"), "loop", "one", lint.Always},
		{"in a loop", loop + pauses("b", "c"), "one", "b", lint.Always},
		{"in a loop that may be empty", each + pauses("b", "c"), "one", "b", lint.Sometimes},
		{"behind a loop", loop + pauses("b", "c"), "b", "one", lint.Never},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			withGraph(t, test.steps, func(doc *document.Document, g *lint.Graph) {
				got := g.Order([]lint.Use{{Of: doc.Step(test.of), By: doc.Step(test.by)}})
				if diff := cmp.Diff([]lint.Order{test.want}, got); diff != "" {
					t.Errorf("order (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// TestOrderOfManySteps goes beyond what is followed at once.
func TestOrderOfManySteps(t *testing.T) {
	t.Parallel()
	const n = 2000
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("s%d", i)
	}
	withGraph(t, pauses(lines...), func(doc *document.Document, g *lint.Graph) {
		begin := time.Now()
		var uses []lint.Use
		for i := range n - 1 {
			uses = append(uses, lint.Use{Of: doc.Steps[i], By: doc.Steps[i+1]}, lint.Use{Of: doc.Steps[i+1], By: doc.Steps[i]})
		}
		for i, order := range g.Order(uses) {
			if want := []lint.Order{lint.Always, lint.Never}[i%2]; order != want {
				t.Fatalf("use %d: %d, want %d", i, order, want)
			}
		}
		t.Logf("%d uses of %d steps in %v", len(uses), n, time.Since(begin))
	})
}

// TestOrderOfAConditionOfALoop sees what the round before has given.
func TestOrderOfAConditionOfALoop(t *testing.T) {
	t.Parallel()
	withGraph(t, loop+pauses("c"), func(doc *document.Document, g *lint.Graph) {
		loop := doc.Step("loop")
		got := g.Order([]lint.Use{{Of: doc.Step("one"), By: loop, AtEnd: true}, {Of: doc.Step("one"), By: loop}})
		if diff := cmp.Diff([]lint.Order{lint.Always, lint.Never}, got); diff != "" {
			t.Errorf("order (-want +got):\n%s", diff)
		}
	})
}
