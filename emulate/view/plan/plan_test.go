package plan_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xeipuuv/gojsonschema"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/view/plan"
)

// inventor answers everything in the name of somebody.
type inventor struct{ by cloud.Answerer }

func (i inventor) Call(_ context.Context, _ cloud.Request) (cloud.Response, error) {
	return cloud.Response{Output: value.New("Value", "on"), By: i.by, Invented: i.by == cloud.Synth}, nil
}

// planOf runs a runbook and gives its plan, as text and as JSON that keeps to the
// schema.
func planOf(t *testing.T, config plan.Config, by cloud.Answerer, documents map[string]string, args emulate.Arguments) (text, json string) {
	t.Helper()
	docs := map[string]*document.Document{}
	for name, written := range documents {
		doc, problems := document.Parse(document.NewSource(name+".yaml", []byte("schemaVersion: '0.3'\n"+written)))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		docs[name] = doc
	}
	find := func(name string) (*document.Document, error) { return docs[name], nil }
	config.Documents = find
	p := plan.New(config)
	engine := emulate.New(emulate.Config{
		Cloud: inventor{by}, Clock: clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)), Actions: actions.All(),
		Region: "eu-west-1", Account: "123456789012", Observe: p.Observe,
		Documents: find,
	})
	if docs["main"].Parameter("Q") == nil {
		args = nil
	}
	_, err := engine.Run(t.Context(), docs["main"], args)
	p.End(err)
	return written(t, p, plan.TextOptions{})
}

func written(t *testing.T, p *plan.Plan, options plan.TextOptions) (text, json string) {
	t.Helper()
	var texts, jsons bytes.Buffer
	if err := errors.Join(p.Text(&texts, options), p.JSON(&jsons)); err != nil {
		t.Fatal(err)
	}
	result, err := gojsonschema.Validate(gojsonschema.NewStringLoader(plan.Schema()), gojsonschema.NewBytesLoader(jsons.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range result.Errors() {
		t.Errorf("the JSON does not keep to the schema: %s", problem)
	}
	return texts.String(), jsons.String()
}

const ask = "{name: Ask, action: 'aws:executeAwsApi', inputs: {Service: ssm, Api: GetServiceSetting, SettingId: /a}, outputs: [{Name: Is, Selector: $.Value}]}"

// TestDoubts pins how far the doubt about an answer reaches.
func TestDoubts(t *testing.T) {
	t.Parallel()
	branch := func(on string) string {
		return "{name: Decide, action: 'aws:branch', inputs: {Choices: [{NextStep: Rest, Variable: '" + on + "', StringEquals: 'on'}], Default: Rest}}, {name: Rest, action: 'aws:sleep', inputs: {Duration: PT1S}}"
	}
	child := map[string]string{"child": "parameters: {P: {type: String}}\nmainSteps: [" + branch("{{ P }}") + "]"}
	for _, test := range []struct {
		name      string
		by        cloud.Answerer
		config    plan.Config
		main      string
		want, not string
	}{
		{"an invented answer", cloud.Synth, plan.Config{}, "mainSteps: [" + ask + ", " + branch("{{ Ask.Is }}") + "]",
			`  uncertain: the path from here depends on the invented answer to GetServiceSetting in "Ask"`, ""},
		{"an answer in memory", cloud.Memory, plan.Config{}, "mainSteps: [" + ask + ", " + branch("{{ Ask.Is }}") + "]",
			`  uncertain: the path from here depends on the answer in memory to GetServiceSetting in "Ask"`, ""},
		{"an account that somebody has described", cloud.Memory, plan.Config{Described: true}, "mainSteps: [" + ask + ", " + branch("{{ Ask.Is }}") + "]", "", "uncertain"},
		{"a real account", cloud.Live, plan.Config{Live: true}, "mainSteps: [" + ask + ", " + branch("{{ Ask.Is }}") + "]", "", "uncertain"},
		{"through a variable", cloud.Synth, plan.Config{},
			"variables: {V: {type: String, default: x}}\nmainSteps: [" + ask + ", {name: Set, action: 'aws:updateVariable', inputs: {Name: 'variable:V', Value: '{{ Ask.Is }}'}}, " + branch("{{ variable:V }}") + "]",
			`  uncertain: the path from here depends on the invented answer to GetServiceSetting in "Ask"`, ""},
		{"a variable that was set anew", cloud.Synth, plan.Config{},
			"variables: {V: {type: String, default: x}}\nmainSteps: [" + ask + ", {name: Set, action: 'aws:updateVariable', inputs: {Name: 'variable:V', Value: '{{ Ask.Is }}'}}, {name: Again, action: 'aws:updateVariable', inputs: {Name: 'variable:V', Value: y}}, " + branch("{{ variable:V }}") + "]",
			"", "uncertain"},
		{"into a child", cloud.Synth, plan.Config{},
			"mainSteps: [" + ask + ", {name: Start, action: 'aws:executeAutomation', inputs: {DocumentName: child, RuntimeParameters: {P: '{{ Ask.Is }}'}}}]",
			`    uncertain: the path from here depends on the invented answer to GetServiceSetting in "Ask"`, ""},
		{"not into a child that is given something else", cloud.Synth, plan.Config{},
			"mainSteps: [" + ask + ", {name: Start, action: 'aws:executeAutomation', inputs: {DocumentName: child, RuntimeParameters: {P: 'on'}}}]",
			"", "uncertain"},
		{"a value that was filled in", cloud.Live, plan.Config{Live: true, Filled: []emulate.Output{{Name: "Q", Type: emulate.String, Value: "on"}}},
			"parameters: {Q: {type: String}}\nmainSteps: [" + branch("{{ Q }}") + "]",
			`  uncertain: the path from here depends on the value that was made up for "Q"`, ""},
		{"how often a loop goes round", cloud.Synth, plan.Config{},
			"mainSteps: [" + ask + ", {name: Each, action: 'aws:loop', inputs: {Iterators: '{{ Ask.Is }}', Steps: [{name: Nap, action: 'aws:sleep', inputs: {Duration: PT1S}}]}}]",
			`  uncertain: how often it goes round depends on the invented answer to GetServiceSetting in "Ask"`, ""},
		{"what the steps of a loop do", cloud.Synth, plan.Config{},
			"mainSteps: [{name: Each, action: 'aws:loop', inputs: {Iterators: [a, b], IteratorDataType: String, Steps: [" + ask + ", {name: Put, action: 'aws:executeAwsApi', inputs: {Service: ssm, Api: UpdateServiceSetting, SettingId: /a, SettingValue: '{{ Ask.Is }}'}}]}}]",
			"ssm:UpdateServiceSetting", "uncertain"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			text, _ := planOf(t, test.config, test.by, map[string]string{"main": test.main, "child": child["child"]}, emulate.Arguments{"Q": {"on"}})
			if !strings.Contains(text, test.want) || test.not != "" && strings.Contains(text, test.not) {
				t.Errorf("want %q, not %q, in\n%s", test.want, test.not, text)
			}
		})
	}
}

// TestChildren tells of runbooks that start others, and themselves: the calls that
// start them, and no end of steps.
func TestChildren(t *testing.T) {
	t.Parallel()
	start := func(name string) string {
		return "{name: Start, action: 'aws:executeAutomation', inputs: {DocumentName: " + name + "}}"
	}
	text, _ := planOf(t, plan.Config{}, cloud.Memory, map[string]string{
		"main":  "mainSteps: [" + start("child") + "]",
		"child": "mainSteps: [" + ask + ", {name: Decide, action: 'aws:branch', inputs: {Choices: [{NextStep: Start, Variable: '{{ Ask.Is }}', StringEquals: 'off'}], Default: Rest}}, " + start("child") + ", {name: Rest, action: 'aws:sleep', inputs: {Duration: PT1S}}]",
	}, nil)
	for _, want := range []string{
		"! changes  ssm:StartAutomationExecution  the runbook runs here instead",
		"note: it starts a runbook again that it is part of\n",
		"not made here: 2 calls, 1 of them changes something\n",
	} {
		if strings.Count(text, want) != 1 {
			t.Errorf("want once %q in\n%s", want, text)
		}
	}
}

// TestManyInputs bounds what is kept of a step that makes the same call again and
// again.
func TestManyInputs(t *testing.T) {
	t.Parallel()
	var items []string
	for i := range 25 {
		items = append(items, fmt.Sprintf("/a/%d", i))
	}
	text, json := planOf(t, plan.Config{}, cloud.Memory, map[string]string{
		"main": "mainSteps: [{name: Each, action: 'aws:loop', inputs: {Iterators: [" + strings.Join(items, ", ") + "], Steps: [{name: Read, action: 'aws:executeAwsApi', inputs: {Service: ssm, Api: GetServiceSetting, SettingId: '{{ Each.CurrentIteratorValue }}'}}]}}]",
	}, nil)
	for _, want := range []string{
		"  Read  aws:executeAwsApi  runs 25 times\n      reads    ssm:GetServiceSetting  eu-west-1  in memory  25 times\n               SettingId /a/0\n",
		"               SettingId /a/2\n               and more than 17 other inputs\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q in\n%s", want, text)
		}
	}
	if got := strings.Count(json, `"SettingId"`); got != 20 || !strings.Contains(json, `"moreInputs": true`) {
		t.Errorf("the JSON has %d inputs:\n%s", got, json)
	}
}

// TestHostileEvents shows what would do something to a terminal, and events of steps
// that never began, as harmless text.
func TestHostileEvents(t *testing.T) {
	t.Parallel()
	doc, _ := document.Parse(document.NewSource("a\x1b[2J.yaml", []byte("schemaVersion: '0.3'\nmainSteps: [{name: a, action: aws:sleep, inputs: {Duration: PT1S}}]\n")))
	req := cloud.Request{Service: "ssm", Operation: "PutParameter", Region: "x\x1b", Input: value.New("Name", "\x1b]0;title\a", "Value", "hunter22", "Type", "SecureString")}
	p := plan.New(plan.Config{Region: "eu-west-1", Filled: []emulate.Output{{Name: "\x1bP", Value: "\x1bv"}}})
	for _, e := range []emulate.Event{
		emulate.RunStarted{Document: doc},
		emulate.APICalled{Step: "never", Request: req},
		emulate.APICalled{Step: "never", Request: cloud.Request{Service: "no", Operation: "Such"}},
		emulate.AttemptStarted{Step: "never"}, emulate.StepFinished{Step: "never", Status: emulate.Failed},
		emulate.ChildEvent{Step: "never", Event: emulate.StepStarted{Step: "below"}},
		emulate.PostAnswered{Step: "never", Host: "h"}, emulate.ResultSupplied{Step: "never", Why: "because"},
		emulate.StepStarted{Step: "a"},
		emulate.AttemptStarted{Step: "a", Inputs: value.New()},
		emulate.APICalled{Step: "a", Request: req, Err: &cloud.APIError{Code: "\x1bNo", Message: "\x1b[31m"}},
		emulate.Warned{Step: "a", Message: "\x1bmind"}, emulate.Warned{Message: "\x1bmind"},
		emulate.PostAnswered{Step: "a", Host: "\x1bhost"},
		emulate.Branched{Step: "a", To: "\x1bb", Why: "\x1bwhy"},
		emulate.StepFinished{Step: "a", Status: emulate.Failed, Failure: &emulate.Failure{Cause: "\x1bcause"}},
	} {
		p.Observe(e)
	}
	p.End(errors.New("\x1bstopped"))
	text, json := written(t, p, plan.TextOptions{Policy: "ssmrun iam a\x1b.yaml"})
	if strings.ContainsAny(text, "\x1b\a") || strings.ContainsAny(json, "\x1b\a") {
		t.Errorf("there are control characters in %q", text)
	}
	for _, want := range []string{"(before the first step)", "The plan is not complete", `Name \u{1b}]0;title\u{7}, Value ***`} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q in\n%s", want, text)
		}
	}
	if strings.Contains(text+json, "hunter22") {
		t.Errorf("the secret is shown:\n%s", text)
	}
}

// TestNothing is the plan of a run that has not begun.
func TestNothing(t *testing.T) {
	t.Parallel()
	var text bytes.Buffer
	if err := plan.New(plan.Config{Region: "eu-west-1", Account: "1"}).Text(&text, plan.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if got, want := text.String(), "Plan of a runbook in eu-west-1, account 1: nothing is changed\n\n\nno calls\nThe plan is not complete\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
