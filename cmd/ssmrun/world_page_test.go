package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWorldPage runs the example of docs/world.md as the page says, and compares
// what it shows.
func TestWorldPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/world.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := map[string]string{}
	for _, m := range regexp.MustCompile("(?s)<!-- (\\S+) -->\n```\\w*\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		blocks[m[1]] = m[2]
	}
	folder := t.TempDir()
	for _, name := range []string{"world.yaml", "runbook.yaml"} {
		if blocks[name] == "" {
			t.Fatalf("the page has no block %s", name)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(blocks[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	code := run([]string{"ssmrun", "--world", filepath.Join(folder, "world.yaml"), "--strict", filepath.Join(folder, "runbook.yaml")},
		strings.NewReader(""), &stdout, &stderr)
	if code != exitSuccess {
		t.Errorf("exit code %d, %s", code, stderr.String())
	}
	if diff := cmp.Diff(blocks["output"], stdout.String()); diff != "" {
		t.Errorf("(-page +run)\n%s", diff)
	}
}
