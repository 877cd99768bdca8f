package flags

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// Complaint words the library's error about a command line, as it hands it to
// OnUsageError: a flag that does not exist is named with the one that was
// probably meant. The library offers such flags only when nobody handles the
// error. Other errors come back as they are.
func Complaint(c *cli.Context, err error) error {
	name, unknown := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !unknown {
		return err
	}
	var names []string
	for _, f := range c.App.Flags {
		names = append(names, f.Names()...)
	}
	if c.Command != nil {
		for _, f := range c.Command.Flags {
			names = append(names, f.Names()...)
		}
	}
	message := fmt.Sprintf("there is no flag --%s", strings.TrimLeft(name, "-"))
	if meant, ok := nearest.Of(name, slices.Values(names)); ok {
		message += fmt.Sprintf("; did you mean --%s?", meant)
	}
	return errors.New(message)
}
