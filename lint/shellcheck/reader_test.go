package shellcheck_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/shellcheck"
)

// standIn names the part that this test program plays when it is started in
// place of ShellCheck, which not every machine has.
const standIn = "SSMKIT_TEST_SHELLCHECK"

func TestMain(m *testing.M) {
	switch os.Getenv(standIn) {
	case "":
		os.Exit(m.Run())
	case "broken":
		fmt.Println("no JSON")
		os.Exit(1)
	case "failing":
		os.Exit(3)
	}
	os.Exit(playShellCheck(os.Args[1:]))
}

// playShellCheck reports the words ERROR, WARNING and MEANING in files, as
// ShellCheck reports what it finds.
func playShellCheck(args []string) int {
	type comment map[string]any
	comments := []comment{}
	for _, path := range args {
		if strings.HasPrefix(path, "--") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return 2
		}
		for i, line := range strings.Split(string(text), "\n") {
			if i == 0 && !strings.HasPrefix(line, "#!") && line != "# shellcheck shell=bash" {
				return 2
			}
			for word, is := range map[string]comment{
				"ERROR":   {"level": "error", "code": 1073},
				"WARNING": {"level": "warning", "code": 1090},
				"MEANING": {"level": "error", "code": 2078},
			} {
				before, _, ok := strings.Cut(line, word)
				if !ok {
					continue
				}
				column := len([]rune(before)) + 1
				is["file"], is["line"], is["endLine"] = path, i+1, i+1
				is["column"], is["endColumn"], is["message"] = column, column+len(word), "this is "+word
				comments = append(comments, is)
			}
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]any{"comments": comments}); err != nil {
		return 2
	}
	if len(comments) > 0 {
		return 1
	}
	return 0
}

func newReader(t *testing.T, part string) *shellcheck.Reader {
	t.Helper()
	t.Setenv(standIn, part)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return shellcheck.NewReader(program)
}

func TestReadShell(t *testing.T) {
	r := newReader(t, "good")
	got := r.ReadShell([]string{
		"ls\n\techo é ERROR\n",
		"#!/bin/sh\nERROR\n",
		"WARNING MEANING\n",
		"",
	})
	want := [][]lint.ShellError{
		{{Code: "SC1073", Message: "this is ERROR", Start: 12, End: 17}},
		{{Code: "SC1073", Message: "this is ERROR", Start: 10, End: 15}},
		nil,
		nil,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := r.Err(); err != nil {
		t.Error(err)
	}
}

func TestFailures(t *testing.T) {
	for _, part := range []string{"broken", "failing"} {
		t.Run(part, func(t *testing.T) {
			r := newReader(t, part)
			if got := r.ReadShell([]string{"ls"}); got != nil {
				t.Errorf("got %v, want nothing", got)
			}
			if r.Err() == nil {
				t.Error("got no error")
			}
		})
	}
	t.Run("missing", func(t *testing.T) {
		r := shellcheck.NewReader("/nowhere/shellcheck")
		if got := r.ReadShell([]string{"ls"}); got != nil || r.Err() == nil {
			t.Errorf("got %v, %v", got, r.Err())
		}
	})
}

// TestReadShellWithShellCheck asks the real program, where there is one.
func TestReadShellWithShellCheck(t *testing.T) {
	r := shellcheck.NewReader(documenttest.Program(t, "shellcheck"))
	got := r.ReadShell([]string{
		"if [ -d x ]; then\n\tls\n",
		"for f in *; do echo \"$f\"; done\n",
	})
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || len(got[0]) == 0 || got[1] != nil {
		t.Fatalf("got %+v, want an error of the first script alone", got)
	}
	if e := got[0][0]; e.Code != "SC1046" || e.Start != 0 {
		t.Errorf("got %+v, want SC1046 at the start: the if has no fi", e)
	}
}
