package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/lint"
)

// options are the command line, checked.
type options struct {
	fix, diff bool
	format    string
	failLevel lint.Severity
	config    lint.Config
	color     string
}

func readOptions(c *cli.Context) (options, error) {
	o := options{
		fix: c.Bool("fix"), diff: c.Bool("diff"), format: c.String("format"), color: c.String("color"),
		config: lint.Config{Select: c.StringSlice("select"), Ignore: c.StringSlice("ignore")},
	}
	if c.NArg() == 0 {
		return o, errors.New("name a document, a directory, or - for standard input; ssmlint --help shows the rest")
	}
	if o.format != "text" && o.format != "json" {
		return o, fmt.Errorf("--format is %q, expected text or json", o.format)
	}
	if o.fix && o.diff {
		return o, errors.New("--fix changes files and --diff changes none: use one of them")
	}
	level, err := lint.ParseSeverity(c.String("fail-level"))
	if err != nil {
		return o, fmt.Errorf("--fail-level: %w", err)
	}
	o.failLevel = level
	return o, nil
}
