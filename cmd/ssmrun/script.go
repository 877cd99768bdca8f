package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
	"github.com/ssmkit/ssmkit/emulate/fill"
	"github.com/ssmkit/ssmkit/emulate/script"
)

// scripts runs the scripts of steps, if the options allow it.
func scripts(o options, stderr io.Writer) emulate.ScriptRunner {
	switch {
	case o.allowScripts:
	case o.plan:
		return unrunScripts{}
	default:
		return nil
	}
	return script.New(script.Config{
		Region: o.region,
		Note:   func(message string) { fmt.Fprintln(stderr, "ssmrun: note:", message) },
	})
}

// shownLines is how much of a script a refusal shows.
const shownLines = 5

// refusedScript says what a step would have run, and what to do about it.
func refusedScript(err *emulate.ScriptRefusedError) error {
	var shown strings.Builder
	lines := strings.Split(strings.TrimSpace(err.Program.Text), "\n")
	for i, line := range lines {
		if i == shownLines {
			shown.WriteString("\n    ...")
			break
		}
		if line != "" {
			shown.WriteString("\n    " + strings.TrimRight(line, "\r"))
		}
	}
	entry, formatErr := resultEntry(err.Step)
	if formatErr != nil {
		return errors.Join(err, formatErr)
	}
	return fmt.Errorf("step %q: %w; add --allow-scripts, or give its result with --responses%s\n\n%s", err.Step, err, shown.String(), entry)
}

// scriptNotRun says what to do about a script that cannot be run here.
func scriptNotRun(err *emulate.ScriptNotRunError) error {
	entry, formatErr := resultEntry(err.Step)
	if formatErr != nil {
		return errors.Join(err, formatErr)
	}
	return fmt.Errorf("step %q: %w; give the step's result with --responses\n\n%s", err.Step, err, entry)
}

// resultEntry is an entry of a file with the result of a script.
func resultEntry(step string) (string, error) {
	text, err := canned.Format([]canned.Entry{{Step: step, Responses: []*value.Object{value.New("Payload", value.New())}}})
	return strings.TrimRight(string(text), "\n"), err
}

// returned makes up what scripts return that cannot be run here, unless the options
// forbid it: what is sent to a real account must not follow from inventions.
func returned(o options) func(*document.Document, *document.Step) any {
	if o.strict || o.live && !o.plan {
		return nil
	}
	return func(doc *document.Document, step *document.Step) any {
		return fill.Returned(doc, step, fill.Config{Seed: o.seed, Region: o.region, Account: o.accountID()})
	}
}
