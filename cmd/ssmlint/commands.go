package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/completion"
	"github.com/ssmkit/ssmkit/lint/rules"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// commands are what ssmlint does beside checking files. A file of such a name
// is checked as ./rules, say.
func commands(stdout io.Writer) []*cli.Command {
	return []*cli.Command{
		{
			Name: "explain", Usage: "show the page about a rule", ArgsUsage: "RULE", OnUsageError: onUsageError,
			Action: func(c *cli.Context) error {
				return withArgs(c, 1, 1, func(args []string) error { return explain(stdout, args[0]) })
			},
			BashComplete: func(*cli.Context) { printLines(stdout, ruleNames()) },
		},
		{
			Name: "rules", Usage: "list the rules; with --format json, for programs", ArgsUsage: " ", OnUsageError: onUsageError,
			Action: func(c *cli.Context) error {
				return withArgs(c, 0, 0, func([]string) error { return listRules(stdout, c.String("format")) })
			},
		},
		{
			Name: "schema", Usage: "print the JSON Schema of a KIND of file, for editors: " + strings.Join(schemaKinds(), ", ") + "; without KIND, automation", ArgsUsage: "[KIND]",
			OnUsageError: onUsageError,
			Action: func(c *cli.Context) error {
				return withArgs(c, 0, 1, func(args []string) error { return printSchema(stdout, args) })
			},
			BashComplete: func(*cli.Context) { printLines(stdout, schemaKinds()) },
		},
		{
			Name: "completion", Usage: "print the script that makes a SHELL complete: bash, fish, zsh", ArgsUsage: "SHELL", OnUsageError: onUsageError,
			Action: func(c *cli.Context) error {
				return withArgs(c, 1, 1, func(args []string) error { return printCompletion(stdout, args[0]) })
			},
			BashComplete: func(*cli.Context) { printLines(stdout, completion.Shells()) },
		},
		{
			Name: "man", Usage: "print the manual page", ArgsUsage: " ", OnUsageError: onUsageError,
			Action: func(c *cli.Context) error {
				return withArgs(c, 0, 0, func([]string) error { return printMan(stdout, c.App) })
			},
		},
	}
}

// withArgs runs a command that takes so many arguments.
func withArgs(c *cli.Context, least, most int, run func(args []string) error) error {
	switch n := c.NArg(); {
	case n < least:
		return usageError{fmt.Errorf("%s needs %s: ssmlint %s %s", c.Command.Name, plural(least, "argument"), c.Command.Name, c.Command.ArgsUsage)}
	case n > most && most == 0:
		return usageError{fmt.Errorf("%s takes no arguments; a file of that name is ./%s", c.Command.Name, c.Command.Name)}
	case n > most:
		return usageError{fmt.Errorf("%s takes at most %s; a file of that name is ./%s", c.Command.Name, plural(most, "argument"), c.Command.Name)}
	}
	return run(c.Args().Slice())
}

func printLines(w io.Writer, lines []string) {
	for _, line := range lines {
		fmt.Fprintln(w, line)
	}
}

func ruleNames() []string {
	var names []string
	for _, r := range rules.All() {
		names = append(names, r.Name)
	}
	return names
}

// unknownWord says that an argument is none of the words that a command takes.
func unknownWord(command, word string, words []string) error {
	message := fmt.Sprintf("%s does not know %q; it knows %s", command, word, strings.Join(words, ", "))
	if meant, ok := nearest.Of(word, slices.Values(words)); ok {
		message = fmt.Sprintf("%s does not know %q; did you mean %q?", command, word, meant)
	}
	return errors.New(message)
}

// mistypedCommand is an error when the first argument is no file and near to the
// name of a command.
func mistypedCommand(c *cli.Context) error {
	word := c.Args().First()
	if strings.ContainsAny(word, "./\\*?[{") {
		return nil
	}
	if _, err := os.Lstat(word); err == nil {
		return nil
	}
	var names []string
	for _, command := range c.App.Commands {
		names = append(names, command.Name)
	}
	if meant, ok := nearest.Of(word, slices.Values(names)); ok {
		return usageError{fmt.Errorf("there is no file and no command %q; did you mean %q?", word, meant)}
	}
	return nil
}
