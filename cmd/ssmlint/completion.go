package main

import (
	"io"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/cmd/internal/completion"
)

func printCompletion(w io.Writer, shell string) error {
	if !slices.Contains(completion.Shells(), strings.ToLower(shell)) {
		return usageError{unknownWord("completion", shell, completion.Shells())}
	}
	return completion.Write(w, strings.ToLower(shell), completion.Program{
		Name: "ssmlint",
		Values: []completion.Value{
			{Flags: []string{"format"}, Words: formats},
			{Flags: []string{"fail-level"}, Words: []string{"error", "warning", "info"}},
			{Flags: []string{"color"}, Words: []string{"auto", "always", "never"}},
			{Flags: []string{"select", "ignore"}, Ask: "ssmlint explain"},
		},
		Files:   []string{"config", "baseline", "write-baseline"},
		NoFiles: []string{"explain", "rules", "schema", "completion", "man"},
	})
}
