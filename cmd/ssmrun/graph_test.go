package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

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
	writeRunbook(t, string(text), runbook)
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
