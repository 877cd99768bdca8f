package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

func TestReferences(t *testing.T) {
	t.Parallel()
	places := map[lint.Place]string{
		lint.InInputs: "inputs", lint.InScript: "script", lint.InAssumeRole: "assumeRole",
		lint.InParameterDefault: "parameter", lint.InVariableDefault: "variable", lint.Elsewhere: "elsewhere",
	}
	for _, test := range []struct{ name, file, want string }{
		{"every part of a runbook", `description: '{{ a }}'
schemaVersion: '0.3'
assumeRole: '{{ b }}'
parameters:
  P: {type: String, default: 'x{{ c }}', description: '{{ d }}'}
variables:
  V: {type: String, default: '{{ e }}'}
mainSteps:
  - name: one
    description: '{{ f }}'
    action: aws:executeScript
    nextStep: '{{ g }}'
    inputs:
      Runtime: '{{ h }}'
      Script: |
        print('{{ i }}', '{{ j.k }}')
      InputPayload: {x: ['{{ l }}']}
  - name: two
    action: aws:executeAwsApi
    inputs: {Service: ec2, Api: DescribeInstances, Script: '{{ m }}'}
    outputs: [{Name: A, Selector: '$.{{ n }}', Type: String}]
outputs: ['{{ two.A }}']
files: {x.py: {checksums: {sha256: '{{ o }}'}}}
`, `1:15 {{ a }} elsewhere
3:14 {{ b }} assumeRole
5:32 {{ c }} parameter
5:56 {{ d }} elsewhere
7:31 {{ e }} variable
10:19 {{ f }} elsewhere one
12:16 {{ g }} elsewhere one
14:17 {{ h }} inputs one
16:16 {{ i }} script one
16:27 {{ j.k }} script one
17:27 {{ l }} inputs one
20:61 {{ m }} inputs two
21:38 {{ n }} elsewhere two
22:12 {{ two.A }} elsewhere
23:37 {{ o }} elsewhere
`},
		{"the body of a loop belongs to the inner step", `schemaVersion: '0.3'
mainSteps:
  - name: loop
    action: aws:loop
    inputs:
      Iterators: '{{ a }}'
      Steps:
        - name: inner
          description: '{{ b }}'
          action: aws:sleep
          inputs: {Duration: '{{ c }}'}
`, `6:19 {{ a }} inputs loop
9:25 {{ b }} elsewhere inner
11:31 {{ c }} inputs inner
`},
		{"steps alone", "- {name: one, action: aws:sleep, inputs: {Duration: '{{ a }}'}}\n", "1:54 {{ a }} inputs one\n"},
		{"plugins of version 1.2", `{"schemaVersion": "1.2", "runtimeConfig": {"aws:runShellScript": {"properties": [{"runCommand": "{{ a }}", "x": "{{ b }}"}]}}}`,
			"1:98 {{ a }} inputs \n1:114 {{ b }} inputs \n"},
		{"a session", `schemaVersion: '1.0'
sessionType: Port
parameters: {p: {type: String, default: '{{ a }}'}}
properties: {portNumber: '{{ b }}'}
inputs: {s3BucketName: '{{ c }}'}
`, "3:42 {{ a }} parameter\n4:27 {{ b }} inputs\n5:25 {{ c }} inputs\n"},
		{"inputs that are no map", "schemaVersion: '0.3'\nmainSteps:\n  - {name: one, action: aws:sleep, inputs: '{{ a }}'}\n", "3:45 {{ a }} inputs one\n"},
		{"nothing", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got strings.Builder
			rule := lint.Rule{Name: "list", Check: func(p *lint.Pass) {
				for _, r := range p.References() {
					start := r.Span().Start
					fmt.Fprintf(&got, "%d:%d %s %s", start.Line, start.Column, r.Text, places[r.Place])
					if r.Step != nil && r.Step.Name != nil {
						got.WriteString(" " + r.Step.Name.Text)
					} else if r.Step != nil {
						got.WriteString(" ")
					}
					got.WriteString("\n")
				}
			}}
			newLinter(t, lint.Config{}, rule).Lint(document.NewSource("f", []byte(test.file)))
			if diff := cmp.Diff(test.want, got.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReferenceSpans(t *testing.T) {
	t.Parallel()
	file := "schemaVersion: '0.3'\nmainSteps:\n  - {name: one, action: aws:sleep, inputs: {Duration: \"\\u0041{{ step.Out }}\"}}\n"
	var got []string
	rule := lint.Rule{Name: "list", Check: func(p *lint.Pass) {
		for _, r := range p.References() {
			for _, span := range []document.Span{r.Span(), r.NameSpan(), r.OutputSpan()} {
				got = append(got, file[span.Start.Offset:span.End.Offset])
			}
		}
	}}
	newLinter(t, lint.Config{}, rule).Lint(document.NewSource("f.yaml", []byte(file)))
	if diff := cmp.Diff([]string{"{{ step.Out }}", "step", "Out"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
