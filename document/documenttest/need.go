package documenttest

import (
	"os"
	"os/exec"
	"testing"
)

// Need skips a test that something outside of this repository is missing for, as
// an error that is not nil tells. Where the environment has CI=true, as .ci/run
// does, which installs all that tests need, the test fails instead.
func Need(t testing.TB, missing error) {
	t.Helper()
	switch {
	case missing == nil:
	case os.Getenv("CI") == "true":
		t.Fatalf("missing, and needed in CI: %v", missing)
	default:
		t.Skipf("missing: %v", missing)
	}
}

// Program is the path of a program that a test needs.
func Program(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	Need(t, err)
	return path
}
