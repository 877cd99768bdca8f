package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint/config"
	"github.com/ssmkit/ssmkit/lint/report"
	"github.com/ssmkit/ssmkit/lint/rules"
)

// fence is a block of code in Markdown: its language, the name of a file if it
// is one, and its text.
var fence = regexp.MustCompile("(?ms)^```(\\w+)(?: (\\S+))?\n(.*?)^```$")

// TestDocs runs what the pages for users show: the files in them are written
// down, and the commands print what the page says. Commands that the shell has
// a part in are not run.
func TestDocs(t *testing.T) { // not parallel: each page has a working directory
	docs, err := filepath.Abs(filepath.Join("..", "..", "docs"))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(docs, "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, page := range pages {
		t.Run(filepath.Base(page), func(t *testing.T) {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			for _, block := range fence.FindAllStringSubmatch(string(text), -1) {
				switch language, file, content := block[1], block[2], block[3]; {
				case file != "":
					writeExample(t, file, content)
				case language == "console":
					runExample(t, content)
				}
			}
		})
	}
}

// writeExample writes a file of a page, and holds it to what it is.
func writeExample(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var anything yaml.Node
	if err := yaml.Unmarshal([]byte(text), &anything); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if name == config.Name {
		_, found := config.Parse(document.NewSource(name, []byte(text)), rules.All())
		var out bytes.Buffer
		if err := report.Text(&out, found, report.TextOptions{}); err != nil || out.Len() > 0 {
			t.Errorf("%v\n%s", err, &out)
		}
	}
}

func runExample(t *testing.T, console string) {
	t.Helper()
	for _, example := range strings.Split("\n"+console, "\n$ ")[1:] {
		line, want, _ := strings.Cut(example, "\n")
		args := strings.Fields(line)
		if args[0] != "ssmlint" || strings.ContainsAny(line, "|>'\"") {
			continue
		}
		var stdout, stderr bytes.Buffer
		if code := run(args, strings.NewReader(""), &stdout, &stderr); code > exitFindings {
			t.Errorf("%s: exit code %d: %s", line, code, &stderr)
		}
		if diff := cmp.Diff(strings.TrimRight(want, "\n"), strings.TrimRight(stdout.String(), "\n")); diff != "" {
			t.Errorf("%s (-page +run):\n%s", line, diff)
		}
	}
}
