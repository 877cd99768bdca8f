package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
	"github.com/ssmkit/ssmkit/lint"
)

// The exit codes. A tool failure never looks like findings, nor the reverse.
const (
	exitClean    = 0 // nothing reached the failure level
	exitFindings = 1
	exitUsage    = 2 // the command line, the configuration or the baseline makes no sense
	exitFailure  = 3 // some of the work could not be done
)

// findingsError says that findings reached the failure level. They have been
// printed, so there is nothing more to say.
type findingsError struct{}

func (findingsError) Error() string { return "there are findings" }

// run is the whole command: args as in os.Args, streams as those of a process.
// It returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	// A lint run makes much garbage in a short life; collecting less often is
	// worth a tenth of its time. GOGC, when it is set, stays in force.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	app := newApp(stdin, stdout, stderr)
	err := app.Run(flags.Reorder(app, args))
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, new(findingsError)):
		return exitFindings
	}
	for line := range strings.Lines(err.Error()) { // a line for each of the joined errors
		fmt.Fprintf(stderr, "ssmlint: %s\n", strings.TrimSuffix(line, "\n"))
	}
	if errors.As(err, new(usageError)) {
		return exitUsage
	}
	return exitFailure
}

func newApp(stdin io.Reader, stdout, stderr io.Writer) *cli.App {
	return &cli.App{
		Name:      "ssmlint",
		Usage:     "find what is wrong in AWS Systems Manager documents, and mend it",
		UsageText: usageText,
		Version:   version(),
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "fix", Usage: "mend what has exactly one right answer, in the files"},
			&cli.BoolFlag{Name: "diff", Usage: "show what --fix would change, and change nothing"},
			&cli.BoolFlag{Name: "skip-foreign", Usage: "pass over named files that are not SSM documents, as in directories"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "print the findings as `FORMAT`: " + strings.Join(formats, ", ")},
			&cli.StringFlag{Name: "fail-level", Value: lint.Error.String(), Usage: "exit with 1 when a finding is at least of `LEVEL`: error, warning or info"},
			&cli.StringSliceFlag{Name: "select", Usage: "run only the rule `NAME` (repeatable)"},
			&cli.StringSliceFlag{Name: "ignore", Usage: "leave out the rule `NAME` (repeatable)"},
			&cli.StringFlag{Name: "config", Usage: "use the configuration in `FILE`, not the nearest .ssmlint.yaml"},
			&cli.BoolFlag{Name: "no-config", Usage: "use no configuration"},
			&cli.StringFlag{Name: "baseline", Usage: "report only what is not in the baseline `FILE`"},
			&cli.StringFlag{Name: "write-baseline", Usage: "write all findings to the baseline `FILE` and report none"},
			&cli.StringFlag{Name: "shellcheck", Value: "auto", Usage: "have all shell scripts read by the ShellCheck at `PATH`; auto: those in doubt, where it is installed; or never"},
			&cli.StringFlag{Name: "color", Value: "auto", Usage: "colour the findings `WHEN`: always, never, or auto, on a terminal"},
		},
		Action: func(c *cli.Context) error {
			if err := mistypedCommand(c); err != nil {
				return err
			}
			options, err := readOptions(c)
			if err != nil {
				return usageError{err}
			}
			return check(options, c.Args().Slice(), stdin, stdout, stderr)
		},
		Commands:                  commands(stdout),
		EnableBashCompletion:      true,
		Reader:                    stdin,
		Writer:                    stdout,
		ErrWriter:                 stderr,
		HideHelpCommand:           true,
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              onUsageError,
	}
}

const usageText = `ssmlint [options] FILE...
ssmlint [options] COMMAND

FILE is a document in YAML or JSON, a directory, a pattern such as 'docs/**/*.yaml', or - for standard input.

   ssmlint runbook.yaml              show what is wrong
   ssmlint --diff runbook.yaml       show what can be mended
   ssmlint --fix runbooks/           mend it

Exit code: 0 nothing reached --fail-level, 1 something did, 2 wrong use, 3 some of the work could not be done.`
