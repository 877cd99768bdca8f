package rules_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python"
	"github.com/ssmkit/ssmkit/lint/rules"
)

// pythonReader reads the scripts of all tests with one interpreter.
var pythonReader = python.NewReader("")

func TestMain(m *testing.M) {
	code := m.Run()
	pythonReader.Close()
	os.Exit(code)
}

// needPython skips the test of a rule that cannot be tested on this machine.
func needPython(t testing.TB, rule string) {
	t.Helper()
	reads := slices.ContainsFunc(rules.All(), func(r lint.Rule) bool { return r.Name == rule && r.ReadsScripts })
	if reads {
		documenttest.Program(t, "python3")
	}
}

// countingReader counts how many scripts it was asked for.
type countingReader struct{ asked int }

func (c *countingReader) ReadPython(string, string, int) func() *lint.Python {
	return func() *lint.Python {
		c.asked++
		return nil
	}
}

// TestReadsScripts holds the mark against what the rules do: one that has it not
// would wait for Python, one that has it in vain would start Python.
func TestReadsScripts(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/*/bad*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var sources []*document.Source
	for _, path := range paths {
		sources = append(sources, document.NewSource(path, readFile(t, path)))
	}
	for _, rule := range rules.All() {
		reader := &countingReader{}
		linter, err := lint.New([]lint.Rule{rule}, lint.Config{Python: reader})
		if err != nil {
			t.Fatal(err)
		}
		for _, src := range sources {
			linter.Lint(src)
		}
		if (reader.asked > 0) != rule.ReadsScripts {
			t.Errorf("%s: asks for %d scripts, but ReadsScripts is %t", rule.Name, reader.asked, rule.ReadsScripts)
		}
	}
}
