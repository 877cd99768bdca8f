package schemas_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/ssmkit/ssmkit/schemas"
	"github.com/xeipuuv/gojsonschema"
)

var kinds = []schemas.DocumentKind{
	schemas.KindAutomation, schemas.KindChangeTemplate, schemas.KindCommand, schemas.KindSession,
}

func compileBundle(t testing.TB, kind schemas.DocumentKind) *gojsonschema.Schema {
	t.Helper()
	text, err := schemas.Bundle(kind)
	if err != nil {
		t.Fatal(err)
	}
	loader := gojsonschema.NewSchemaLoader()
	loader.Validate = true // against the draft's own schema, which the library holds
	s, err := loader.Compile(gojsonschema.NewBytesLoader(text))
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return s
}

func TestBundleIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	for _, kind := range kinds {
		first, err := schemas.Bundle(kind)
		if err != nil {
			t.Fatal(err)
		}
		second, err := schemas.Bundle(kind)
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("two bundles of %s differ, or error %v", kind, err)
		}
		t.Logf("%s: %d bytes", kind, len(first))
		if bytes.Contains(first, []byte("ssm:///")) || bytes.Contains(first, []byte("x-ssm-")) {
			t.Errorf("%s refers to other files or has annotations", kind)
		}
	}
	if _, err := schemas.Bundle("Package"); err == nil {
		t.Error("there is a bundle for Package documents")
	}
}

func TestBundleAcceptsPublishedDocuments(t *testing.T) {
	t.Parallel()
	compiled := map[schemas.DocumentKind]*gojsonschema.Schema{}
	for _, kind := range kinds {
		compiled[kind] = compileBundle(t, kind)
	}
	defective := map[string]bool{}
	for _, line := range defects(t) {
		var name string
		if _, err := fmt.Sscanf(line, "%s", &name); err != nil {
			t.Fatal(err)
		}
		defective[name] = true
	}
	corpus(t, func(name string, d object) {
		kind, ok := kindOf(d)
		if !ok {
			return
		}
		result, err := compiled[kind].Validate(gojsonschema.NewGoLoader(d))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if result.Valid() == defective[name] {
			t.Errorf("%s: valid is %v\n%v", name, result.Valid(), result.Errors())
		}
	})
}

func TestBundleFindsMistakes(t *testing.T) {
	t.Parallel()
	automation := func(step string) string {
		return `{"schemaVersion": "0.3", "mainSteps": [` + step + `]}`
	}
	tests := []struct {
		name  string
		kind  schemas.DocumentKind
		text  string
		valid bool
	}{
		{"good", schemas.KindAutomation, automation(`{"name": "a", "action": "aws:sleep", "inputs": {"Duration": "PT1S"}}`), true},
		{"misspelt input", schemas.KindAutomation, automation(`{"name": "a", "action": "aws:sleep", "inputs": {"duration": "PT1S"}}`), false},
		{"misspelt action", schemas.KindAutomation, automation(`{"name": "a", "action": "aws:slep", "inputs": {}}`), false},
		{"text for a boolean", schemas.KindAutomation, automation(`{"name": "a", "action": "aws:createImage", "inputs": {"InstanceId": "i", "ImageName": "n", "NoReboot": "yes"}}`), false},
		{"reference for a boolean", schemas.KindAutomation, automation(`{"name": "a", "action": "aws:createImage", "inputs": {"InstanceId": "i", "ImageName": "n", "NoReboot": "{{ b }}"}}`), true},
		{"unknown runtime", schemas.KindAutomation, automation(`{"name": "a", "action": "aws:executeScript", "inputs": {"Runtime": "python3.99", "Script": "x"}}`), true},
		{"mistake in a loop", schemas.KindAutomation, automation(`{"name": "l", "action": "aws:loop", "inputs": {"Iterators": "{{ x }}", "Steps": [{"name": "a", "action": "aws:sleep", "inputs": {"X": 1}}]}}`), false},
		{"deep condition", schemas.KindAutomation, automation(`{"name": "b", "action": "aws:branch", "inputs": {"Choices": [{"NextStep": "x", "Not": {"Or": [{"Variable": "{{ a }}", "BooleanEquals": true}]}}]}}`), false},
		{"other version", schemas.KindAutomation, `{"schemaVersion": "0.4", "mainSteps": []}`, false},
		{"capitals", schemas.KindCommand, `{"schemaVersion": "2.2", "mainSteps": [{"name": "a", "action": "aws:runShellScript", "inputs": {"RunCommand": ["x"]}}]}`, true},
		{"misspelt plugin input", schemas.KindCommand, `{"schemaVersion": "2.2", "mainSteps": [{"name": "a", "action": "aws:runShellScript", "inputs": {"commands": ["x"]}}]}`, false},
		{"missing plugin input", schemas.KindCommand, `{"schemaVersion": "2.2", "mainSteps": [{"name": "a", "action": "aws:runShellScript", "inputs": {}}]}`, false},
		{"mainSteps in 1.2", schemas.KindCommand, `{"schemaVersion": "1.2", "mainSteps": []}`, false},
		{"plugin of 1.2", schemas.KindCommand, `{"schemaVersion": "1.2", "runtimeConfig": {"aws:runShellScript": {"properties": [{"id": "0", "runCommand": ["x"]}]}}}`, true},
		{"mistake in 1.2", schemas.KindCommand, `{"schemaVersion": "1.2", "runtimeConfig": {"aws:runShellScript": {"properties": [{"runCommands": ["x"]}]}}}`, false},
		{"source", schemas.KindCommand, `{"schemaVersion": "2.2", "mainSteps": [{"name": "a", "action": "aws:downloadContent", "inputs": {"sourceType": "HTTP", "sourceInfo": {"uri": "x"}}}]}`, false},
		{"port", schemas.KindSession, `{"schemaVersion": "1.0", "sessionType": "Port", "properties": {"portNumber": "{{ n }}"}}`, true},
		{"misspelt port", schemas.KindSession, `{"schemaVersion": "1.0", "sessionType": "Port", "properties": {"port": "80"}}`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var v any
			if err := json.Unmarshal([]byte(test.text), &v); err != nil {
				t.Fatal(err)
			}
			result, err := compileBundle(t, test.kind).Validate(gojsonschema.NewGoLoader(v))
			if err != nil {
				t.Fatal(err)
			}
			if result.Valid() != test.valid {
				t.Errorf("valid is %v: %v", result.Valid(), result.Errors())
			}
		})
	}
}
