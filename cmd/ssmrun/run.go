package main

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/completion"
	"github.com/ssmkit/ssmkit/cmd/internal/flags"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud"
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
	wrongFlag := func(c *cli.Context, err error, _ bool) error {
		return usagef("%v; see ssmrun --help", flags.Complaint(c, err))
	}
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
		Flags: append([]cli.Flag{
			&cli.StringSliceFlag{Name: "instance", Aliases: []string{"i"}, Usage: "the `ID` for the parameter that takes an instance; repeat it for several"},
			&cli.StringSliceFlag{Name: "param", Aliases: []string{"p"}, Usage: "a parameter's value, `NAME=VALUE`; repeat it for several"},
			&cli.StringFlag{Name: "params", Usage: "values of parameters from `FILE`, a map in YAML or JSON"},
			&cli.BoolFlag{Name: "fill", Usage: "make values up for the required parameters that have none"},
			&cli.StringFlag{Name: "responses", Usage: "answer calls from `PATH`, a file like responses.yaml or a folder with SERVICE/OPERATION.json"},
			&cli.StringFlag{Name: "world", Usage: "begin with the account that `FILE` describes"},
			&cli.BoolFlag{Name: "strict", Usage: "invent no answers"},
			&cli.Uint64Flag{Name: "seed", Value: 1, Usage: "`NUMBER` that IDs and all that is invented follow from"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT` of the result: text or json"},
			&cli.StringFlag{Name: "region", Value: cloud.DefaultRegion, Usage: "the `REGION` that the runbook runs in"},
			&cli.StringFlag{Name: "documents", Usage: "find runbooks that steps run in `FOLDER`, before the folder of the runbook"},
			&cli.BoolFlag{Name: "allow-scripts", Usage: "run the scripts of aws:executeScript on this machine, contained"},
			&cli.BoolFlag{Name: "approve", Usage: "approve whatever a step waits for"},
			&cli.BoolFlag{Name: "reject", Usage: "reject it"},
			&cli.BoolFlag{Name: "resume", Usage: "resume the run where it pauses"},
			&cli.DurationFlag{Name: "throttling-retry", Usage: "call again for `TIME` what is throttled, up to 1h, as the setting of an account does", DefaultText: "0s"},
			&cli.BoolFlag{Name: "live", Usage: "make the calls to AWS, those that only read, instead of answering them here; waiting takes its time"},
			&cli.BoolFlag{Name: "plan", Usage: "show all calls that a run would make, and change nothing; with --live, those that read are made"},
			&cli.StringFlag{Name: "record", Usage: "keep all answers in `FOLDER`, secrets and account IDs replaced"},
			&cli.StringFlag{Name: "replay", Usage: "answer all calls from the recording in `FOLDER`"},
			&cli.BoolFlag{Name: "allow-writes", Usage: "with --live, make also the calls that change the account"},
			&cli.BoolFlag{Name: "show-sensitive", Usage: "with --live, show and record contents that AWS's models call sensitive, such as what functions return; passwords, keys, tokens and SecureStrings stay hidden"},
			&cli.StringFlag{Name: "profile", Usage: "with --live, the `PROFILE` of the AWS configuration"},
			&cli.StringFlag{Name: "endpoint-url", Usage: "with --live, send all calls to `URL`, such as http://localhost:4566"},
			&cli.StringFlag{Name: "assume-role", Usage: "with --live, make the calls as a role: its `ARN`, or auto for the runbook's assumeRole"},
			&cli.BoolFlag{Name: "no-lint", Usage: "run a document that has errors all the same"},
			&cli.StringFlag{Name: "color", Value: "auto", Usage: "`WHEN` to colour: always, auto or never"},
			&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "show inputs and API calls too, and values in full"},
			&cli.BoolFlag{Name: "trace", Usage: "print each API call with its input and answer to standard error, secrets masked"},
			&cli.BoolFlag{Name: "real-time", Usage: "let time pass as it does, instead of jumping over what a step waits for"},
			&cli.StringFlag{Name: "events", Usage: "write each event of the run as a line of JSON to `FILE`; - is standard output, instead of the text"},
			&cli.StringFlag{Name: "graph", Usage: "draw the way that the run takes into `FILE`: .svg, .dot, or .mmd for Mermaid"},
			&cli.BoolFlag{Name: "version", Usage: "print the version"},
		}, rateFlags()...),
		Commands: []*cli.Command{{
			Name: "init", Usage: "write responses.yaml and params.yaml for a runbook, to change and to use",
			UsageText: "ssmrun init [options] RUNBOOK", ArgsUsage: "RUNBOOK", OnUsageError: wrongFlag, HideHelpCommand: true,
			Action: func(c *cli.Context) error {
				o, err := readOptions(c)
				if err != nil {
					return err
				}
				return initRunbook(c.Context, o, stdin, stdout, stderr)
			},
		}, {
			Name: "graph", Usage: "draw the steps of a runbook and all ways between them",
			UsageText: "ssmrun graph [--format mermaid|dot|svg] RUNBOOK", ArgsUsage: "RUNBOOK", OnUsageError: wrongFlag, HideHelpCommand: true,
			Flags: []cli.Flag{
				&cli.StringFlag{Name: "format", Value: graphFormats[0], Usage: "`FORMAT` of the graph: " + strings.Join(graphFormats, ", ")},
			},
			Action: func(c *cli.Context) error { return graphRunbook(c, stdin, stdout) },
		}, {
			Name: serveCommand, Usage: "answer the AWS CLI, boto3 and other programs on this machine as a run's calls are answered",
			UsageText: "ssmrun serve [options] [RUNBOOK]", ArgsUsage: "[RUNBOOK]", Description: serveDescription, OnUsageError: wrongFlag, HideHelpCommand: true,
			Flags: []cli.Flag{
				&cli.IntFlag{Name: "port", Usage: "listen on port `NUMBER`", DefaultText: "one that is free"},
			},
			Action: func(c *cli.Context) error {
				o, err := readOptions(c)
				if err != nil {
					return err
				}
				return serve(c.Context, o, c.Int("port"), stdin, stdout, stderr)
			},
		}, {
			Name: "iam", Usage: "print the IAM policy that a role needs for a runbook",
			UsageText: "ssmrun iam [options] RUNBOOK", ArgsUsage: "RUNBOOK", OnUsageError: wrongFlag, HideHelpCommand: true,
			Action: func(c *cli.Context) error {
				o, err := readOptions(c)
				if err != nil {
					return err
				}
				return printPolicy(o, stdin, stdout, stderr)
			},
		}, {
			Name: "schema", Usage: "print the JSON Schema of a file for --responses (KIND responses) or --world (KIND world), of a line of --events (KIND events), or of what --plan --format json prints (KIND plan)",
			UsageText: "ssmrun schema KIND", ArgsUsage: "KIND", OnUsageError: wrongFlag, HideHelpCommand: true,
			Action:       func(c *cli.Context) error { return printSchema(stdout, c.Args().Slice()) },
			BashComplete: func(*cli.Context) { printLines(stdout, schemaKinds) },
		}, {
			Name: "completion", Usage: "print the script that makes a SHELL complete: bash, fish, zsh",
			UsageText: "ssmrun completion SHELL", ArgsUsage: "SHELL", OnUsageError: wrongFlag, HideHelpCommand: true,
			Action:       func(c *cli.Context) error { return printCompletion(stdout, c.Args().Slice()) },
			BashComplete: func(*cli.Context) { printLines(stdout, completion.Shells()) },
		}, {
			Name: "man", Usage: "print the manual page",
			UsageText: "ssmrun man", OnUsageError: wrongFlag, HideHelpCommand: true,
			Action: func(c *cli.Context) error { return printMan(stdout, c.App, c.Args().Slice()) },
		}},
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

// version is that of the module, as the build knows it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(unknown version)"
}
