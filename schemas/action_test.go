package schemas_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas"
)

func TestActionsAreThePublicOnes(t *testing.T) {
	t.Parallel()
	want := []string{
		"aws:approve", "aws:assertAwsResourceProperty", "aws:branch", "aws:changeInstanceState", "aws:copyImage",
		"aws:createImage", "aws:createStack", "aws:createTags", "aws:deleteImage", "aws:deleteStack",
		"aws:executeAutomation", "aws:executeAwsApi", "aws:executeScript", "aws:executeStateMachine",
		"aws:invokeLambdaFunction", "aws:invokeWebhook", "aws:loop", "aws:pause", "aws:runCommand",
		"aws:runInstances", "aws:sleep", "aws:updateVariable", "aws:waitForAwsResourceProperty",
	}
	if diff := cmp.Diff(want, schemas.Actions()); diff != "" {
		t.Errorf("actions (-want +got):\n%s", diff)
	}
}

func TestEveryActionIsDescribed(t *testing.T) {
	t.Parallel()
	internal := []string{"aws:installDistributorPackageOnAzure", "aws:putServerUpgradeMetrics", "aws:shareSQLMedia"}
	for _, name := range append(schemas.Actions(), internal...) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, ok := schemas.Action(name)
			if !ok {
				t.Fatal("no such action")
			}
			if a.Name != name || a.Summary == "" || a.AsOf == "" || len(a.Sources) == 0 {
				t.Errorf("name, summary, date or sources are missing: %+v", a)
			}
			for _, in := range a.Inputs {
				if in.Description == "" || in.Type == "" {
					t.Errorf("input %s has no description or type", in.Name)
				}
				if in.Required && in.Conditional {
					t.Errorf("input %s is both required and conditional", in.Name)
				}
			}
			for _, group := range append(append(a.Exclusive, a.Together...), a.OneOf) {
				for _, input := range group {
					if _, ok := a.Input(input); !ok {
						t.Errorf("a rule names %s, which is no input", input)
					}
				}
			}
			for _, o := range a.Outputs {
				if o.Description == "" || o.Type == "" {
					t.Errorf("output %s has no description or type", o.Name)
				}
			}
			if _, ok := a.Output(schemas.OutputPayload); !ok {
				t.Error("OutputPayload is missing")
			}
			if a.Schema() == nil {
				t.Error("no schema")
			}
		})
	}
}

func TestActionFacts(t *testing.T) {
	t.Parallel()
	sleep, ok := schemas.Action("aws:sleep")
	if !ok {
		t.Fatal("aws:sleep is missing")
	}
	want := []schemas.Input{
		{
			Name: "Duration", Type: "String", JSONTypes: []string{"string"}, Conditional: true, Format: "duration",
			Description: "How long to wait, as an ISO 8601 duration; or Timestamp.",
		},
		{
			Name: "Timestamp", Type: "String", JSONTypes: []string{"string"}, Conditional: true, Format: "date-time",
			Description: "Moment to wait for, as an ISO 8601 date and time; or Duration. A past moment ends the step at once.",
		},
	}
	if diff := cmp.Diff(want, sleep.Inputs); diff != "" {
		t.Errorf("inputs of aws:sleep (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Duration", "Timestamp"}, sleep.OneOf); diff != "" {
		t.Errorf("one of (-want +got):\n%s", diff)
	}
	if !sleep.Blocking || sleep.OnCancelTarget || !sleep.OnCancel {
		t.Errorf("aws:sleep blocks, may carry onCancel and may not be its target: %+v", sleep)
	}

	approve, _ := schemas.Action("aws:approve")
	if approve.DefaultTimeout != 7*24*time.Hour || approve.MaxTimeout != 30*24*time.Hour {
		t.Errorf("aws:approve times out after %v, at most %v", approve.DefaultTimeout, approve.MaxTimeout)
	}
	script, _ := schemas.Action("aws:executeScript")
	if script.RetriesThrottling || script.UserOutputs.Root != schemas.RootPayload {
		t.Errorf("aws:executeScript repeats no calls and selects from the payload: %+v", script)
	}
	api, _ := schemas.Action("aws:executeAwsApi")
	if api.Open != schemas.AnyOfAPI || api.MaxTimeout != 25*time.Second || !api.MaxTimeoutOutdated || approve.MaxTimeoutOutdated {
		t.Errorf("aws:executeAwsApi takes the API's parameters and 25 seconds: %+v", api)
	}
	loop, _ := schemas.Action("aws:loop")
	if o, ok := loop.Output("CurrentIteration"); !ok || o.Type != "Integer" || loop.OnCancel {
		t.Errorf("aws:loop counts its iterations and may not carry onCancel: %+v", loop)
	}
	if _, ok := schemas.Action("aws:slep"); ok {
		t.Error("aws:slep is found")
	}
}

func TestInputFormatsAreKnown(t *testing.T) {
	t.Parallel()
	formats := []string{"", "arn", "date-time", "document", "duration", "operation", "selector", "service", "step-name", "variable"}
	for _, name := range schemas.Actions() {
		a, _ := schemas.Action(name)
		for _, in := range a.Inputs {
			if !slices.Contains(formats, in.Format) {
				t.Errorf("%s: input %s has the format %q", name, in.Name, in.Format)
			}
		}
	}
}

func TestResourcesToRetainInEverySpelling(t *testing.T) {
	t.Parallel()
	for key, ok := range map[string]bool{
		"RetainResources.member.N": true, "RetainResources.member.1": true, "RetainResources": true, "RetainResource": false,
	} {
		inputs := object{"StackName": "s", key: []any{"r"}}
		if valid := inputsOf(t, "aws:deleteStack").Validate(inputs) == nil; valid != ok {
			t.Errorf("%s: valid is %v", key, valid)
		}
	}
}

func TestOnCancel(t *testing.T) {
	t.Parallel()
	var carriesNone, noTarget []string
	for _, name := range schemas.Actions() {
		a, _ := schemas.Action(name)
		if !a.OnCancel {
			carriesNone = append(carriesNone, name)
		}
		if !a.OnCancelTarget {
			noTarget = append(noTarget, name)
		}
	}
	if diff := cmp.Diff([]string{"aws:loop", "aws:updateVariable"}, carriesNone); diff != "" {
		t.Errorf("actions whose steps carry no onCancel (-want +got):\n%s", diff)
	}
	want := []string{
		"aws:approve", "aws:copyImage", "aws:createImage", "aws:createStack", "aws:createTags",
		"aws:loop", "aws:pause", "aws:runInstances", "aws:sleep",
	}
	if diff := cmp.Diff(want, noTarget); diff != "" {
		t.Errorf("actions that onCancel may not lead to (-want +got):\n%s", diff)
	}
}

func TestParameterTypes(t *testing.T) {
	t.Parallel()
	for kind, want := range map[schemas.DocumentKind]int{schemas.KindAutomation: 12, schemas.KindChangeTemplate: 12, schemas.KindCommand: 6, schemas.KindSession: 6} {
		if got := len(schemas.ParameterTypes(kind)); got != want {
			t.Errorf("%s has %d parameter types, want %d", kind, got, want)
		}
	}
}

func TestTablesAgreeWithSchemas(t *testing.T) {
	t.Parallel()
	parameters := func(kind schemas.DocumentKind) (names []string) {
		for _, p := range schemas.ParameterTypes(kind) {
			names = append(names, p.Name)
		}
		return names
	}
	var outputs []string
	for _, o := range schemas.OutputTypes() {
		outputs = append(outputs, o.Name)
	}
	for id, table := range map[string]struct {
		property string
		value    map[string]any
		want     []string
	}{
		schemas.AutomationParameter: {"type", map[string]any{"type": "?"}, parameters(schemas.KindAutomation)},
		schemas.CommandParameter:    {"type", map[string]any{"type": "?"}, parameters(schemas.KindCommand)},
		schemas.AutomationVariable:  {"type", map[string]any{"type": "?"}, outputs},
		schemas.AutomationOutput:    {"Type", map[string]any{"Name": "n", "Selector": "$", "Type": "?"}, outputs},
	} {
		violations := get(t, id).Validate(table.value)
		want := []schemas.Violation{{Path: []string{table.property}, Kind: schemas.NotInEnum, Expected: table.want}}
		if diff := cmp.Diff(want, violations, ignoreMessage, anyOrder); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
}
