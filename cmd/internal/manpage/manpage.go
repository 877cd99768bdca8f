// Package manpage writes the manual page of a program in roff. The library's own
// is not built with -tags urfave_cli_no_docs, which makes a program start sooner.
package manpage

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"
)

// Page is what the flags and commands of a program do not tell.
type Page struct {
	// Argument is what the program takes.
	Argument string
	// Description is text whose lines stay as they are.
	Description string
	// Files are the files that the program knows by their names, and what they are.
	Files [][2]string
}

// Write writes the page of an app.
func Write(w io.Writer, app *cli.App, page Page) error {
	var b strings.Builder
	name := roff(app.Name)
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"%s\" \"User Commands\"\n", strings.ToUpper(name), name)
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", name, roff(app.Usage))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n[\\fIoptions\\fR] \\fI%s\\fR\n", name, roff(page.Argument))
	for _, c := range app.Commands {
		fmt.Fprintf(&b, ".br\n\\fB%s %s\\fR %s\n", name, roff(c.Name), roff(strings.TrimSpace(c.ArgsUsage)))
	}
	fmt.Fprintf(&b, ".SH DESCRIPTION\n.nf\n%s\n.fi\n", roff(page.Description))
	b.WriteString(".SH OPTIONS\n")
	for _, f := range app.VisibleFlags() {
		writeFlag(&b, f)
	}
	b.WriteString(".SH COMMANDS\n")
	for _, c := range app.Commands {
		fmt.Fprintf(&b, ".TP\n\\fB%s\\fR %s\n%s\n", roff(c.Name), roff(strings.TrimSpace(c.ArgsUsage)), roff(c.Usage))
		for _, f := range c.VisibleFlags() {
			if f != cli.HelpFlag {
				b.WriteString(".RS\n")
				writeFlag(&b, f)
				b.WriteString(".RE\n")
			}
		}
	}
	if len(page.Files) > 0 {
		b.WriteString(".SH FILES\n")
	}
	for _, file := range page.Files {
		fmt.Fprintf(&b, ".TP\n\\fI%s\\fR\n%s\n", roff(file[0]), roff(file[1]))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeFlag(b *strings.Builder, f cli.Flag) {
	flag, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return
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
	fmt.Fprintf(b, ".TP\n%s", strings.Join(names, ", "))
	if flag.TakesValue() {
		fmt.Fprintf(b, " \\fI%s\\fR", roff(value))
	}
	fmt.Fprintf(b, "\n%s\n", roff(usage))
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
