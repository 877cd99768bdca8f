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
	Summary:  "a shell cannot read a script",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The lines of runCommand are put together and read by a shell, which gives up at an if
without its fi or a quote that is not closed.

Scripts are read with ShellCheck where that is installed; the rest of what it has to
say is not shown. The codes in the messages are explained on www.shellcheck.net.`,
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
		e := shellReason(s.Errors)
		n, span := s.Place(e.Start, e.End)
		p.Report(lint.Finding{
			Node: n, Span: span,
			Message: fmt.Sprintf("a shell cannot read the script: %s (%s)", sentence(e.Message), e.Code),
		})
	}
}

// shellReason is the error that says most of those that one mistake makes.
// SC1073 only tells what was being read and SC1072 where that came to its end.
func shellReason(all []lint.ShellError) lint.ShellError {
	end := all[0]
	for _, e := range all {
		switch e.Code {
		case "SC1073":
		case "SC1072":
			end = e
		default:
			return e
		}
	}
	return end
}

// sentence writes a message of another program as ours are written.
func sentence(message string) string {
	message, _, _ = strings.Cut(message, " Fix ") // any mentioned problems and try again
	message = strings.TrimSuffix(strings.Join(strings.Fields(message), " "), ".")
	first, size := utf8.DecodeRuneInString(message)
	return string(unicode.ToLower(first)) + message[size:]
}
