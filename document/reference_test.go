package document_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
)

func TestReferences(t *testing.T) {
	t.Parallel()
	type found struct {
		Form               document.Form
		Text, Name, Output string
	}
	const (
		unknown   = document.UnknownReference
		parameter = document.ParameterReference
		output    = document.StepOutputReference
	)
	tests := map[string][]found{
		"":                            nil,
		"no braces":                   nil,
		"{{ a":                        nil,
		"a }}":                        nil,
		"{ { a } }":                   nil,
		"{{ InstanceId }}":            {{parameter, "{{ InstanceId }}", "InstanceId", ""}},
		"{{InstanceId}}":              {{parameter, "{{InstanceId}}", "InstanceId", ""}},
		"{{   a}} {{b   }}":           {{parameter, "{{   a}}", "a", ""}, {parameter, "{{b   }}", "b", ""}},
		"{{\ta\n}}":                   {{parameter, "{{\ta\n}}", "a", ""}},
		"{{{ a }}}":                   {{parameter, "{{ a }}", "a", ""}},
		"{{ {{ a }}":                  {{parameter, "{{ a }}", "a", ""}},
		"{{ a }} }}":                  {{parameter, "{{ a }}", "a", ""}},
		"{{ open {{ a }} {{ open":     {{parameter, "{{ a }}", "a", ""}},
		"{{}}":                        {{unknown, "{{}}", "", ""}},
		"{{ step.Output }}":           {{output, "{{ step.Output }}", "step", "Output"}},
		"{{step.How to stop}}":        {{output, "{{step.How to stop}}", "step", "How to stop"}},
		"{{ step.out[0] }}":           {{unknown, "{{ step.out[0] }}", "step.out[0]", ""}},
		"{{ step.Out.field }}":        {{unknown, "{{ step.Out.field }}", "step.Out.field", ""}},
		"{{ .a }}":                    {{unknown, "{{ .a }}", ".a", ""}},
		"{{ a. }}":                    {{unknown, "{{ a. }}", "a.", ""}},
		"{{ 한국 }}":                    {{unknown, "{{ 한국 }}", "한국", ""}},
		"{{ a b }}":                   {{unknown, "{{ a b }}", "a b", ""}},
		"f'{{{name}}} {{literal: 1}}": {{parameter, "{{name}}", "name", ""}, {unknown, "{{literal: 1}}", "literal: 1", ""}},
		"{{ global:REGION }}":         {{document.GlobalReference, "{{ global:REGION }}", "REGION", ""}},
		"{{global: REGION}}":          {{unknown, "{{global: REGION}}", "global: REGION", ""}},
		"{{ Global:REGION }}":         {{unknown, "{{ Global:REGION }}", "Global:REGION", ""}},
		"{{ automation:EXECUTION_ID }}": {
			{document.AutomationReference, "{{ automation:EXECUTION_ID }}", "EXECUTION_ID", ""}},
		"{{ variable:x }}":    {{document.VariableReference, "{{ variable:x }}", "x", ""}},
		"{{ ssm:/a/b:1 }}":    {{document.ParameterStoreReference, "{{ ssm:/a/b:1 }}", "/a/b:1", ""}},
		"{{ssm-secure:name}}": {{document.SecureParameterStoreReference, "{{ssm-secure:name}}", "name", ""}},
		"{{ ssm: }}":          {{unknown, "{{ ssm: }}", "ssm:", ""}},
	}
	for text, want := range tests {
		var got []found
		for _, r := range document.References(text) {
			got = append(got, found{r.Form, r.Text, r.Name, r.Output})
			if text[r.Start:r.End] != r.Text || text[r.NameStart:r.NameEnd()] != r.Name {
				t.Errorf("%q: the offsets of %+v do not fit", text, r)
			}
			if r.Output != "" && text[r.OutputStart:r.OutputEnd()] != r.Output {
				t.Errorf("%q: the offsets of the output of %+v do not fit", text, r)
			}
			if whole := r.Text == text; r.Whole(text) != whole {
				t.Errorf("%q: Whole is %v", text, !whole)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}
