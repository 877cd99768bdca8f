package python

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/lint/python/syntax"
)

// judge is a Python that tells what is right.
type judge struct {
	*interpreter
	minor int // version of Python
}

func newJudge(t testing.TB) judge {
	t.Helper()
	documenttest.Program(t, "python3")
	python, err := startOne("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { python.kill(); python.end() })
	out, err := exec.Command(python.process.Path, "-c", "import sys; print(sys.version_info[1])").Output()
	if err != nil {
		t.Fatal(err)
	}
	minor, err := strconv.Atoi(strings.TrimSpace(string(out)))
	if err != nil {
		t.Fatal(err)
	}
	return judge{python, minor}
}

// check holds what package syntax makes of a script against what Python makes of
// it, and tells whether the script is plain.
func (j judge) check(t testing.TB, name, script string) bool {
	t.Helper()
	got, plain := syntax.Parse(script, j.minor)
	if !plain {
		return false
	}
	if _, err := fmt.Fprintf(j.in, "%d %d\n%s", len(script), j.minor, script); err != nil {
		t.Fatal(err)
	}
	want := &reading{request: request{text: script}}
	if err := j.read(want); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, script)
	}
	switch {
	case want.err != nil:
		t.Errorf("%s is plain, and Python says: %s\n%s", name, want.err.Message, script)
	case want.tree != nil: // Python gives up at some depth
		if difference := compare(got, want.tree, false); difference != "" {
			t.Errorf("%s: %s\n%s", name, difference, script)
		}
	}
	return true
}

// compare tells how a tree differs from the one of Python. Where something in an
// f-string begins, Python itself knows only since version 3.12.
func compare(got, want *syntax.Node, formatted bool) string {
	place := func(n *syntax.Node) string { return fmt.Sprintf("%s %s %q", n.Field, n.Kind, n.Text) }
	formatted = formatted || got.Kind == "JoinedStr"
	switch {
	case place(got) != place(want) || got.Context != want.Context:
		return fmt.Sprintf("at %d is %s, in Python it is %s", got.Offset, place(got), place(want))
	case len(got.Children) != len(want.Children):
		return fmt.Sprintf("%s at %d has %d parts, in Python %d", place(got), got.Offset, len(got.Children), len(want.Children))
	case got.Offset != want.Offset && !formatted && hasPlace(got):
		return fmt.Sprintf("%s is at %d, in Python at %d", place(got), got.Offset, want.Offset)
	}
	for i := range got.Children {
		if difference := compare(got.Children[i], want.Children[i], formatted); difference != "" {
			return difference
		}
	}
	return ""
}

func hasPlace(n *syntax.Node) bool {
	switch n.Kind {
	case "Module", "alias", "arguments", "comprehension", "Imported", "keyword", "Nothing", "Slice", "withitem":
		return false // or only in some versions
	}
	return true
}

// pythonScripts are some of the modules of Python itself.
func pythonScripts(t *testing.T) map[string]string {
	t.Helper()
	out, err := exec.Command("python3", "-c", "import os; print(os.path.dirname(os.__file__))").Output()
	if err != nil {
		t.Fatal(err)
	}
	scripts, count := map[string]string{}, 0
	nth := 5 // all would take long
	if testing.Short() {
		nth = 50
	}
	root := strings.TrimSpace(string(out))
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (d.Name() == "site-packages" || d.Name() == "dist-packages" || strings.Contains(d.Name(), "test")) {
			return fs.SkipDir
		}
		if filepath.Ext(path) == ".py" {
			if count++; count%nth != 0 {
				return nil
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			scripts[path] = string(text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return scripts
}

// TestPlainScripts reads Python's own modules. Most of them are plain.
func TestPlainScripts(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	scripts := pythonScripts(t)
	plain := 0
	for name, script := range scripts {
		if j.check(t, name, script) {
			plain++
		}
	}
	t.Logf("%d of %d scripts are plain", plain, len(scripts))
	if plain < len(scripts)/2 {
		t.Errorf("%d of %d scripts are plain, want at least half", plain, len(scripts))
	}
}

// TestNearlyPlainScripts makes slips in Python's own modules. Package syntax may
// take a script for plain only if Python takes it at all, and for the same.
func TestNearlyPlainScripts(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	random := rand.New(rand.NewPCG(1, 2))
	pieces := strings.Split("( ) [ ] { } , : ; . = == * ** ' \" f' \\ \n # ! @ -> ... in not if else := / case match for as async await yield lambda None x 1 0", " ")
	plain, all := 0, 0
	scripts := pythonScripts(t)
	for _, name := range slices.Sorted(maps.Keys(scripts)) {
		script := scripts[name]
		lines := strings.SplitAfter(script, "\n")
		for range 20 {
			// Some lines keep it short: what comes after them has no say.
			from := random.IntN(len(lines))
			part := strings.Join(lines[from:min(from+1+random.IntN(12), len(lines))], "")
			if part == "" {
				continue
			}
			at := random.IntN(len(part))
			length := min(random.IntN(3), len(part)-at)
			slip := ""
			if random.IntN(2) == 0 {
				slip = pieces[random.IntN(len(pieces))]
			}
			if all++; j.check(t, name, dedented(part[:at]+slip+part[at+length:])) {
				plain++
			}
		}
	}
	t.Logf("%d of %d scripts with slips are plain", plain, all)
}

// FuzzPlain holds package syntax to its promise for any text: what it takes for
// plain is what Python takes it for.
func FuzzPlain(f *testing.F) {
	j := newJudge(f)
	for _, seed := range []string{
		"def main(e, c):\n  return {'A': e['B'], **d}\n", "f'{a!r:>{b}} {{' rb'\\x' ", "a = b, *c = [*d]", "x[1:2:3] @= y if z else lambda *a, b=1, **c: d",
		"try:\n  with a as b, c: pass\nexcept (A, B) as e:\n  raise X from e\nelse: pass\nfinally: del a, (b)\n", "[a for b, *c in d if e not in f for g in h]",
		"match a, b:\n  case [1, *c] | {'d': -2, **e} if f: pass\n  case g.h(i, j=(None | k)) as l: pass\n  case _: pass\nmatch = match[1]\n",
		"if a := f(b): (c := d)\ndef e(f, /, g=1): print(f'{f=!r:>{g}}')\n", "from ..a import (b as c,)\nimport d.e", "@a.b(c)\nclass D(E, f=g):\n  x: int = 1; y = -2 ** ~3\n", "'\\101\\x41\\u0041\\q' \"\"\"a\nb\"\"\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, script string) { j.check(t, "the script", script) })
}

// dedented takes the indent of a script's first line off all lines.
func dedented(script string) string {
	indent := script[:len(script)-len(strings.TrimLeft(script, " "))]
	return strings.ReplaceAll(strings.TrimPrefix(script, indent), "\n"+indent, "\n")
}
