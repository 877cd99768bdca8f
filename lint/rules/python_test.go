package rules_test

import (
	"os"
	"os/exec"
	"slices"
	"testing"

	"github.com/ssmkit/ssmkit/lint/python"
)

// pythonReader reads the scripts of all tests with one interpreter.
var pythonReader = python.NewReader("")

func TestMain(m *testing.M) {
	code := m.Run()
	pythonReader.Close()
	os.Exit(code)
}

// pythonRules find nothing, or not all, without python3.
var pythonRules = []string{"script-syntax", "script-handler", "handler-arguments", "event-not-passed", "script-output"}

// needPython skips the test of a rule that cannot be tested on this machine.
func needPython(t testing.TB, rule string) {
	t.Helper()
	if _, err := exec.LookPath("python3"); err != nil && slices.Contains(pythonRules, rule) {
		t.Skip("python3 is not installed: scripts are not checked")
	}
}
