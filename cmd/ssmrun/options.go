package main

import (
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
)

// options are what the command line asks for.
type options struct {
	file      string // "-" is standard input
	instances []string
	params    []param
	responses string // empty for none
	json      bool
	region    string
	noLint    bool
	color     string
	verbose   bool
}

// param is one --param.
type param struct{ name, text string }

func readOptions(c *cli.Context) (options, error) {
	o := options{
		instances: c.StringSlice("instance"), responses: c.String("responses"), region: c.String("region"),
		noLint: c.Bool("no-lint"), color: c.String("color"), verbose: c.Bool("verbose"),
	}
	switch c.NArg() {
	case 0:
		return o, usagef("name the runbook to run, for example: ssmrun --instance i-123 restart.yaml")
	case 1:
		o.file = c.Args().First()
	default:
		return o, usagef("one runbook at a time, these are %d: %s", c.NArg(), strings.Join(c.Args().Slice(), ", "))
	}
	for _, text := range c.StringSlice("param") {
		name, value, ok := strings.Cut(text, "=")
		if !ok || name == "" {
			return o, usagef("--param is %q, expected NAME=VALUE", text)
		}
		o.params = append(o.params, param{name, value})
	}
	switch format := c.String("format"); format {
	case "json":
		o.json = true
	case "text":
	default:
		return o, usagef("--format is %q, expected text or json", format)
	}
	if _, err := flags.Color(o.color, nil, os.Getenv); err != nil {
		return o, usagef("%v", err)
	}
	return o, nil
}
