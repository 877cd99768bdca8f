package main

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
	"github.com/ssmkit/ssmkit/emulate"
)

// The exit codes.
const (
	exitSuccess = 0 // the run ended as Success
	exitFailed  = 1 // it did not, or the document is broken
	exitUsage   = 2 // wrong use: flags, values of parameters, files of answers or of an account that are broken
	exitUnable  = 3 // the work could not be done
)

// usageError is wrong use of the command.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// errShown ends the command with exitFailed when everything has been said.
var errShown = errors.New("the run did not succeed")

// run is the whole command and returns its exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	app := newApp(stdin, stdout, stderr)
	err := app.Run(flags.Reorder(app, args))
	if err == nil {
		return exitSuccess
	}
	if !errors.Is(err, errShown) {
		fmt.Fprintln(stderr, "ssmrun:", err)
	}
	return exitCode(err)
}

func exitCode(err error) int {
	var usage *usageError
	var arguments *emulate.ArgumentsError
	var document *emulate.DocumentError
	switch {
	case errors.As(err, &usage), errors.As(err, &arguments):
		return exitUsage
	case errors.Is(err, errShown), errors.As(err, &document):
		return exitFailed
	}
	return exitUnable
}

const description = `Nothing leaves this machine without --live: API calls are answered from an account in memory,
which has the instances that the run is about, from files of yours (--responses),
or else with an answer that is invented and marked so, unless --strict forbids
it. Time is virtual, so that waiting takes none.

Show what a runbook gives for an instance:
   ssmrun --instance i-123 restart.yaml

Give parameters; a list is written a,b or as JSON:
   ssmrun restart.yaml --param Zone=eu-west-1a --param 'Tags={"team": "web"}'

Answer calls with what the AWS CLI printed, from responses/ec2/DescribeVolumes.json:
   ssmrun restart.yaml --responses responses

Approve what a step waits for; at a terminal, it is asked:
   ssmrun restart.yaml --approve

Run it once for each instance with a tag, three at a time:
   ssmrun restart.yaml --targets Key=tag:Role,Values=web --target-parameter-name InstanceId --max-concurrency 3

Try a runbook out without knowing anything about it:
   ssmrun restart.yaml --fill

Write responses.yaml and params.yaml for a runbook, to change and to use:
   ssmrun init restart.yaml
   ssmrun restart.yaml --params params.yaml --responses responses.yaml

Ask a real account, with the credentials that the AWS CLI would take:
   ssmrun restart.yaml --live --profile dev --region eu-west-1

See first what it would do to the account:
   ssmrun restart.yaml --plan --live --profile dev --region eu-west-1

Let the AWS CLI and other programs talk to the account in memory:
   ssmrun serve --instance i-123

Read the runbook from standard input and write JSON like GetAutomationExecution:
   ssmrun - --format json < restart.yaml

Tell other programs what happens, as it happens, and let time pass:
   ssmrun restart.yaml --events - --real-time

Draw a runbook, or the way that a run takes through it:
   ssmrun graph restart.yaml --format svg > restart.svg
   ssmrun restart.yaml --graph restart.svg

Exit codes: 0 Success, 1 the run did not succeed or the document is broken,
2 wrong use, 3 the work could not be done.`

func newApp(stdin io.Reader, stdout, stderr io.Writer) *cli.App {
	return &cli.App{
		Name:        "ssmrun",
		Usage:       "run an Automation runbook on this machine and show its steps and outputs",
		UsageText:   "ssmrun [options] RUNBOOK",
		Description: description,
		Reader:      stdin, Writer: stdout, ErrWriter: stderr,
		HideHelpCommand:      true,
		EnableBashCompletion: true,
		// The library's own --version takes -v, which people expect to be verbose.
		HideVersion:               true,
		DisableSliceFlagSeparator: true, // a value may hold commas
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              wrongFlag,
		Flags:                     append(runFlags(), rateFlags()...),
		Commands:                  commands(stdin, stdout, stderr),
		Action: func(c *cli.Context) error {
			if c.Bool("version") {
				fmt.Fprintln(stdout, "ssmrun", version())
				return nil
			}
			o, err := readOptions(c)
			if err != nil {
				return err
			}
			return runDocument(c.Context, o, stdin, stdout, stderr)
		},
	}
}

func wrongFlag(c *cli.Context, err error, _ bool) error {
	return usagef("%v; see ssmrun --help", flags.Complaint(c, err))
}

// version is that of the module, as the build knows it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(unknown version)"
}
