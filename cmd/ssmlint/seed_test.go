package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/document/documenttest"
)

// TestSeed runs the command on the file that the first user had: a list of
// steps in which seven things are wrong.
func TestSeed(t *testing.T) {
	seed := filepath.Join(documenttest.Folder(t), "seed", "get-instance-steps.yaml")

	var out strings.Builder
	if code := run([]string{"ssmlint", seed, "--format", "json"}, nil, &out, io.Discard); code != exitFindings {
		t.Errorf("exit code %d", code)
	}
	var report struct {
		Diagnostics []struct {
			Line, Column, EndLine, EndColumn int
			Rule, Message                    string
		}
	}
	if err := json.Unmarshal([]byte(out.String()), &report); err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		point                   string
		line, column, endColumn int
		rule                    string
		words                   []string // of the message
	}{
		{"no document", 1, 3, 4, "bare-steps", []string{"schemaVersion", "mainSteps", "InstanceId"}},
		{"a parameter that is declared nowhere", 9, 19, 29, "undeclared-reference", []string{"InstanceId"}},
		{"no type", 16, 15, 21, "output-type", []string{"Strin줘", `"String"`}},
		{"a filter has Name and Values", 7, 11, 14, "unknown-api-parameter", []string{"Filters[0]", `"Key"`, `"Name"`}},
		{"no such filter", 7, 16, 27, "unknown-filter", []string{`the parameter "InstanceIds"`, `"instance-id"`}},
		{"nowhere in the answer", 21, 51, 63, "selector-no-match", []string{"ResourceType", "DescribeInstances"}},
		{"two APIs mixed up", 5, 12, 29, "mixed-up-apis", []string{"ssm:DescribeInstanceInformation", "InstanceIds", "PingStatus", "ResourceType"}},
		{"a misleading output", 17, 15, 25, "mixed-up-apis", []string{"PingStatus", "State.Name"}},
	} {
		found := false
		for _, d := range report.Diagnostics {
			at := d.Line == want.line && d.Column == want.column && d.EndLine == want.line && d.EndColumn == want.endColumn
			found = found || at && d.Rule == want.rule && !slices.ContainsFunc(want.words, func(word string) bool {
				return !strings.Contains(d.Message, word)
			})
		}
		if !found {
			t.Errorf("%s: not found at %d:%d", want.point, want.line, want.column)
		}
	}
	if t.Failed() {
		t.Log(out.String())
	}
}

// TestSeedFixed mends a copy of that file. What comes out is clean.
func TestSeedFixed(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(documenttest.Folder(t), "seed", "get-instance-steps.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "steps.yaml")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	if code := run([]string{"ssmlint", "--fix", file}, nil, io.Discard, io.Discard); code != exitClean {
		t.Errorf("--fix: exit code %d", code)
	}
	var out, errs strings.Builder
	code := run([]string{"ssmlint", "--fail-level", "info", file}, nil, &out, &errs)
	if code != exitClean || out.String() != "" || errs.String() != "" {
		t.Errorf("the mended file: exit code %d\n%s%s", code, out.String(), errs.String())
	}
	mended, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(outputs, string(mended[max(0, len(mended)-len(outputs)):])); diff != "" {
		t.Errorf("the document's outputs (-want +got):\n%s", diff)
	}
}

const outputs = `
outputs:
  - GetInstance.myInstance
  - GetInstance.platform
  - DescribeInstanceInformation.PingStatus
  - DescribeInstanceInformation.ResourceType
`
