package python_test

import (
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python"
)

func newReader(t *testing.T) *python.Reader {
	t.Helper()
	documenttest.Program(t, "python3")
	r := python.NewReader("")
	t.Cleanup(r.Close)
	return r
}

// rare is what package syntax leaves to Python, and changes nothing.
const rare = "if True:\n\tpass\n"

func TestReadPython(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, script string
		want         *lint.Python
	}{
		{"empty", "", &lint.Python{}},
		{
			"functions",
			"import os.path, sys as s\nfrom x import *\nLIMIT = 3\ndef main(events, context, *, a, b=1): pass\n" +
				"class C: pass\ntry:\n    async def other(a, b=2, *c): pass\nexcept E as e: pass\n",
			&lint.Python{
				Names: []string{"C", "LIMIT", "os", "s"}, Star: true,
				Functions: []lint.PythonFunction{
					{Name: "main", Offset: 51, Least: 2, Most: 2, Keywords: 1},
					{Name: "other", Offset: 117, Least: 1, Most: -1},
				},
				Returned: &[]string{},
			},
		},
		{
			"reads",
			"def main(e, c):\n  a = e['A']\n  if a: e['B']\n  e.get('C'); e['C']\n  if 'D' in e: pass\n  e['D']\n" +
				"  try: e['E']\n  except KeyError: pass\n  e['F'] = 1; e['F']\n  f(lambda: e['G'])\n  e[a]\n  return {}\n",
			&lint.Python{
				Functions: []lint.PythonFunction{{Name: "main", Least: 2, Most: 2}},
				Reads: []lint.PythonRead{
					{Key: "A", Offset: 22, Certain: true},
					{Key: "B", Offset: 37}, {Key: "C", Offset: 52}, {Key: "C", Offset: 58}, {Key: "D", Offset: 70},
					{Key: "D", Offset: 87}, {Key: "E", Offset: 101}, {Key: "F", Offset: 146},
				},
				Returned: &[]string{},
			},
		},
		{
			"results of several returns",
			"def main(e, c):\n  if c: return {'A': 1}\n  out = {'B': 2}\n  out['C'] = 3\n  print(out)\n  if e: return out\n  return more()\n" +
				"def more(): return {'D': 1}\n",
			&lint.Python{
				Functions: []lint.PythonFunction{{Name: "main", Least: 2, Most: 2}, {Name: "more", Offset: 120}},
				Returned:  &[]string{"A", "B", "C", "D"},
			},
		},
		{
			"results that somebody else fills",
			"def main(e, c):\n  out = {}\n  fill(out)\n  return out\n",
			&lint.Python{Functions: []lint.PythonFunction{{Name: "main", Least: 2, Most: 2}}},
		},
		{
			"results with unknown keys",
			"def main(e, c):\n  return {**e, 'A': 1}\n",
			&lint.Python{Functions: []lint.PythonFunction{{Name: "main", Least: 2, Most: 2}}},
		},
		{
			"an error behind wide characters",
			"x = 'é'\r\ny = '日本' )\n",
			&lint.Python{Error: &lint.PythonError{Message: "unmatched ')'", Start: 23, End: 23}},
		},
		{
			"return in no function",
			"if True:\n  é = 1; return 3\n",
			&lint.Python{Error: &lint.PythonError{Message: "'return' outside function", Start: 19, End: 25}},
		},
		{"a null byte", "a\x00b", nil},
		{"no UTF-8", "a = '\xff'", nil},
		{"too deep", strings.Repeat("-", 100_000) + "1", nil},
		{"too long", strings.Repeat("a = 1\n", 100_000), nil},
	}
	r := newReader(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := r.ReadPython(test.script, "main", 0)()
			if diff := cmp.Diff(test.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			got = r.ReadPython(test.script+"\n"+rare, "main", 0)()
			if diff := cmp.Diff(test.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("read by Python (-want +got):\n%s", diff)
			}
		})
	}
	if err := r.Err(); err != nil {
		t.Error(err)
	}
}

// TestNewerSyntax is about scripts that are right in the runtime and not in the
// Python of this machine, and the other way round.
func TestNewerSyntax(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	if got := r.ReadPython("a b", "", 99)(); got != nil {
		t.Errorf("a runtime that is newer than this Python: got %+v, want nothing", got)
	}
	const match = "match x:\n  case 1: pass\n"
	if got := r.ReadPython(match, "", 9)(); got == nil || got.Error == nil {
		t.Errorf("a match in Python 3.9: got %+v, want an error", got)
	}
}

func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 20 {
				if got := r.ReadPython("def main(e, c): return {'A': 1}\n"+rare, "main", 0)(); got == nil || len(got.Functions) != 1 {
					t.Errorf("got %+v", got)
				}
			}
		})
	}
	group.Wait()
}

// TestPlainWithoutInterpreter reads what needs no Python where there is none.
func TestPlainWithoutInterpreter(t *testing.T) {
	t.Parallel()
	r := python.NewReader("/nowhere/python3")
	defer r.Close()
	if got := r.ReadPython("def main(e, c): return {'A': e['B']}", "main", 0)(); got == nil || len(got.Reads) != 1 || got.Returned == nil {
		t.Errorf("got %+v", got)
	}
	if err := r.Err(); err != nil {
		t.Error(err)
	}
}

func TestNoInterpreter(t *testing.T) {
	t.Parallel()
	r := python.NewReader("/nowhere/python3")
	defer r.Close()
	if got := r.ReadPython(rare, "", 0)(); got != nil {
		t.Errorf("got %+v, want nothing", got)
	}
	if r.Err() == nil {
		t.Error("got no error")
	}
}

func TestAnotherProgram(t *testing.T) {
	t.Parallel()
	path, err := exec.LookPath("false")
	if err != nil {
		t.Skip("there is no program called false")
	}
	r := python.NewReader(path)
	defer r.Close()
	if got := r.ReadPython(rare, "", 0)(); got != nil {
		t.Errorf("got %+v, want nothing", got)
	}
	if err := r.Err(); err == nil || errors.Is(err, python.ErrNotInstalled) {
		t.Errorf("got %v", err)
	}
}

func TestClosed(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	if r.ReadPython(rare, "", 0)() == nil {
		t.Fatal("got nothing")
	}
	r.Close()
	r.Close()
	if got := r.ReadPython("b = 1\n"+rare, "", 0)(); got != nil {
		t.Errorf("got %+v, want nothing", got)
	}
	if r.ReadPython(rare, "", 0)() == nil {
		t.Error("what was read before is forgotten")
	}
}

// TestManyAtOnce begins more scripts than are sent ahead, larger than what fits
// between two processes, and takes the answers from the last to the first.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	var waits []func() *lint.Python
	for i := range 200 {
		script := fmt.Sprintf("def f%d(e, c): pass\n%s%s", i, rare, strings.Repeat("#", 10_000))
		waits = append(waits, r.ReadPython(script, "f", 0))
	}
	for i, wait := range slices.Backward(waits) {
		got := wait()
		if got == nil {
			t.Fatal(r.Err())
		}
		if _, ok := got.Function(fmt.Sprintf("f%d", i)); !ok {
			t.Errorf("script %d: got %+v", i, got)
		}
	}
}

// TestClosedEarly ends the reader while scripts are being read: who waits for
// them gets an end, too.
func TestClosedEarly(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	var waits []func() *lint.Python
	for i := range 200 {
		waits = append(waits, r.ReadPython(fmt.Sprintf("a = %d\n%s", i, rare), "f", 0))
	}
	r.Close()
	for _, wait := range waits {
		wait() // not all were read, some may be
	}
	if r.Err() == nil {
		t.Error("got no error")
	}
}

// FuzzReadPython holds the reader to its promises for any text: it goes on with
// the next script, and what it tells lies inside the script.
func FuzzReadPython(f *testing.F) {
	if _, err := exec.LookPath("python3"); err != nil {
		f.Skip("python3 is not installed")
	}
	for _, seed := range []string{
		"", "def main(e, c):\n  return {'A': e['B']}\n", "x = 'é' )\r\n", "\tif a:\rb", "a\x00", "\xff", "f'{", "\ufeffa = 1", "return",
		"class C:\n  return 1", "match e:\n  case {'a': b}: pass", "def main(*, e): e['x']", "\f\n  a\n", "try: e['a']\nfinally: return\n", "def main(e,c): del e['a']; return",
	} {
		f.Add(seed)
	}
	r := python.NewReader("")
	f.Cleanup(r.Close)
	f.Fuzz(func(t *testing.T, script string) {
		p := r.ReadPython(script, "main", 0)()
		if err := r.Err(); err != nil {
			t.Fatal(err)
		}
		if p == nil {
			return
		}
		var places []int
		if p.Error != nil {
			places = append(places, p.Error.Start, p.Error.End)
		}
		for _, function := range p.Functions {
			places = append(places, function.Offset)
		}
		for _, read := range p.Reads {
			places = append(places, read.Offset)
		}
		for _, at := range places {
			if at < 0 || at > len(script) {
				t.Errorf("a place at %d of %d bytes: %+v", at, len(script), p)
			}
		}
	})
}
