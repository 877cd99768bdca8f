// Package ssmkit_test holds the README to what the commands really do.
package ssmkit_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the output of the commands into the README")

// example is a block of the README that shows a command with its output.
var example = regexp.MustCompile("(?ms)^```console\n\\$ ([^\n]*)\n(.*?)^```$")

// TestREADMEShowsRealOutput runs each command that the README shows and
// compares what it prints, on both streams, with what the README says.
func TestREADMEShowsRealOutput(t *testing.T) {
	t.Parallel()
	binaries := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", binaries+string(filepath.Separator), "./cmd/...").CombinedOutput(); err != nil {
		t.Fatalf("build the commands: %v\n%s", err, out)
	}
	before, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := 0
	after := example.ReplaceAllStringFunc(string(before), func(block string) string {
		examples++
		line := example.FindStringSubmatch(block)[1]
		words := strings.Fields(line)
		command := exec.Command(filepath.Join(binaries, words[0]), words[1:]...)
		out, err := command.CombinedOutput()
		if _, failed := err.(*exec.ExitError); err != nil && !failed {
			t.Fatalf("%s: %v", line, err)
		}
		return "```console\n$ " + line + "\n" + string(out) + "```"
	})
	if examples == 0 {
		t.Error("the README shows no command")
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(before), after); diff != "" {
		t.Errorf("README.md (-want +got):\n%s", diff)
	}
}

// TestREADMEShowsTheStepsItRuns keeps the steps in the README and those in the
// file that the commands run the same.
func TestREADMEShowsTheStepsItRuns(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	steps, err := os.ReadFile("testdata/instance-info-steps.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), "```yaml\n"+string(steps)+"```\n") {
		t.Error("README.md does not show testdata/instance-info-steps.yaml as it is")
	}
}
