package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/completion"
	"github.com/ssmkit/ssmkit/cmd/internal/manpage"
)

func printCompletion(w io.Writer, args []string) error {
	shells := strings.Join(completion.Shells(), ", ")
	if len(args) != 1 {
		return usagef("name one shell, for example: ssmrun completion bash; there are %s", shells)
	}
	shell := strings.ToLower(args[0])
	if !slices.Contains(completion.Shells(), shell) {
		return usagef("completion does not know %q; it knows %s", args[0], shells)
	}
	return completion.Write(w, shell, completion.Program{
		Name: "ssmrun",
		Values: []completion.Value{
			{Command: "graph", Flags: []string{"format"}, Words: graphFormats},
			{Flags: []string{"format"}, Words: []string{"text", "json"}},
			{Flags: []string{"color"}, Words: []string{"auto", "always", "never"}},
		},
		Files:   []string{"params", "responses", "world", "documents", "events", "graph"},
		NoFiles: []string{"schema", "completion", "man"},
	})
}

// printMan writes the manual page.
func printMan(w io.Writer, app *cli.App, args []string) error {
	if len(args) > 0 {
		return usagef("man takes no arguments")
	}
	return manpage.Write(w, app, manpage.Page{
		Argument: "RUNBOOK", Description: description,
		Files: [][2]string{
			{responsesFile, "Answers to calls, as init writes them; for --responses."},
			{paramsFile, "Values of parameters, as init writes them; for --params."},
		},
	})
}

func printLines(w io.Writer, lines []string) {
	for _, line := range lines {
		fmt.Fprintln(w, line)
	}
}
