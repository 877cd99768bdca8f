package main

import (
	"errors"
	"fmt"
	"io"
	"os/exec"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python"
	"github.com/ssmkit/ssmkit/lint/shell"
	"github.com/ssmkit/ssmkit/lint/shellcheck"
)

// scriptReaders are the programs of this machine that read scripts, none of
// which is started before there is a script to read.
type scriptReaders struct {
	python     *python.Reader
	shell      lint.ShellReader
	shellcheck *shellcheck.Reader // nil when it is not to be asked
}

// newScriptReaders takes what --shellcheck says: a path, auto or never.
// ShellCheck takes longer for one document than we do for fifty, so it reads all
// scripts only when the user names it; else we ask it where we are in doubt.
func newScriptReaders(check string) scriptReaders {
	readers := scriptReaders{python: python.NewReader(""), shell: shell.NewReader(nil)}
	switch check {
	case "never":
	case "auto":
		if path, err := exec.LookPath("shellcheck"); err == nil {
			readers.shellcheck = shellcheck.NewReader(path)
			readers.shell = shell.NewReader(readers.shellcheck)
		}
	default:
		readers.shellcheck = shellcheck.NewReader(check)
		readers.shell = readers.shellcheck
	}
	return readers
}

func (r scriptReaders) addTo(config *lint.Config) {
	config.Python, config.Shell = r.python, r.shell
}

func (r scriptReaders) close() { r.python.Close() }

// note says once in a run which scripts were not checked and why: a silent run
// would look like a clean one. ShellCheck is only missed by who asked for it.
func (r scriptReaders) note(w io.Writer) {
	switch err := r.python.Err(); {
	case errors.Is(err, python.ErrNotInstalled):
		fmt.Fprintln(w, "ssmlint: note: some Python scripts were not checked: install Python 3 and have python3 in PATH")
	case err != nil:
		fmt.Fprintf(w, "ssmlint: note: some Python scripts were not checked: %v\n", err)
	}
	if r.shellcheck != nil && r.shellcheck.Err() != nil {
		fmt.Fprintf(w, "ssmlint: note: ShellCheck did not read the shell scripts: %v\n", r.shellcheck.Err())
	}
}
