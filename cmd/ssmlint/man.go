package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"
)

// printMan writes the manual page in roff. The library's own is not built with
// -tags urfave_cli_no_docs, which makes the program start sooner.
func printMan(w io.Writer, app *cli.App) error {
	var b strings.Builder
	b.WriteString(".TH SSMLINT 1 \"\" \"ssmlint\" \"User Commands\"\n")
	fmt.Fprintf(&b, ".SH NAME\nssmlint \\- %s\n", roff(app.Usage))
	b.WriteString(".SH SYNOPSIS\n.B ssmlint\n[\\fIoptions\\fR] \\fIFILE\\fR...\n")
	for _, c := range app.Commands {
		fmt.Fprintf(&b, ".br\n\\fBssmlint %s\\fR %s\n", roff(c.Name), roff(strings.TrimSpace(c.ArgsUsage)))
	}
	fmt.Fprintf(&b, ".SH DESCRIPTION\n.nf\n%s\n.fi\n", roff(usageText))
	b.WriteString(".SH OPTIONS\n")
	for _, f := range app.VisibleFlags() {
		flag, ok := f.(cli.DocGenerationFlag)
		if !ok {
			continue
		}
		value, usage := valueName(flag.GetUsage())
		var names []string
		for _, name := range f.Names() {
			dashes := "--"
			if len(name) == 1 {
				dashes = "-"
			}
			names = append(names, "\\fB"+roff(dashes+name)+"\\fR")
		}
		fmt.Fprintf(&b, ".TP\n%s", strings.Join(names, ", "))
		if flag.TakesValue() {
			fmt.Fprintf(&b, " \\fI%s\\fR", roff(value))
		}
		fmt.Fprintf(&b, "\n%s\n", roff(usage))
	}
	b.WriteString(".SH COMMANDS\n")
	for _, c := range app.Commands {
		fmt.Fprintf(&b, ".TP\n\\fB%s\\fR %s\n%s\n", roff(c.Name), roff(strings.TrimSpace(c.ArgsUsage)), roff(c.Usage))
	}
	b.WriteString(".SH FILES\n.TP\n\\fI.ssmlint.yaml\\fR\nThe configuration of the files in its directory and below.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// valueName takes the `WORD` for a flag's value out of its usage.
func valueName(usage string) (word, text string) {
	before, rest, ok := strings.Cut(usage, "`")
	word, after, closed := strings.Cut(rest, "`")
	if !ok || !closed {
		return "VALUE", usage
	}
	return word, before + word + after
}

// roff escapes what means something to roff.
func roff(text string) string {
	text = strings.ReplaceAll(text, `\`, `\e`)
	text = strings.ReplaceAll(text, "-", `\-`)
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			line = `\&` + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
