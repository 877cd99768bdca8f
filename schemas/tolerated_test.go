package schemas_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/ssmkit/ssmkit/schemas"
)

func TestTolerated(t *testing.T) {
	t.Parallel()
	shell, _ := schemas.Plugin("aws:updateAgent")
	tests := []struct {
		name   string
		schema *schemas.Schema
		value  any
		want   []schemas.Violation
	}{
		{
			"quoted booleans and numbers", get(t, schemas.AutomationStep),
			object{"isEnd": "true", "isCritical": false, "timeoutSeconds": "60", "maxAttempts": json.Number("2")},
			[]schemas.Violation{
				{Path: []string{"isEnd"}, Kind: schemas.WrongType, Expected: []string{"boolean"}},
				{Path: []string{"timeoutSeconds"}, Kind: schemas.WrongType, Expected: []string{"integer"}},
			},
		},
		{
			"references are what they become", get(t, schemas.AutomationStep),
			object{"isEnd": schemas.Dynamic{Text: "{{ x }}"}, "timeoutSeconds": schemas.Dynamic{Text: "{{ x }}0"}},
			[]schemas.Violation{{Path: []string{"timeoutSeconds"}, Kind: schemas.WrongType, Expected: []string{"integer"}}},
		},
		{
			"type that is not listed", get(t, schemas.CommandParameter), object{"type": "StringMap"},
			[]schemas.Violation{{Path: []string{"type"}, Kind: schemas.NotInEnum, Expected: []string{"String", "StringList"}}},
		},
		{"words that are no booleans", get(t, schemas.AutomationStep), object{"isEnd": "yes"}, nil},
		{"type that does not exist", get(t, schemas.CommandParameter), object{"type": "Strin"}, nil},
		{
			"elements", inputsOf(t, "aws:changeInstanceState"), object{"InstanceIds": []any{"i-1", true}},
			[]schemas.Violation{{Path: []string{"InstanceIds", "1"}, Kind: schemas.WrongType, Expected: []string{"string"}}},
		},
		{
			"more tags than the page says", inputsOf(t, "aws:createStack"),
			object{"StackName": "s", "TemplateBody": "{}", "Tags": slices.Repeat([]any{object{}}, 11)},
			[]schemas.Violation{{Path: []string{"Tags"}, Kind: schemas.TooManyItems, Expected: []string{"10"}}},
		},
		{
			"the place keeps the spelling", shell.Schema(), object{"AllowDowngrade": "false"},
			[]schemas.Violation{{Path: []string{"AllowDowngrade"}, Kind: schemas.WrongType, Expected: []string{"boolean"}}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, test.schema.Tolerated(test.value, test.schema.Validate(test.value)), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("tolerated (-want +got):\n%s", diff)
			}
		})
	}
}
