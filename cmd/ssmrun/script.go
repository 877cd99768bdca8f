package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/ssmkit/ssmkit/emulate"
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
	return fmt.Errorf("step %q: %w; add --allow-scripts%s", err.Step, err, shown.String())
}
