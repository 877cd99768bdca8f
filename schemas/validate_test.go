package schemas_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/ssmkit/ssmkit/schemas"
)

var (
	ignoreMessage = cmpopts.IgnoreFields(schemas.Violation{}, "Message")
	anyOrder      = cmpopts.SortSlices(func(a, b string) bool { return a < b })
)

type object = map[string]any

func get(t testing.TB, id string) *schemas.Schema {
	t.Helper()
	s, err := schemas.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func inputsOf(t testing.TB, action string) *schemas.Schema {
	t.Helper()
	a, ok := schemas.Action(action)
	if !ok {
		t.Fatalf("no action %s", action)
	}
	return a.Schema()
}

func TestValidateNamesTypicalMistakes(t *testing.T) {
	t.Parallel()
	dynamic := func(s string) schemas.Dynamic { return schemas.Dynamic{Text: s} }
	number := func(s string) json.Number { return json.Number(s) }
	step := func(changes object) object {
		s := object{"name": "wait", "action": "aws:sleep", "inputs": object{}}
		maps.Copy(s, changes)
		return s
	}
	tests := []struct {
		name   string
		schema *schemas.Schema
		value  any
		want   []schemas.Violation
	}{
		{"good step", get(t, schemas.AutomationStep), step(object{"timeoutSeconds": number("5"), "isEnd": "true"}), nil},
		{
			"misspelt key", get(t, schemas.AutomationStep), step(object{"nextstep": "stop"}),
			[]schemas.Violation{{Kind: schemas.UnknownProperty, Property: "nextstep"}},
		},
		{
			"no inputs", get(t, schemas.AutomationStep), object{"name": "wait", "action": "aws:pause"},
			[]schemas.Violation{{Kind: schemas.MissingProperty, Property: "inputs"}},
		},
		{
			"name with a hyphen", get(t, schemas.AutomationStep), step(object{"name": "wait-here"}),
			[]schemas.Violation{{Path: []string{"name"}, Kind: schemas.Pattern, Expected: []string{"^[a-zA-Z0-9_]+$"}}},
		},
		{
			"onCancel: Continue", get(t, schemas.AutomationStep), step(object{"onCancel": "Continue"}),
			[]schemas.Violation{{Path: []string{"onCancel"}, Kind: schemas.Pattern, Expected: []string{"^(Abort|step:.+)$"}}},
		},
		{
			"no attempt", get(t, schemas.AutomationStep), step(object{"maxAttempts": number("0")}),
			[]schemas.Violation{{Path: []string{"maxAttempts"}, Kind: schemas.TooSmall, Expected: []string{"1"}}},
		},
		{
			"half an attempt", get(t, schemas.AutomationStep), step(object{"maxAttempts": number("0.5")}),
			[]schemas.Violation{{Path: []string{"maxAttempts"}, Kind: schemas.WrongType, Expected: []string{"integer"}}},
		},
		{
			"isEnd in words", get(t, schemas.AutomationStep), step(object{"isEnd": "yes"}),
			[]schemas.Violation{{Path: []string{"isEnd"}, Kind: schemas.NotInEnum, Expected: []string{"true", "false"}}},
		},
		{
			"type with a foreign letter", get(t, schemas.AutomationOutput), object{"Name": "n", "Selector": "$", "Type": "Strin줘"},
			[]schemas.Violation{{Path: []string{"Type"}, Kind: schemas.NotInEnum, Expected: []string{"String", "StringList", "Boolean", "Integer", "StringMap", "MapList"}}},
		},
		{
			"parameter name with an underscore", get(t, schemas.AutomationDocument),
			object{"schemaVersion": "0.3", "mainSteps": []any{object{}}, "parameters": object{"event_type": object{}, "ok": object{}}},
			[]schemas.Violation{{Path: []string{"parameters"}, Kind: schemas.BadPropertyName, Property: "event_type"}},
		},
		{
			"no step", get(t, schemas.AutomationDocument), object{"schemaVersion": "0.3", "mainSteps": []any{}},
			[]schemas.Violation{{Path: []string{"mainSteps"}, Kind: schemas.TooFewItems, Expected: []string{"1"}}},
		},
		{
			"outputs with braces and a number", get(t, schemas.AutomationDocument),
			object{"schemaVersion": "0.3", "mainSteps": []any{object{}}, "outputs": []any{dynamic("{{ a.b }}"), number("1"), "a.b"}},
			[]schemas.Violation{{Path: []string{"outputs", "1"}, Kind: schemas.WrongType, Expected: []string{"string"}}},
		},
		{
			"unknown input and missing input", inputsOf(t, "aws:changeInstanceState"),
			object{"InstanceIDs": []any{"i-1"}, "DesiredState": "running"},
			[]schemas.Violation{
				{Kind: schemas.UnknownProperty, Property: "InstanceIDs"},
				{Kind: schemas.MissingProperty, Property: "InstanceIds"},
			},
		},
		{
			"state that does not exist", inputsOf(t, "aws:changeInstanceState"),
			object{"InstanceIds": []any{"i-1"}, "DesiredState": "stoped"},
			[]schemas.Violation{{Path: []string{"DesiredState"}, Kind: schemas.NotInEnum, Expected: []string{"running", "stopped", "terminated"}}},
		},
		{
			"text for a list", inputsOf(t, "aws:changeInstanceState"),
			object{"InstanceIds": "i-1", "DesiredState": "stopped"},
			[]schemas.Violation{{Path: []string{"InstanceIds"}, Kind: schemas.WrongType, Expected: []string{"array"}}},
		},
		{
			"references satisfy any type", inputsOf(t, "aws:changeInstanceState"),
			object{"InstanceIds": dynamic("{{ ids }}"), "DesiredState": dynamic("{{state}}"), "Force": dynamic(" {{ f }} ")}, nil,
		},
		{
			"text around a reference is text", inputsOf(t, "aws:changeInstanceState"),
			object{"InstanceIds": dynamic("{{ a }},{{ b }}"), "DesiredState": dynamic("{{ state }}ed")},
			[]schemas.Violation{{Path: []string{"InstanceIds"}, Kind: schemas.WrongType, Expected: []string{"array"}}},
		},
		{
			"places in order of numbers", inputsOf(t, "aws:changeInstanceState"),
			object{"InstanceIds": []any{nil, "i", "i", "i", "i", "i", "i", "i", "i", object{}, []any{}}, "DesiredState": "stopped"},
			[]schemas.Violation{
				{Path: []string{"InstanceIds", "0"}, Kind: schemas.WrongType, Expected: []string{"string", "number", "boolean"}},
				{Path: []string{"InstanceIds", "9"}, Kind: schemas.WrongType, Expected: []string{"string", "number", "boolean"}},
				{Path: []string{"InstanceIds", "10"}, Kind: schemas.WrongType, Expected: []string{"string", "number", "boolean"}},
			},
		},
		{
			"And with one member", get(t, schemas.AutomationChoice), object{"NextStep": "a", "And": []any{object{}}},
			[]schemas.Violation{{Path: []string{"And"}, Kind: schemas.TooFewItems, Expected: []string{"2"}}},
		},
		{
			"unknown operator", get(t, schemas.AutomationChoice), object{"NextStep": "a", "Variable": dynamic("{{ a }}"), "StringEqual": "x"},
			[]schemas.Violation{{Kind: schemas.UnknownProperty, Property: "StringEqual"}},
		},
		{
			"limits of text", inputsOf(t, "aws:runCommand"),
			object{"DocumentName": "A", "Comment": strings.Repeat("x", 101), "OutputS3BucketName": "b", "TimeoutSeconds": number("29")},
			[]schemas.Violation{
				{Path: []string{"Comment"}, Kind: schemas.TooLong, Expected: []string{"100"}},
				{Path: []string{"DocumentName"}, Kind: schemas.Pattern, Expected: []string{`^[a-zA-Z0-9_\-.:/]{3,128}$`}},
				{Path: []string{"OutputS3BucketName"}, Kind: schemas.TooShort, Expected: []string{"3"}},
				{Path: []string{"TimeoutSeconds"}, Kind: schemas.TooSmall, Expected: []string{"30"}},
			},
		},
		{
			"two checksums", get(t, schemas.AutomationFile),
			object{"checksums": object{"sha256": strings.Repeat("a", 64), "SHA256": strings.Repeat("A", 64)}},
			[]schemas.Violation{{Path: []string{"checksums"}, Kind: schemas.TooManyProperties, Expected: []string{"1"}}},
		},
		{
			"a list for the whole", get(t, schemas.AutomationStep), []any{},
			[]schemas.Violation{{Kind: schemas.WrongType, Expected: []string{"object"}}},
		},
		{
			"nothing for the whole", get(t, schemas.AutomationStep), nil,
			[]schemas.Violation{{Kind: schemas.WrongType, Expected: []string{"object"}}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := test.schema.Validate(test.value)
			if diff := cmp.Diff(test.want, got, ignoreMessage, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("violations (-want +got):\n%s", diff)
			}
		})
	}
}

func TestValidateBearsNumbersThatCrashTheLibrary(t *testing.T) {
	t.Parallel()
	for _, n := range []json.Number{
		"1e9999999", "-1e400", "1e-99999999", "0e99999999999999999999", "", "0x10", "NaN", ".5", "true", "null", "[1]",
		json.Number(strings.Repeat("9", 100000)),
	} {
		got := get(t, schemas.AutomationStep).Validate(object{"name": "a", "action": "b", "inputs": object{}, "maxAttempts": n})
		want := []schemas.Violation{{Path: []string{"maxAttempts"}, Kind: schemas.NotRepresentable}}
		if diff := cmp.Diff(want, got, ignoreMessage); diff != "" {
			t.Errorf("%.20s (-want +got):\n%s", n, diff)
		}
	}
}

func TestValidateBearsDeepNesting(t *testing.T) {
	t.Parallel()
	var v any = json.Number("1e999999999")
	for range 100_000 {
		v = []any{v}
	}
	for name, test := range map[string]struct {
		schema *schemas.Schema
		value  any
		want   []schemas.Violation
	}{
		"where anything goes": {inputsOf(t, "aws:executeAwsApi"), object{"Service": "ec2", "Api": "X", "Deep": v}, nil},
		"where a text belongs": {
			inputsOf(t, "aws:deleteImage"), object{"ImageId": v},
			[]schemas.Violation{{Path: []string{"ImageId"}, Kind: schemas.WrongType, Expected: []string{"string"}}},
		},
		"where a word belongs": {
			get(t, schemas.AutomationStep), object{"name": "a", "action": "b", "inputs": object{}, "isEnd": v},
			[]schemas.Violation{{Path: []string{"isEnd"}, Kind: schemas.WrongType, Expected: []string{"boolean", "string"}}},
		},
	} {
		if diff := cmp.Diff(test.want, test.schema.Validate(test.value), ignoreMessage); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestValidateTakesManyMistakes(t *testing.T) {
	t.Parallel()
	const n = 20_000
	parameters := object{}
	for i := range n {
		parameters[fmt.Sprint("a_", i)] = object{}
	}
	got := get(t, schemas.AutomationDocument).Validate(object{
		"schemaVersion": "0.3", "mainSteps": []any{object{}}, "parameters": parameters,
	})
	if len(got) != n {
		t.Errorf("got %d violations, want one for each of %d names", len(got), n)
	}
}

func TestPathsKeepKeysWithSeparators(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"", ".", "a.b", "/", "\x00", "\x00\x00", "\x01", "\x01\x00", "\x00\x01", "\x01\x00\x00"} {
		got := get(t, schemas.AutomationDocument).Validate(object{
			"schemaVersion": "0.3", "mainSteps": []any{object{}}, "variables": object{key: "x"},
		})
		want := []schemas.Violation{{Path: []string{"variables", key}, Kind: schemas.WrongType, Expected: []string{"object"}}}
		if diff := cmp.Diff(want, got, ignoreMessage); diff != "" {
			t.Errorf("key %q (-want +got):\n%s", key, diff)
		}
	}
}

func TestValidateLeavesTheValueAlone(t *testing.T) {
	t.Parallel()
	value := object{"Service": json.Number("1e999"), "Api": schemas.Dynamic{Text: "a {{ b }}"}}
	inputsOf(t, "aws:executeAwsApi").Validate(value)
	want := object{"Service": json.Number("1e999"), "Api": schemas.Dynamic{Text: "a {{ b }}"}}
	if diff := cmp.Diff(want, value); diff != "" {
		t.Errorf("the value changed (-want +got):\n%s", diff)
	}
}

func TestGetFromManyGoroutines(t *testing.T) {
	t.Parallel()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, id := range schemas.IDs() {
				if s, err := schemas.Get(id); err != nil || len(s.Validate("x")) == 0 {
					t.Errorf("%s: error %v, or a text satisfies it", id, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestGetRefusesUnknownIDs(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"", "ssm:///nothing.json", "step.json", "ssm:///../doc.go", "http://json-schema.org/draft-07/schema#"} {
		if _, err := schemas.Get(id); err == nil {
			t.Errorf("%q is found", id)
		}
	}
}
