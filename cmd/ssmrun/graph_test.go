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
)

var update = flag.Bool("update", false, "write the pictures and examples of the docs anew")

// TestGraphPage makes the pictures on the page about graphs from the runbook that
// is there.
func TestGraphPage(t *testing.T) {
	t.Parallel()
	docs := filepath.Join("..", "..", "docs")
	page := filepath.Join(docs, "graph.md")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	runbook, drawn := filepath.Join(dir, "restart.yaml"), filepath.Join(dir, "graph-run.svg")
	example := regexp.MustCompile("(?ms)^```yaml restart.yaml\n(.*?)^```$").FindSubmatch(text)
	if example == nil {
		t.Fatal("there is no runbook on the page")
	}
	if err := os.WriteFile(runbook, example[1], 0o644); err != nil {
		t.Fatal(err)
	}
	svg := mustRun(t, "graph", runbook, "--format", "svg")
	mustRun(t, runbook, "-i", "i-123", "-i", "i-456", "--approve", "--graph", drawn)
	way, err := os.ReadFile(drawn)
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?ms)^```mermaid\n.*?^```$")
	mermaid := "```mermaid\n" + mustRun(t, "graph", runbook) + "```"
	golden(t, page, block.ReplaceAllLiteralString(string(text), mermaid))
	golden(t, filepath.Join(docs, "graph.svg"), svg)
	golden(t, filepath.Join(docs, "graph-run.svg"), string(way))
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
