package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aymanbagabas/go-udiff"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/config"
	"github.com/ssmkit/ssmkit/lint/files"
	"github.com/ssmkit/ssmkit/lint/report"
)

// outcome is what became of one file.
type outcome struct {
	name        string // as findings have it; empty when the file is no document
	diagnostics []lint.Diagnostic
	fixed       *lint.Fixed // only with --fix or --diff, when something changed
	err         error
}

// check lints what the arguments name and prints the result. The findings of
// all files that could be read are printed also when others could not.
func check(o options, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	scripts := newScriptReaders(o.shellcheck)
	defer scripts.close()
	scripts.addTo(&o.config)
	o.config.Today = time.Now()
	known, err := readBaseline(o)
	if err != nil {
		return usageError{err}
	}
	listed, listErr := files.List(args)
	made, err := newSetups(o).all(listed)
	if err != nil {
		return usageError{errors.Join(err, explainConfig(o, err, stderr))}
	}
	found, setups := leaveOut(listed, made, stderr)
	// What is mended or shown as a diff on standard output is for the next
	// program in the pipe: then the findings go to the other stream.
	results := stdout
	if o.diff || o.fix && readsStdin(found) {
		results = stderr
	}
	color, err := flags.Color(o.color, results, os.Getenv)
	if err != nil {
		return usageError{err}
	}
	outcomes := each(len(found), func(i int) outcome { return lintFile(setups[i].linter, o, found[i], stdin) })

	sum := summary{fix: o.fix, diff: o.diff}
	print := findings{failLevel: lint.Error, color: color}
	errs := []error{listErr}
	failed := false
	for i, out := range outcomes {
		errs = append(errs, out.err)
		if known != nil {
			out.diagnostics = known.Filter(out.diagnostics)
		}
		if out.name != "" {
			print.files = append(print.files, out.name)
			sum.files++
		}
		print.failLevel = min(print.failLevel, setups[i].failLevel)
		failed = failed || reaches(setups[i].failLevel, out.diagnostics)
		sum.left = append(sum.left, out.diagnostics...)
		if out.fixed == nil {
			continue
		}
		if err := out.write(o, found[i], stdout); err != nil {
			errs = append(errs, err)
		} else {
			sum.mended += out.fixed.Before - len(out.fixed.Result.Diagnostics)
		}
	}
	scripts.note(stderr)
	if o.writeBaseline != "" {
		errs = append(errs, writeBaseline(o.writeBaseline, sum.left, stderr))
		return verdict(false, sum.left, errors.Join(errs...))
	}
	print.diagnostics = sum.left
	errs = append(errs, print.print(results, o.format))
	if o.format == "text" {
		sum.print(stderr)
	}
	if known != nil {
		noteStale(stderr, o.baseline, known, print.files)
	}
	return verdict(failed, sum.left, errors.Join(errs...))
}

// explainConfig shows what is wrong with the configurations that an error is
// about.
func explainConfig(o options, err error, stderr io.Writer) error {
	color, colorErr := flags.Color(o.color, stderr, os.Getenv)
	if colorErr != nil {
		return colorErr
	}
	var all []error
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	} else {
		all = []error{err}
	}
	for _, err := range all {
		if broken := (*config.BrokenError)(nil); errors.As(err, &broken) {
			if err := report.Text(stderr, broken.Diagnostics, report.TextOptions{Color: color}); err != nil {
				return err
			}
		}
	}
	return nil
}

// leaveOut takes out the files that their configurations ignore. Who has named
// such a file is told.
func leaveOut(listed []files.File, made []*setup, stderr io.Writer) (found []files.File, setups []*setup) {
	for i, f := range listed {
		if c := made[i].config; f.Path != files.Stdin && c.Ignores(f.Path) {
			if !f.Found {
				fmt.Fprintf(stderr, "ssmlint: note: %s is left out by %s; --no-config checks it\n", f.Path, c.Path)
			}
			continue
		}
		found, setups = append(found, f), append(setups, made[i])
	}
	return found, setups
}

// reaches tells whether one of the findings is at the failure level or above.
func reaches(failLevel lint.Severity, diagnostics []lint.Diagnostic) bool {
	return slices.ContainsFunc(diagnostics, func(d lint.Diagnostic) bool { return d.Severity >= failLevel })
}

// verdict is the error that decides about the exit code. What could not be done
// weighs more than what was found.
func verdict(failed bool, diagnostics []lint.Diagnostic, err error) error {
	for _, d := range diagnostics {
		if d.Rule == lint.InternalErrorRule {
			err = errors.Join(err, fmt.Errorf("check %s: a rule broke", d.Source.Name()))
		}
	}
	if err == nil && failed {
		return findingsError{}
	}
	return err
}

// readsStdin tells whether standard input is among the files.
func readsStdin(found []files.File) bool {
	return slices.ContainsFunc(found, func(f files.File) bool { return f.Path == files.Stdin })
}

// each works on the files and keeps their order. It has eight workers a processor,
// since they wait at times for the programs that read scripts.
func each(n int, work func(int) outcome) []outcome {
	outcomes := make([]outcome, n)
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	var group sync.WaitGroup
	for range min(n, 8*runtime.GOMAXPROCS(0)) {
		// A worker that goes on keeps the stack that it has grown.
		group.Go(func() {
			for i := range next {
				outcomes[i] = work(i)
			}
		})
	}
	group.Wait()
	return outcomes
}

// lintFile does the work on one file. A panic costs only this file.
func lintFile(linter *lint.Linter, o options, f files.File, stdin io.Reader) (out outcome) {
	defer func() {
		if r := recover(); r != nil {
			out = outcome{err: fmt.Errorf("check %s: internal error: %v", f.Path, r)}
		}
	}()
	text, err := files.Read(f, stdin)
	if err != nil {
		return outcome{err: err}
	}
	skipForeign := f.Found || o.skipForeign
	if skipForeign && !files.MayBeDocument(text) {
		return outcome{}
	}
	if o.fix && f.Path == files.Stdin && len(text) > document.MaxBytes {
		// What goes out takes the place of what came in, and we have only the
		// beginning of it.
		return outcome{err: errors.New("mend standard input: it is too large")}
	}
	name := f.Path
	if name == files.Stdin {
		name = "<stdin>"
	}
	src := document.NewSource(name, text)
	var result lint.Result
	if o.fix || o.diff {
		fixed := linter.Fix(src)
		result = fixed.Result
		if len(fixed.Done) > 0 || f.Path == files.Stdin {
			out.fixed = &fixed
		}
	} else {
		result = linter.Lint(src)
	}
	if skipForeign && result.Document.Kind == document.Foreign && result.Document.Root != nil {
		// Nobody called it an SSM document, and it is none: no word about it.
		return outcome{}
	}
	out.name, out.diagnostics = name, result.Diagnostics
	return out
}

// write brings a mended file where the user wants it.
func (out outcome) write(o options, f files.File, stdout io.Writer) error {
	if o.diff {
		return writeDiff(stdout, f.Path, out.fixed)
	}
	if f.Path == files.Stdin {
		_, err := stdout.Write(out.fixed.Text)
		return err
	}
	return files.Replace(f.Path, out.fixed.Text)
}

// writeDiff shows what was mended in the form that patch and git apply read.
func writeDiff(w io.Writer, path string, fixed *lint.Fixed) error {
	if len(fixed.Done) == 0 {
		return nil
	}
	before := string(fixed.Done[0].Source.Text())
	path = strings.TrimPrefix(filepath.ToSlash(filepath.Clean(path)), "/")
	_, err := io.WriteString(w, udiff.Unified("a/"+path, "b/"+path, before, string(fixed.Text)))
	return err
}
