package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/lint"
)

// options are the command line, checked.
type options struct {
	fix, diff bool
	// skipForeign treats named files as those that are met in a directory.
	skipForeign bool
	format      string
	// failLevel is nil when the command line does not say it.
	failLevel *lint.Severity
	config    lint.Config
	color     string
	// shellcheck is a path, auto or never.
	shellcheck string

	configFile string
	noConfig   bool

	baseline, writeBaseline string
}

func readOptions(c *cli.Context) (options, error) {
	o := options{
		fix: c.Bool("fix"), diff: c.Bool("diff"), skipForeign: c.Bool("skip-foreign"), format: c.String("format"), color: c.String("color"),
		configFile: c.String("config"), noConfig: c.Bool("no-config"),
		shellcheck: c.String("shellcheck"),
		baseline:   c.String("baseline"), writeBaseline: c.String("write-baseline"),
		config: lint.Config{Select: c.StringSlice("select"), Ignore: c.StringSlice("ignore")},
	}
	if c.NArg() == 0 {
		return o, errors.New("name a document, a directory, or - for standard input; ssmlint --help shows the rest")
	}
	if !slices.Contains(formats, o.format) {
		return o, fmt.Errorf("--format is %q, expected %s or %s", o.format, strings.Join(formats[:len(formats)-1], ", "), formats[len(formats)-1])
	}
	if o.fix && o.diff {
		return o, errors.New("--fix changes files and --diff changes none: use one of them")
	}
	if o.configFile != "" && o.noConfig {
		return o, errors.New("--config names a configuration and --no-config wants none: use one of them")
	}
	if o.baseline != "" && o.writeBaseline != "" {
		return o, errors.New("--write-baseline wants all findings and --baseline hides some: use one of them")
	}
	if c.IsSet("fail-level") {
		level, err := lint.ParseSeverity(c.String("fail-level"))
		if err != nil {
			return o, fmt.Errorf("--fail-level: %w", err)
		}
		o.failLevel = &level
	}
	return o, nil
}
