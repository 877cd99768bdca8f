package emulate_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/emulate/actions"
)

// factSection is a part of testdata/facts.yaml.
type factSection struct {
	Section, About string
	Facts          []struct {
		Fact   string
		Tests  []string
		Choice string
	}
}

func readFacts(t *testing.T) []factSection {
	t.Helper()
	text, err := os.ReadFile("testdata/facts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var sections []factSection
	if err := yaml.Unmarshal(text, &sections); err != nil {
		t.Fatal(err)
	}
	return sections
}

// TestFactsHaveTests asks that each fact of testdata/facts.yaml has a test, that
// each run of testdata/runs is there for a fact of the sections that it names,
// and that docs/emulation.md tells each choice.
func TestFactsHaveTests(t *testing.T) {
	t.Parallel()
	tests := goTests(t)
	choices := choiceRows(t)
	sections := readFacts(t)
	used := map[string][]string{} // sections by run
	facts := 0
	for _, s := range sections {
		for _, f := range s.Facts {
			facts++
			if f.Fact == "" || len(f.Tests) == 0 {
				t.Errorf("section %s: the fact %q has no test", s.Section, f.Fact)
			}
			for _, name := range f.Tests {
				if run, ok := strings.CutPrefix(name, "runs/"); ok {
					used[run] = append(used[run], s.Section)
				}
				if err := findTest(tests, name); err != nil {
					t.Errorf("section %s: %v", s.Section, err)
				}
			}
			if f.Choice != "" && !slices.Contains(choices, f.Choice) {
				t.Errorf("section %s: docs/emulation.md has no row %q", s.Section, f.Choice)
			}
		}
	}
	if facts < 100 {
		t.Errorf("there are %d facts", facts)
	}
	for name, archive := range runArchives(t) {
		if used[name] == nil {
			t.Errorf("no fact needs the run %s", name)
			continue
		}
		for _, section := range sectionsNamed(string(archive.Comment)) {
			if !slices.Contains(used[name], section) {
				t.Errorf("the run %s is about section %s, which does not have it", name, section)
			}
		}
	}
}

// TestActionsSucceedAndFail asks that each action is seen to succeed in a run and
// to fail in one. Scripts run in scripts of the command.
func TestActionsSucceedAndFail(t *testing.T) {
	t.Parallel()
	var shown strings.Builder
	for _, archive := range runArchives(t) {
		for _, f := range archive.Files {
			if f.Name == "want" {
				shown.Write(f.Data)
			}
		}
	}
	names := []string{"aws:loop"}
	for name := range actions.All() {
		if name != "aws:executeScript" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		for status, pattern := range map[string]string{"succeed": "Success", "fail": "(?:Failed|TimedOut)"} {
			if !regexp.MustCompile(`(?m)^\S+  ` + regexp.QuoteMeta(name) + `  ` + pattern + `  `).MatchString(shown.String()) {
				t.Errorf("%s is never seen to %s", name, status)
			}
		}
	}
}

func runArchives(t *testing.T) map[string]*txtar.Archive {
	t.Helper()
	files, err := filepath.Glob("testdata/runs/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	archives := map[string]*txtar.Archive{}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		archives[strings.TrimSuffix(filepath.Base(file), ".txtar")] = archive
	}
	return archives
}

// sectionsNamed are the sections at the beginning of a run's comment.
func sectionsNamed(comment string) []string {
	head, _, ok := strings.Cut(comment, ":")
	if !ok || !strings.HasPrefix(head, "Section") {
		return nil
	}
	return regexp.MustCompile(`\d+(?:\.\d+)?`).FindAllString(head, -1)
}

// goTests are the texts of the files with tests, by the name of the test.
func goTests(t *testing.T) map[string]string {
	t.Helper()
	tests := map[string]string{}
	declared := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	for _, folder := range []string{".", "actions", "view", "script", "../document/selector"} {
		files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range declared.FindAllStringSubmatch(string(text), -1) {
				tests[m[1]] = string(text)
			}
		}
	}
	return tests
}

func findTest(tests map[string]string, name string) error {
	file := ""
	if run, ok := strings.CutPrefix(name, "runs/"); ok {
		file = "testdata/runs/" + run + ".txtar"
	} else if script, ok := strings.CutPrefix(name, "script "); ok {
		file = "../cmd/ssmrun/testdata/script/" + script + ".txtar"
	}
	if file != "" {
		_, err := os.Stat(file)
		return err
	}
	test, single, _ := strings.Cut(name, "/")
	text, ok := tests[test]
	if !ok {
		return fmt.Errorf("there is no test %s", test)
	}
	if !strings.Contains(text, fmt.Sprintf("name: %q", single)) && single != "" {
		return fmt.Errorf("%s has no case %q", test, single)
	}
	return nil
}

// choiceRows are the first cells of the table in docs/emulation.md.
func choiceRows(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../docs/emulation.md")
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for line := range strings.Lines(string(text)) {
		if cells := strings.Split(line, " | "); strings.HasPrefix(line, "| ") && len(cells) > 1 {
			rows = append(rows, strings.TrimPrefix(cells[0], "| "))
		}
	}
	return rows
}
