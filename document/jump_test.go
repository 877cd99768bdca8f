package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

// TestWays writes each way as KIND>TARGET, with ! in front of the exceptional
// ones and ? behind those that no run can take.
func TestWays(t *testing.T) {
	t.Parallel()
	const choice = "{Variable: '{{ a.b }}', StringEquals: x, NextStep: c}"
	for steps, want := range map[string]string{
		"{name: a}, {name: b}":                                                                     ">b",
		"{name: a, isEnd: true}, {name: b}":                                                        ">",
		"{name: a, isEnd: 'True'}, {name: b}":                                                      ">",
		"{name: a, isEnd: true, nextStep: b}, {name: b}":                                           ">",
		"{name: a, nextStep: c}, {name: b}, {name: c}":                                             "nextStep>c",
		"{name: a, nextStep: c}, {name: b}":                                                        "nextStep>c?",
		"{name: a, onFailure: Continue}, {name: b}":                                                ">b !>b",
		"{name: a, onFailure: Abort}, {name: b}":                                                   ">b",
		"{name: a, onFailure: 'step:b', onCancel: 'step:a'}, {name: b}":                            ">b !onFailure>b !onCancel>a",
		"{name: a, onFailure: 'step:'}, {name: b}":                                                 ">b",
		"{name: a, action: aws:branch, inputs: {Choices: [" + choice + "]}}, {name: b}, {name: c}": "NextStep>c >b",
		"{name: a, action: aws:branch, inputs: {Choices: [" + choice + "], Default: b}, onFailure: Continue}, {name: b}, {name: c}": "NextStep>c Default>b !>b",
		"{name: a, nextStep: i}, {name: l, action: aws:loop, inputs: {Steps: [{name: i}]}}":                                         "nextStep>i?",
		"{name: l, action: aws:loop, inputs: {Steps: [{name: a, nextStep: b}, {name: i}]}}, {name: b}":                              "nextStep>b",
		"{name: l, action: aws:loop, inputs: {Steps: [{name: i}, {name: a}]}}, {name: b}":                                           ">",
	} {
		doc, _ := document.Parse(document.NewSource("test.yaml", []byte("schemaVersion: '0.3'\nmainSteps: ["+steps+"]\n")))
		var got []string
		for _, w := range doc.Ways(doc.Step("a")) {
			text := fmt.Sprintf("%s>%s", w.Kind, w.Name)
			if w.Exceptional {
				text = "!" + text
			}
			if !w.Possible() && !w.Ends() {
				text += "?"
			}
			got = append(got, text)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", steps, diff)
		}
	}
}

// TestJumpPrefix holds the parser to what the schemas say.
func TestJumpPrefix(t *testing.T) {
	t.Parallel()
	text := "schemaVersion: '0.3'\nmainSteps: [{name: a, onFailure: '" + schemas.StepJumps().JumpPrefix + "a'}]\n"
	doc, _ := document.Parse(document.NewSource("test.yaml", []byte(text)))
	jumps := doc.Jumps(doc.Steps[0])
	if len(jumps) != 1 || jumps[0].Target != doc.Steps[0] || jumps[0].Start != len(schemas.StepJumps().JumpPrefix) {
		t.Errorf("got %+v", jumps)
	}
}
