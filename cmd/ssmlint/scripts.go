package main

import (
	"errors"
	"fmt"
	"io"
	"os/exec"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python"
	"github.com/ssmkit/ssmkit/lint/shellcheck"
)

// scriptReaders are the programs of this machine that read scripts, none of
// which is started before there is a script to read.
type scriptReaders struct {
	python *python.Reader
	shell  *shellcheck.Reader // nil when shell scripts are not read
}

// newScriptReaders takes what --shellcheck says: a path, auto or never.
func newScriptReaders(shell string) scriptReaders {
	readers := scriptReaders{python: python.NewReader("")}
	switch shell {
	case "never":
	case "auto":
		if path, err := exec.LookPath("shellcheck"); err == nil {
			readers.shell = shellcheck.NewReader(path)
		}
	default:
		readers.shell = shellcheck.NewReader(shell)
	}
	return readers
}

func (r scriptReaders) addTo(config *lint.Config) {
	config.Python = r.python
	if r.shell != nil {
		config.Shell = r.shell
	}
}

func (r scriptReaders) close() { r.python.Close() }

// note says once in a run which scripts were not checked and why: a silent run
// would look like a clean one. ShellCheck is only missed by who asked for it.
func (r scriptReaders) note(w io.Writer) {
	switch err := r.python.Err(); {
	case errors.Is(err, python.ErrNotInstalled):
		fmt.Fprintln(w, "ssmlint: note: Python scripts were not checked: install Python 3 and have python3 in PATH")
	case err != nil:
		fmt.Fprintf(w, "ssmlint: note: Python scripts were not checked: %v\n", err)
	}
	if r.shell != nil && r.shell.Err() != nil {
		fmt.Fprintf(w, "ssmlint: note: shell scripts were not checked: %v\n", r.shell.Err())
	}
}
