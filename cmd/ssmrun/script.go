package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
	"github.com/ssmkit/ssmkit/emulate/script"
)

// scripts runs the scripts of steps, if the options allow it.
func scripts(o options, stderr io.Writer) emulate.ScriptRunner {
	if !o.allowScripts {
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
	entry, formatErr := canned.Format([]canned.Entry{{Step: err.Step, Responses: []*value.Object{value.New("Payload", value.New())}}})
	if formatErr != nil {
		return errors.Join(err, formatErr)
	}
	return fmt.Errorf("step %q: %w; add --allow-scripts, or give its result with --responses%s\n\n%s", err.Step, err, shown.String(), strings.TrimRight(string(entry), "\n"))
}
