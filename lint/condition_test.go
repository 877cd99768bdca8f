package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// withPass calls check with the pass for a document.
func withPass(t testing.TB, text string, check func(*lint.Pass)) {
	t.Helper()
	linter, err := lint.New([]lint.Rule{{Name: "probe", Check: check}}, lint.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range linter.Lint(document.NewSource("test.yaml", []byte(text))).Diagnostics {
		t.Errorf("%d: %s", d.Span.Start.Line, d.Message)
	}
}

func TestConditions(t *testing.T) {
	t.Parallel()
	const text = `schemaVersion: '0.3'
mainSteps:
  - name: rounds
    action: aws:loop
    inputs:
      LoopCondition: {Not: {Variable: a, StringEquals: b}}
      Steps:
        - name: choose
          action: aws:branch
          inputs:
            Choices:
              - {And: [{Variable: c, NextStep: d}, 5, {Or: [{}, null]}], NextStep: e}
              - [f]
              - {Variable: g, StartsWith: h, Ends: i, Not: {Not: 7}}
`
	want := []string{
		"rounds: Not []",
		"rounds: StringEquals []",
		"choose: And [] choice",
		"choose:  [NextStep]",
		"choose: Or []",
		"choose:  []",
		"choose: StartsWith Not [Ends] choice",
		"choose: Not []",
	}
	withPass(t, text, func(p *lint.Pass) {
		var got []string
		for _, c := range p.Conditions() {
			line := fmt.Sprintf("%s: %s %v", c.Step.Name.Text, strings.Join(keys(c.Operators), " "), keys(c.Others))
			if c.Choice {
				line += " choice"
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("conditions (-want +got):\n%s", diff)
		}
	})
}

func keys(entries []document.Entry) []string {
	var names []string
	for _, e := range entries {
		names = append(names, e.Key.Text)
	}
	return names
}

func TestTypeOf(t *testing.T) {
	t.Parallel()
	const text = `schemaVersion: '0.3'
parameters:
  Bucket: {type: 'AWS::S3::Bucket::Name'}
  Roles: {type: 'List<AWS::IAM::Role::Arn>'}
  Count: {type: Integer}
  Wrong: {type: integer}
  None: {}
variables:
  Map: {type: StringMap}
mainSteps:
  - name: look
    action: aws:executeAwsApi
    inputs: {Service: ec2, Api: DescribeInstances}
    outputs:
      - {Name: State, Selector: $.Reservations}
      - {Name: Code, Selector: $.Reservations, Type: MapList}
      - {Name: Wrong, Selector: $.Reservations, Type: List}
      - {Name: Worse, Selector: $.Reservations, Type: []}
  - name: launch
    action: aws:runInstances
    inputs: {ImageId: ami-0123456789abcdef0}
  - name: rounds
    action: aws:loop
    inputs: {Iterators: [1], IteratorDataType: Integer, Steps: []}
`
	tests := map[string]string{
		"{{ Bucket }}":                      "String",
		"{{ Roles }}":                       "StringList",
		"{{ Count }}":                       "Integer",
		"{{ Wrong }}":                       "",
		"{{ None }}":                        "",
		"{{ Absent }}":                      "",
		"{{ variable:Map }}":                "StringMap",
		"{{ variable:Count }}":              "",
		"{{ global:REGION }}":               "String",
		"{{ automation:EXECUTION_ID }}":     "String",
		"{{ look.State }}":                  "String",
		"{{ look.Code }}":                   "MapList",
		"{{ look.Wrong }}":                  "",
		"{{ look.Worse }}":                  "",
		"{{ look.Absent }}":                 "",
		"{{ look.OutputPayload }}":          "String",
		"{{ launch.InstanceIds }}":          "StringList",
		"{{ rounds.CurrentIteratorValue }}": "",
		"{{ absent.State }}":                "",
		"{{ ssm:x }}":                       "",
	}
	withPass(t, text, func(p *lint.Pass) {
		for ref, want := range tests {
			got, ok := p.TypeOf(document.References(ref)[0])
			if ok != (want != "") || ok && got != want {
				t.Errorf("%s is %q, %t; want %q", ref, got, ok, want)
			}
		}
	})
}
