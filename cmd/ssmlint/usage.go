package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// usageError is a mistake on the command line.
type usageError struct{ error }

// onUsageError makes the library's complaint about a command line ours. The
// library offers similar flags only when nobody else handles the error.
func onUsageError(c *cli.Context, err error, _ bool) error {
	name, unknown := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !unknown {
		return usageError{err}
	}
	var names []string
	for _, f := range c.App.Flags {
		names = append(names, f.Names()...)
	}
	message := fmt.Sprintf("there is no flag --%s", name)
	if meant, ok := nearest.Of(name, slices.Values(names)); ok {
		message += fmt.Sprintf("; did you mean --%s?", meant)
	}
	return usageError{errors.New(message)}
}
