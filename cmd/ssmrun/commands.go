package main

import (
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/completion"
)

// commands are what ssmrun does beside running a runbook.
func commands(stdin io.Reader, stdout, stderr io.Writer) []*cli.Command {
	return []*cli.Command{{
		Name: "init", Usage: "write responses.yaml and params.yaml for a runbook, to change and to use",
		UsageText: "ssmrun init [options] RUNBOOK", ArgsUsage: "RUNBOOK", OnUsageError: wrongFlag, HideHelpCommand: true,
		Action: withOptions(func(c *cli.Context, o options) error {
			return initRunbook(c.Context, o, stdin, stdout, stderr)
		}),
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
		Action: withOptions(func(c *cli.Context, o options) error {
			return serve(c.Context, o, c.Int("port"), stdin, stdout, stderr)
		}),
	}, {
		Name: "iam", Usage: "print the IAM policy that a role needs for a runbook",
		UsageText: "ssmrun iam [options] RUNBOOK", ArgsUsage: "RUNBOOK", OnUsageError: wrongFlag, HideHelpCommand: true,
		Action: withOptions(func(c *cli.Context, o options) error {
			return printPolicy(o, stdin, stdout, stderr)
		}),
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
	}}
}

// withOptions reads the options before it does something with them.
func withOptions(do func(*cli.Context, options) error) cli.ActionFunc {
	return func(c *cli.Context) error {
		o, err := readOptions(c)
		if err != nil {
			return err
		}
		return do(c, o)
	}
}
