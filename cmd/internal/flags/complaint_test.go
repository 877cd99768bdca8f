package flags_test

import (
	"errors"
	"testing"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
)

func TestComplaintNamesTheFlagThatWasMeant(t *testing.T) {
	app := &cli.App{Flags: []cli.Flag{&cli.BoolFlag{Name: "instance"}}}
	command := &cli.Command{Flags: []cli.Flag{&cli.BoolFlag{Name: "strict"}}}
	c := cli.NewContext(app, nil, nil)
	c.Command = command
	for given, want := range map[string]string{
		"flag provided but not defined: -instanc": `there is no flag --instanc; did you mean --instance?`,
		"flag provided but not defined: -strct":   `there is no flag --strct; did you mean --strict?`,
		"flag provided but not defined: -nope":    `there is no flag --nope`,
		"flag needs an argument: -instance":       `flag needs an argument: -instance`,
	} {
		if got := flags.Complaint(c, errors.New(given)).Error(); got != want {
			t.Errorf("%s: got %q, want %q", given, got, want)
		}
	}
}
