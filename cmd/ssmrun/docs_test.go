package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/cmd/internal/docstest"
)

var update = flag.Bool("update", false, "write the pictures and examples of the docs anew")

func TestDocs(t *testing.T) { docstest.Run(t, "ssmrun", run, nil) }

// TestEventsPage makes the example on the page about events. Its times are those
// of no run.
func TestEventsPage(t *testing.T) {
	t.Parallel()
	page := filepath.Join("..", "..", "docs", "events.md")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	runbook := filepath.Join(t.TempDir(), "wait.yaml")
	writeRunbook(t, string(text), runbook)
	lines := strings.ReplaceAll(mustRun(t, runbook, "--events", "-"), runbook, "wait.yaml")
	at := regexp.MustCompile(`"at":"[^"]*"`)
	start := at.FindString(lines)
	lines = at.ReplaceAllStringFunc(lines, func(found string) string {
		if found == start {
			return `"at":"2026-03-01T12:00:00.000Z"`
		}
		return `"at":"2026-03-01T12:05:00.000Z"`
	})
	block := regexp.MustCompile("(?ms)^```json\n.*?^```$")
	golden(t, page, block.ReplaceAllLiteralString(string(text), "```json\n"+lines+"```"))
}

// TestPlanPage makes the example on the page about plans.
func TestPlanPage(t *testing.T) {
	t.Parallel()
	page := filepath.Join("..", "..", "docs", "plan.md")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	runbook := filepath.Join(t.TempDir(), "restart.yaml")
	writeRunbook(t, string(text), runbook)
	plan := strings.ReplaceAll(mustRun(t, runbook, "--plan"), runbook, "restart.yaml")
	block := regexp.MustCompile("(?ms)^```text\n.*?^```$")
	golden(t, page, block.ReplaceAllLiteralString(string(text), "```text\n"+plan+"```"))
}

// writeRunbook writes the runbook that a page has under the name of the file.
func writeRunbook(t *testing.T, page, file string) {
	t.Helper()
	_, after, _ := strings.Cut(page, "\n```yaml "+filepath.Base(file)+"\n")
	text, _, ok := strings.Cut(after, "\n```\n")
	if !ok {
		t.Fatalf("there is no %s on the page", filepath.Base(file))
	}
	if err := os.WriteFile(file, []byte(text+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(append([]string{"ssmrun"}, args...), strings.NewReader(""), &stdout, &stderr); code != exitSuccess {
		t.Fatalf("ssmrun %s: exit code %d\n%s%s", strings.Join(args, " "), code, &stdout, &stderr)
	}
	return stdout.String()
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s, to be written anew with -update (-want +got)\n%s", file, diff)
	}
}
