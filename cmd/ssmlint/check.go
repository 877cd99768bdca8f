package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"

	"github.com/aymanbagabas/go-udiff"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/files"
	"github.com/ssmkit/ssmkit/lint/report"
	"github.com/ssmkit/ssmkit/lint/rules"
)

// outcome is what became of one file.
type outcome struct {
	diagnostics []lint.Diagnostic
	fixed       *lint.Fixed // only with --fix or --diff, when something changed
	err         error
}

// check lints what the arguments name and prints the result. The findings of
// all files that could be read are printed also when others could not.
func check(o options, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	linter, err := lint.New(rules.All(), o.config)
	if err != nil {
		return usageError{err}
	}
	color, err := flags.Color(o.color, stdout, os.Getenv)
	if err != nil {
		return usageError{err}
	}
	found, listErr := files.List(args)
	outcomes := each(found, func(f files.File) outcome { return lintFile(linter, o, f, stdin) })

	var all []lint.Diagnostic
	errs := []error{listErr}
	fixes := 0
	for i, out := range outcomes {
		if out.fixed != nil {
			err := out.write(o, found[i], stdout)
			errs = append(errs, err)
			if err == nil {
				fixes += len(out.fixed.Done)
			}
		}
		errs = append(errs, out.err)
		all = append(all, out.diagnostics...)
	}
	// What is mended or shown as a diff on standard output is for the next
	// program in the pipe: then the findings go to the other stream.
	results := stdout
	if o.diff || o.fix && readsStdin(found) {
		results = stderr
	}
	errs = append(errs, printReport(o, results, all, color))
	summarize(stderr, o, all, len(found), fixes)
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for _, d := range all {
		if d.Severity >= o.failLevel {
			return findingsError{}
		}
	}
	return nil
}

func readsStdin(found []files.File) bool {
	for _, f := range found {
		if f.Path == files.Stdin {
			return true
		}
	}
	return false
}

// each works on the files with one worker a processor and keeps their order.
func each(found []files.File, work func(files.File) outcome) []outcome {
	outcomes := make([]outcome, len(found))
	workers := make(chan struct{}, runtime.GOMAXPROCS(0))
	var group sync.WaitGroup
	for i, f := range found {
		workers <- struct{}{}
		group.Go(func() {
			defer func() { <-workers }()
			outcomes[i] = work(f)
		})
	}
	group.Wait()
	return outcomes
}

func lintFile(linter *lint.Linter, o options, f files.File, stdin io.Reader) outcome {
	text, err := files.Read(f, stdin)
	if err != nil {
		return outcome{err: err}
	}
	if f.Found && !files.MayBeDocument(text) {
		return outcome{}
	}
	name := f.Path
	if name == files.Stdin {
		name = "<stdin>"
	}
	src := document.NewSource(name, text)
	if !o.fix && !o.diff {
		return keep(f, linter.Lint(src), outcome{})
	}
	fixed := linter.Fix(src)
	out := outcome{}
	if len(fixed.Done) > 0 || f.Path == files.Stdin {
		out.fixed = &fixed
	}
	return keep(f, fixed.Result, out)
}

// keep drops what is said about files that nobody called SSM documents and that
// are none.
func keep(f files.File, result lint.Result, out outcome) outcome {
	if f.Found && result.Document.Kind == document.Foreign && result.Document.Root != nil {
		return out
	}
	out.diagnostics = result.Diagnostics
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
	info, err := os.Stat(f.Path)
	if err != nil {
		return fmt.Errorf("write the mended file: %w", err)
	}
	if err := os.WriteFile(f.Path, out.fixed.Text, info.Mode().Perm()); err != nil {
		return fmt.Errorf("write the mended file: %w", err)
	}
	return nil
}

func writeDiff(w io.Writer, path string, fixed *lint.Fixed) error {
	if len(fixed.Done) == 0 {
		return nil
	}
	before := string(fixed.Done[0].Source.Text())
	_, err := io.WriteString(w, udiff.Unified("a/"+path, "b/"+path, before, string(fixed.Text)))
	return err
}

func printReport(o options, w io.Writer, diagnostics []lint.Diagnostic, color bool) error {
	if o.format == "json" {
		return report.JSON(w, diagnostics)
	}
	return report.Text(w, diagnostics, report.TextOptions{Color: color})
}

// summarize says on one line how it went, for people.
func summarize(w io.Writer, o options, diagnostics []lint.Diagnostic, files, fixes int) {
	if o.format != "text" || len(diagnostics) == 0 && fixes == 0 {
		return
	}
	counts := map[lint.Severity]int{}
	fixable := 0
	for _, d := range diagnostics {
		counts[d.Severity]++
		if d.Fix != nil {
			fixable++
		}
	}
	line := ""
	for _, s := range []lint.Severity{lint.Error, lint.Warning, lint.Info} {
		if n := counts[s]; n > 0 {
			line += ", " + plural(n, map[lint.Severity]string{lint.Error: "error", lint.Warning: "warning", lint.Info: "note"}[s])
		}
	}
	if line == "" {
		line = ", nothing left to report"
	}
	if fixes > 0 {
		line = map[bool]string{true: ", would mend ", false: ", mended "}[o.diff] + plural(fixes, "finding") + line
	}
	line += " in " + plural(files, "file")
	if fixable > 0 && !o.fix && !o.diff {
		line += fmt.Sprintf("; --fix mends %d", fixable)
	}
	fmt.Fprintln(w, line[len(", "):])
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
