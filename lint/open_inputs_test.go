package lint_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

// TestOpenInputs holds actions that take parameters of an API to what neither
// they nor the API know.
func TestOpenInputs(t *testing.T) {
	t.Parallel()
	type found struct {
		Input, Meant string
		Uncertain    bool
	}
	tests := map[string]struct {
		step string
		want []found
	}{
		"own and the API's": {"{action: aws:runInstances, inputs: {ImageId: a, HibernationOptions: {}}}", nil},
		"neither":           {"{action: aws:runInstances, inputs: {ImageId: a, MaxPrice: 3}}", []found{{"MaxPrice", "", true}}},
		"misspelt":          {"{action: aws:runInstances, inputs: {ImageID: a}}", []found{{"ImageID", "ImageId", true}}},
		"checked":           {"{action: aws:runCommand, inputs: {DocumentName: abc, commands: []}}", []found{{"commands", "", false}}},
		"an API by name":    {"{action: aws:executeAwsApi, inputs: {Service: ec2, Api: RunInstances, MaxPrice: 3}}", nil},
		"inputs of a kind":  {"{action: aws:runCommand, inputs: [DocumentName]}", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []found
			rule := lint.Rule{Name: "look", Check: func(p *lint.Pass) {
				for _, v := range p.Violations() {
					if v.Kind == schemas.UnknownProperty {
						got = append(got, found{v.Property, v.Meant, v.Uncertain})
					}
				}
			}}
			linter, err := lint.New([]lint.Rule{rule}, lint.Config{})
			if err != nil {
				t.Fatal(err)
			}
			linter.Lint(document.NewSource("a.yaml", []byte("schemaVersion: '0.3'\nmainSteps:\n- "+test.step+"\n")))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
