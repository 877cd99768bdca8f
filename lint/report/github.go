package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/ssmkit/ssmkit/lint"
)

// GitHub prints the diagnostics as workflow commands, which GitHub Actions shows
// beside the lines of a pull request. Columns are in code points. See
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
func GitHub(w io.Writer, diagnostics []lint.Diagnostic) error {
	out := bufio.NewWriter(w)
	for _, d := range diagnostics {
		properties := fmt.Sprintf("file=%s,line=%d,endLine=%d", githubProperty.Replace(d.Source.Name()), d.Span.Start.Line, d.Span.End.Line)
		if d.Span.Start.Line == d.Span.End.Line { // else GitHub shows no annotation at all
			properties += fmt.Sprintf(",col=%d,endColumn=%d", d.Span.Start.Column, d.Span.End.Column)
		}
		fmt.Fprintf(out, "::%s %s,title=%s::%s\n",
			githubCommands[d.Severity], properties, githubProperty.Replace(d.Rule), githubData.Replace(visibleLines(sentence(d))))
	}
	return out.Flush()
}

var githubCommands = [...]string{lint.Info: "notice", lint.Warning: "warning", lint.Error: "error"}

// githubData and githubProperty escape as the toolkit of GitHub Actions does
// (packages/core/src/command.ts).
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// visibleLines keeps a document from steering the terminal in which a log is
// shown.
func visibleLines(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, visible(strings.TrimRight(line, "\r\n")))
	}
	return strings.Join(lines, "\n")
}

// sentence is the message with the suggestion, where the message has not made
// it already, on lines of its own.
func sentence(d lint.Diagnostic) string {
	if d.Suggestion == "" || strings.Contains(d.Message, d.Suggestion) {
		return d.Message
	}
	return d.Message + "\nhelp: " + d.Suggestion
}
