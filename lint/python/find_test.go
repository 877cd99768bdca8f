package python_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/lint/python"
)

// TestWhichInterpreter shows which of several programs in the PATH reads scripts.
func TestWhichInterpreter(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the programs are shell scripts and links")
	}
	out, err := exec.Command(documenttest.Program(t, "python3"), "-c", "import sys; print(sys.executable)").Output()
	if err != nil {
		t.Fatal(err)
	}
	real := strings.TrimSpace(string(out)) // what is first in the PATH may be a script itself
	root := t.TempDir()
	folder := func(name string) string {
		path := filepath.Join(root, name)
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
		return path
	}
	script := func(name, text string) string {
		path := folder(name)
		if err := os.WriteFile(filepath.Join(path, "python3"), []byte("#!/bin/sh\n"+text), 0o755); err != nil {
			t.Fatal(err)
		}
		return path
	}
	link := func(name, to string) string {
		path := folder(name)
		if err := os.Symlink(to, filepath.Join(path, "python3")); err != nil {
			t.Fatal(err)
		}
		return path
	}
	failing, err := exec.LookPath("false")
	if err != nil {
		t.Skip("there is no program called false")
	}
	var (
		empty   = folder("empty")
		trap    = script("trap", "echo started >>"+filepath.Join(root, "trap.log")+"\nexit 1\n")
		shim    = script("shim", "exec '"+real+"' \"$@\"\n")
		broken  = link("broken", failing)
		python3 = link("python3", real)
	)
	const sep = string(os.PathListSeparator)
	for _, test := range []struct {
		name, path string
		read       bool
	}{
		{"the interpreter behind a script", trap + sep + python3, true},
		{"a script when there is nothing else", empty + sep + shim, true},
		{"the next one after a broken one", broken + sep + shim, true},
		{"a broken one", broken, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("PATH", test.path)
			r := python.NewReader("")
			defer r.Close()
			if got := r.ReadPython(rare, "", 0)(); (got != nil) != test.read {
				t.Errorf("read: %t, want %t: %v", got != nil, test.read, r.Err())
			}
		})
	}
	t.Run("nothing", func(t *testing.T) {
		t.Setenv("PATH", empty+sep+"python3"+sep)
		r := python.NewReader("")
		defer r.Close()
		if got := r.ReadPython(rare, "", 0)(); got != nil || !errors.Is(r.Err(), python.ErrNotInstalled) {
			t.Errorf("got %+v, %v", got, r.Err())
		}
	})
	if _, err := os.Stat(filepath.Join(root, "trap.log")); err == nil {
		t.Error("the script was started although there was an interpreter")
	}
}
