package schemas_test

import (
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas"
)

func TestOperatorsAreThoseOfAChoice(t *testing.T) {
	t.Parallel()
	for _, o := range schemas.Operators() {
		var operand any = schemas.Dynamic{Text: "{{ x }}"}
		choice := object{"NextStep": "a", "Variable": schemas.Dynamic{Text: "{{ v }}"}, o.Name: operand}
		if violations := get(t, schemas.AutomationChoice).Validate(choice); len(violations) > 0 {
			t.Errorf("%s: %v", o.Name, violations)
		}
		if o.Description == "" || o.Operand == "" {
			t.Errorf("%s lacks facts: %+v", o.Name, o)
		}
	}
	if n := len(schemas.Operators()); n != 14 {
		t.Errorf("there are %d operators, want eleven comparisons and And, Or, Not", n)
	}
}

func TestRuntimes(t *testing.T) {
	t.Parallel()
	ended := time.Date(2025, time.October, 16, 0, 0, 0, 0, time.UTC)
	want := []schemas.Runtime{
		{Name: "python3.12", Language: "Python"},
		{Name: "python3.11", Language: "Python"},
		{Name: "python3.10", Language: "Python"},
		{Name: "PowerShell 7.4", Language: "PowerShell"},
		{Name: "python3.9", Language: "Python", EndOfLife: ended},
		{Name: "python3.8", Language: "Python", EndOfLife: ended},
		{Name: "python3.7", Language: "Python", EndOfLife: ended},
		{Name: "python3.6", Language: "Python", EndOfLife: ended},
		{Name: "PowerShell 7.0", Language: "PowerShell", EndOfLife: ended},
		{Name: "PowerShell Core 6.0", Language: "PowerShell", EndOfLife: ended},
	}
	if diff := cmp.Diff(want, schemas.Runtimes()); diff != "" {
		t.Errorf("runtimes (-want +got):\n%s", diff)
	}
}

func TestSystemVariables(t *testing.T) {
	t.Parallel()
	var got []string
	for _, v := range schemas.SystemVariables() {
		got = append(got, v.Name)
	}
	want := []string{
		"automation:EXECUTION_ID", "global:ACCOUNT_ID", "global:AWS_PARTITION", "global:DATE", "global:DATE_TIME", "global:REGION",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("variables (-want +got):\n%s", diff)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	l := schemas.AllLimits()
	for name, p := range map[string]string{
		"document name": l.DocumentNamePattern, "reference": l.DocumentReferencePattern, "version": l.DocumentVersionPattern,
		"version name": l.VersionNamePattern, "display name": l.DisplayNamePattern, "target type": l.TargetTypePattern,
		"parameter name": l.ParameterNamePattern, "step name": l.StepNamePattern, "attachment": l.AttachmentNamePattern,
	} {
		if _, err := regexp.Compile(p); err != nil || p == "" {
			t.Errorf("pattern of %s: %q: %v", name, p, err)
		}
	}
	if l.DocumentBytes != 65536 || l.SleepSeconds != 604799 || l.ScriptTimeoutSeconds.Default != 3600 || len(l.ReservedPrefixes) != 6 {
		t.Errorf("limits are %+v", l)
	}
}

func TestStepJumps(t *testing.T) {
	t.Parallel()
	want := schemas.Jumps{OnFailure: []string{"Abort", "Continue"}, OnCancel: []string{"Abort"}, JumpPrefix: "step:"}
	if diff := cmp.Diff(want, schemas.StepJumps()); diff != "" {
		t.Errorf("jumps (-want +got):\n%s", diff)
	}
	for word, ok := range map[string]bool{"Abort": true, "Continue": true, "step:x": true, "abort": false, "x": false, "step:": false} {
		step := object{"name": "a", "action": "aws:pause", "inputs": object{}, "onFailure": word}
		if valid := get(t, schemas.AutomationStep).Validate(step) == nil; valid != ok {
			t.Errorf("onFailure %s: valid is %v", word, valid)
		}
	}
}

func TestEnvelopes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		kind    schemas.DocumentKind
		version string
		want    string
		known   bool
	}{
		{schemas.KindAutomation, "0.3", "0.3", true},
		{schemas.KindChangeTemplate, "0.3", "0.3", true},
		{schemas.KindAutomation, "0.4", "0.3", false},
		{schemas.KindCommand, "1.2", "1.2", true},
		{schemas.KindCommand, "2.0", "2.0", true},
		{schemas.KindCommand, "2.0.3", "2.0", true},
		{schemas.KindCommand, "2.1", "2.2", false},
		{schemas.KindSession, "1.0", "1.0", true},
		{"Package", "2.0", "", false},
	} {
		e, known := schemas.EnvelopeOf(test.kind, test.version)
		if known != test.known || e.Version != test.want {
			t.Errorf("%s %s: version %q, known %v", test.kind, test.version, e.Version, known)
		}
		if e.Version == "" {
			continue
		}
		about := func(v schemas.Violation) bool { return slices.Equal(v.Path, []string{"schemaVersion"}) }
		violations := e.Schema().Validate(object{"schemaVersion": test.version})
		if slices.ContainsFunc(violations, about) == test.known {
			t.Errorf("%s %s: %v", test.kind, test.version, violations)
		}
	}
}

func TestSession(t *testing.T) {
	t.Parallel()
	for word, ok := range map[string]bool{"1": true, "60": true, "": true, "61": false, "0": false, "20 minutes": false} {
		if valid := get(t, schemas.SessionInputs).Validate(object{"idleSessionTimeout": word}) == nil; valid != ok {
			t.Errorf("idleSessionTimeout %q: valid is %v", word, valid)
		}
	}
	for word, ok := range map[string]bool{"1": true, "999": true, "1000": true, "1399": true, "1439": true, "1440": true, "1441": false, "9999": false} {
		if valid := get(t, schemas.SessionInputs).Validate(object{"maxSessionDuration": word}) == nil; valid != ok {
			t.Errorf("maxSessionDuration %q: valid is %v", word, valid)
		}
	}
	if _, ok := schemas.SessionProperties("Standard_Stream"); ok {
		t.Error("there is a schema for the properties of Standard_Stream")
	}
	commands, _ := schemas.SessionProperties("InteractiveCommands")
	want := []schemas.Violation{
		{Kind: schemas.UnknownProperty, Property: "macOS"},
		{Path: []string{"linux"}, Kind: schemas.MissingProperty, Property: "commands"},
	}
	got := commands.Validate(object{"linux": object{"runAsElevated": "true"}, "macOS": object{"commands": "ls"}})
	if diff := cmp.Diff(want, got, ignoreMessage); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}
