// Package shellcheck reads the shell scripts of documents with the ShellCheck of
// this machine, for lint.Config.Shell.
//
//	linter, err := lint.New(rules.All(), lint.Config{Shell: shellcheck.NewReader("shellcheck")})
//
// It lives here: starting ShellCheck, once for each document with scripts, and
// understanding its answer. Of all that ShellCheck has to say only the errors
// of its parser are taken: what it thinks of the values in a script is of little
// use where words stand for parameters.
//
// It does not live here: which scripts there are (package lint), and what is
// made of the errors (folder rules).
package shellcheck

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/lint"
)

// The scripts of one document must be read within this time.
const timeLimit = 30 * time.Second

// Reader reads shell scripts. It may be used by several goroutines.
type Reader struct {
	path string

	mu  sync.Mutex
	err error // why scripts could not be read
}

// NewReader makes a Reader that uses the ShellCheck at a path, or of that name
// in the PATH.
func NewReader(path string) *Reader { return &Reader{path: path} }

// Err tells why scripts could not be read. It is nil when all was well or
// nothing was asked for.
func (r *Reader) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// ReadShell reads scripts. After a failure it reads no more.
func (r *Reader) ReadShell(scripts []string) [][]lint.ShellError {
	if r.Err() != nil {
		return nil
	}
	found, err := r.read(scripts)
	if err != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.err = fmt.Errorf("read shell scripts with %s: %w", r.path, err)
		return nil
	}
	return found
}

// directive says which shell a script without a first line of its own is for.
// The agent takes sh, which is often bash; bash takes what both take.
const directive = "# shellcheck shell=bash\n"

func (r *Reader) read(scripts []string) ([][]lint.ShellError, error) {
	dir, err := os.MkdirTemp("", "ssmlint-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) // nothing depends on it
	args := []string{"--norc", "--format=json1", "--severity=error"}
	for i, script := range scripts {
		if !strings.HasPrefix(script, "#!") {
			script = directive + script
		}
		path := filepath.Join(dir, strconv.Itoa(i))
		if err := os.WriteFile(path, []byte(script), 0o600); err != nil {
			return nil, err
		}
		args = append(args, path)
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeLimit)
	defer cancel()
	out, err := exec.CommandContext(ctx, r.path, args...).Output()
	// With findings it exits with 1.
	if exit := new(exec.ExitError); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return nil, err
	}
	var answer struct{ Comments []comment }
	if err := json.Unmarshal(out, &answer); err != nil {
		return nil, fmt.Errorf("understand its answer: %w", err)
	}
	found := make([][]lint.ShellError, len(scripts))
	for _, c := range answer.Comments {
		i, err := strconv.Atoi(filepath.Base(c.File))
		if err == nil && 0 <= i && i < len(scripts) && c.isSyntax() {
			found[i] = append(found[i], c.shellError(scripts[i]))
		}
	}
	return found, nil
}

// comment is one finding of ShellCheck. Lines and columns count from 1, columns
// in characters.
type comment struct {
	File                             string
	Line, EndLine, Column, EndColumn int
	Level                            string
	Code                             int
	Message                          string
}

// isSyntax tells whether a comment is one of the parser: those have the codes
// from 1000 to 1999.
func (c comment) isSyntax() bool { return c.Level == "error" && c.Code/1000 == 1 }

func (c comment) shellError(script string) lint.ShellError {
	if !strings.HasPrefix(script, "#!") {
		c.Line, c.EndLine = c.Line-1, c.EndLine-1
	}
	start := offset(script, c.Line, c.Column)
	return lint.ShellError{
		Code: fmt.Sprintf("SC%d", c.Code), Message: c.Message,
		Start: start, End: max(start, offset(script, c.EndLine, c.EndColumn)),
	}
}

// offset is the place of a line and a column in a script, or the nearest one
// that the script has.
func offset(script string, line, column int) int {
	start := 0
	for ; line > 1; line-- {
		next := strings.IndexByte(script[start:], '\n')
		if next < 0 {
			return len(script)
		}
		start += next + 1
	}
	for ; column > 1 && start < len(script) && script[start] != '\n'; column-- {
		_, size := utf8.DecodeRuneInString(script[start:])
		start += size
	}
	return start
}
