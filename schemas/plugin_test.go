package schemas_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/ssmkit/ssmkit/schemas"
)

func TestPlugins(t *testing.T) {
	t.Parallel()
	want := []string{
		"aws:applications", "aws:cloudWatch", "aws:configureDocker", "aws:configurePackage", "aws:domainJoin",
		"aws:downloadContent", "aws:psModule", "aws:refreshAssociation", "aws:runDockerAction", "aws:runDocument",
		"aws:runPowerShellScript", "aws:runShellScript", "aws:softwareInventory", "aws:updateAgent", "aws:updateSsmAgent",
	}
	if diff := cmp.Diff(want, schemas.Plugins()); diff != "" {
		t.Errorf("plugins (-want +got):\n%s", diff)
	}
	for _, name := range want {
		p, ok := schemas.Plugin(name)
		if !ok {
			t.Fatalf("no plugin %s", name)
		}
		if p.Name != name || p.Summary == "" || len(p.Platforms) == 0 || p.Since == "" || p.Schema() == nil {
			t.Errorf("%s lacks facts: %+v", name, p)
		}
		for _, in := range p.Inputs {
			if in.Description == "" || in.Type == "" {
				t.Errorf("%s: input %s has no description or type", name, in.Name)
			}
		}
		for _, shared := range []string{"finallyStep", "onFailure", "onSuccess"} {
			if _, ok := p.Input(shared); !ok {
				t.Errorf("%s lacks the input %s that all plugins share", name, shared)
			}
		}
	}
	if _, ok := schemas.Plugin("aws:runShelScript"); ok {
		t.Error("aws:runShelScript is found")
	}
}

func TestPluginInputsInAnyLetterCase(t *testing.T) {
	t.Parallel()
	shell, _ := schemas.Plugin("aws:runShellScript")
	if in, ok := shell.Input("RUNCOMMAND"); !ok || in.Name != "runCommand" || !in.Required {
		t.Errorf("RUNCOMMAND is %+v", in)
	}
	tests := []struct {
		name   string
		inputs any
		want   []schemas.Violation
	}{
		{"documented", object{"runCommand": []any{"ls"}, "timeoutSeconds": json.Number("60")}, nil},
		{"capitals", object{"RunCommand": []any{"ls"}, "TimeoutSeconds": "60"}, nil},
		{
			"the place keeps the spelling", object{"RunCommand": []any{"ls", object{}}},
			[]schemas.Violation{{Path: []string{"RunCommand", "1"}, Kind: schemas.WrongType, Expected: []string{"string", "number", "boolean"}}},
		},
		{
			"both spellings", object{"RunCommand": []any{"ls"}, "runCommand": []any{"ls"}},
			[]schemas.Violation{{Kind: schemas.UnknownProperty, Property: "RunCommand"}},
		},
		{
			"two wrong spellings", object{"RunCommand": []any{"ls"}, "RUNCOMMAND": []any{"ls"}},
			[]schemas.Violation{{Kind: schemas.UnknownProperty, Property: "RunCommand"}},
		},
		{
			"commands", object{"commands": []any{"ls"}},
			[]schemas.Violation{{Kind: schemas.UnknownProperty, Property: "commands"}, {Kind: schemas.MissingProperty, Property: "runCommand"}},
		},
		{
			"exit word", object{"runCommand": []any{"ls"}, "onfailure": "Abort"},
			[]schemas.Violation{{Path: []string{"onfailure"}, Kind: schemas.NotInEnum, Expected: []string{"exit", "successAndExit"}}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, shell.Schema().Validate(test.inputs), ignoreMessage, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("violations (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSourceInfo(t *testing.T) {
	t.Parallel()
	download, _ := schemas.Plugin("aws:downloadContent")
	in, _ := download.Input("sourceType")
	for _, sourceType := range in.Enum {
		if _, ok := schemas.SourceInfo(sourceType); !ok {
			t.Errorf("no schema for the sourceInfo of %s", sourceType)
		}
	}
	git, _ := schemas.SourceInfo("Git")
	want := []schemas.Violation{{Kind: schemas.MissingProperty, Property: "repository"}}
	if diff := cmp.Diff(want, git.Validate(object{"username": "u"}), ignoreMessage); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
	if _, ok := schemas.SourceInfo("../step"); ok {
		t.Error("a path is found")
	}
}
