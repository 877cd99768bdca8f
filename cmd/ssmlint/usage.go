package main

import (
	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
)

// usageError is a mistake on the command line.
type usageError struct{ error }

// onUsageError makes the library's complaint about a command line ours.
func onUsageError(c *cli.Context, err error, _ bool) error {
	return usageError{flags.Complaint(c, err)}
}
