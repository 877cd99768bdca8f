package main

import (
	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// runFlags are the options of the command itself, without those of several runs,
// which rateFlags has. The other commands take most of them too.
func runFlags() []cli.Flag {
	return []cli.Flag{
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
	}
}
