package main

import (
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The scripts ask the program itself, through the hidden flag of urfave/cli, for
// commands, flags and the names of rules.
//
//go:embed completions
var completions embed.FS

// shells are those that there is a script for.
func shells() []string { return []string{"bash", "fish", "zsh"} }

func printCompletion(w io.Writer, shell string) error {
	if !slices.Contains(shells(), strings.ToLower(shell)) {
		return usageError{unknownWord("completion", shell, shells())}
	}
	text, err := completions.ReadFile("completions/ssmlint." + strings.ToLower(shell))
	if err != nil {
		return fmt.Errorf("read the script in this program: %w", err)
	}
	_, err = w.Write(text)
	return err
}
