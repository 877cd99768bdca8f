// Package docstest runs what the pages for users show, for the tests of the
// commands.
//
//	docstest.Run(t, "ssmlint", run, nil)
//
// A block of YAML with a name, as in ```yaml runbook.yaml, is a file of that name.
// A block of the language console shows commands behind "$ ", each with what it
// prints. A page has a folder of its own, in which its files are written and its
// commands run in the order of the page.
//
// Other blocks are looked at by tests of their own, such as those with pictures.
package docstest

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"
)

// Main is a command as a function: its arguments, the name included, and its exit
// code.
type Main func(args []string, stdin io.Reader, stdout, stderr io.Writer) int

// didItsWork is the last exit code of a command that has looked at what it was
// given. Of the others, the page shows the message.
const didItsWork = 1

// block is a block of code in Markdown: its language, the name of a file if it
// is one, and its text.
var block = regexp.MustCompile("(?ms)^```(\\w+)(?: (\\S+))?\n(.*?)^```$")

// Run runs the examples of one command on all pages in ../../docs. Commands that
// a shell has a part in are not run. The check, which may be nil, is told each
// file. Pages have working directories, so that no test may be parallel to this.
func Run(t *testing.T, command string, run Main, check func(t *testing.T, file, text string)) {
	t.Helper()
	docs, err := filepath.Abs(filepath.Join("..", "..", "docs"))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(docs, "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	ran := 0
	for _, page := range pages {
		t.Run(filepath.Base(page), func(t *testing.T) {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			for _, found := range block.FindAllStringSubmatch(string(text), -1) {
				switch language, file, content := found[1], found[2], found[3]; {
				case file != "":
					write(t, file, content)
					if check != nil {
						check(t, file, content)
					}
				case language == "console":
					ran += runAll(t, command, run, content)
				}
			}
		})
	}
	if ran == 0 {
		t.Errorf("no page shows what %s prints", command)
	}
}

// write writes a file of a page, which is YAML.
func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var anything yaml.Node
	if err := yaml.Unmarshal([]byte(text), &anything); err != nil {
		t.Errorf("%s: %v", file, err)
	}
}

// runAll runs the commands of a block, and tells how many.
func runAll(t *testing.T, command string, run Main, console string) int {
	t.Helper()
	ran := 0
	for _, example := range strings.Split("\n"+console, "\n$ ")[1:] {
		line, want, _ := strings.Cut(example, "\n")
		args := strings.Fields(line)
		if args[0] != command || strings.ContainsAny(line, "|>'\"") {
			continue
		}
		ran++
		var stdout, stderr bytes.Buffer
		got := &stdout
		if run(args, strings.NewReader(""), &stdout, &stderr) > didItsWork {
			got = &stderr
		}
		if diff := cmp.Diff(strings.TrimRight(want, "\n"), strings.TrimRight(got.String(), "\n")); diff != "" {
			t.Errorf("%s (-page +run):\n%s", line, diff)
		}
	}
	return ran
}
