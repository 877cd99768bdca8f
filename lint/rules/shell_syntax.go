package rules

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/lint"
)

var shellSyntax = lint.Rule{
	Name:     "shell-syntax",
	Summary:  "a shell cannot read a script, or reads something else",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The lines of runCommand are put together and read by a shell, which gives up at an if
without its fi or a quote that is not closed.

Mistakes that a shell reads as something else are found too: a "[" without a space,
spaces around the = of an assignment, a $ in front of the name.

ShellCheck, where it is installed, is asked about the scripts that cannot be read. What
it says about them counts and is shown with its code, which www.shellcheck.net explains.
Somebody who names a ShellCheck with --shellcheck has every script read by it, which takes
some ten seconds for a megabyte of scripts. Of what it says only the errors of its parser
are shown: it cannot know what the values of parameters will be.`,
		Bad: `schemaVersion: '2.2'
mainSteps:
  - name: work
    action: aws:runShellScript
    inputs:
      runCommand:
        - if [ -d /data ]; then
        - "  ls /data"
`,
		Good: `schemaVersion: '2.2'
mainSteps:
  - name: work
    action: aws:runShellScript
    inputs:
      runCommand:
        - if [ -d /data ]; then
        - "  ls /data"
        - fi
`,
	},
	Check: checkShellSyntax,
}

func checkShellSyntax(p *lint.Pass) {
	for _, s := range p.ShellScripts() {
		if len(s.Errors) == 0 {
			continue
		}
		for _, e := range shellReasons(s.Errors) {
			n, span := s.Place(e.Start, e.End)
			p.Report(lint.Finding{Node: n, Span: span, Message: shellMessage(e)})
		}
	}
}

func shellMessage(e lint.ShellError) string {
	switch {
	case e.Slip:
		return e.Message
	case e.Code == "":
		return "a shell cannot read the script: " + e.Message
	}
	return fmt.Sprintf("a shell cannot read the script: %s (%s)", sentence(e.Message), e.Code)
}

// shellReasons are the errors to report. A slip is a mistake of its own; of the
// errors that one mistake makes it is the one that says most: SC1073 only tells
// what was being read and SC1072 where that came to its end.
func shellReasons(all []lint.ShellError) []lint.ShellError {
	if all[0].Slip {
		return all
	}
	end := all[0]
	for _, e := range all {
		switch e.Code {
		case "SC1073":
		case "SC1072":
			end = e
		default:
			return []lint.ShellError{e}
		}
	}
	return []lint.ShellError{end}
}

// sentence writes a message of another program as ours are written.
func sentence(message string) string {
	message, _, _ = strings.Cut(message, " Fix ") // any mentioned problems and try again
	message = strings.TrimSuffix(strings.Join(strings.Fields(message), " "), ".")
	first, size := utf8.DecodeRuneInString(message)
	return string(unicode.ToLower(first)) + message[size:]
}
