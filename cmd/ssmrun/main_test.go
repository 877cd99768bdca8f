package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"ssmrun": func() { os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the command as users do. The command "code N" asks for the
// exit code of what follows, where it is neither 0 nor just some failure.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"code": code},
		Condition:           condition,
	})
}

// condition is boto3: that some python3 of the PATH has it. In CI, one must.
func condition(name string) (bool, error) {
	if name != "boto3" {
		return false, fmt.Errorf("unknown condition %s", name)
	}
	for _, folder := range filepath.SplitList(os.Getenv("PATH")) {
		if exec.Command(filepath.Join(folder, "python3"), "-c", "import boto3").Run() == nil {
			return true, nil
		}
	}
	if os.Getenv("CI") == "true" {
		return false, errors.New("no python3 has boto3, install python3-boto3")
	}
	return false, nil
}

// code runs a command and compares its exit code.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if exit, ok := err.(interface{ ExitCode() int }); ok {
		got = string(rune('0' + exit.ExitCode()))
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}
