package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// TextOptions change how Text looks, not what it says.
type TextOptions struct {
	// Color writes ANSI colours.
	Color bool
}

// Text prints each diagnostic as a compiler does: its place in a form that
// editors can jump to, the message, the line of the file, and a caret under the
// text that it is about.
func Text(w io.Writer, diagnostics []lint.Diagnostic, options TextOptions) error {
	out := &textPrinter{w: bufio.NewWriter(w), color: options.Color}
	for _, d := range diagnostics {
		out.diagnostic(d)
	}
	return out.w.Flush()
}

type textPrinter struct {
	w     *bufio.Writer
	color bool
}

// The ANSI codes of the parts of a message.
const (
	bold   = "1"
	faint  = "2"
	green  = "1;32"
	red    = "1;31"
	yellow = "1;33"
	cyan   = "1;36"
)

func (t *textPrinter) paint(code, text string) string {
	if !t.color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

var severityColors = map[lint.Severity]string{lint.Error: red, lint.Warning: yellow, lint.Info: cyan}

func (t *textPrinter) diagnostic(d lint.Diagnostic) {
	fmt.Fprintf(t.w, "%s %s %s %s\n",
		t.paint(bold, place(d.Source, d.Span)+":"),
		t.paint(severityColors[d.Severity], d.Severity.String()+":"),
		visible(d.Message),
		t.paint(faint, "["+d.Rule+"]"))
	t.snippet(d.Source, d.Span)
	for _, r := range d.Related {
		fmt.Fprintf(t.w, "%s %s\n", t.paint(cyan, "      note:"), place(d.Source, r.Span)+": "+visible(r.Message))
	}
	// A suggestion that the message has already made is for programs only.
	if d.Suggestion != "" && !strings.Contains(d.Message, d.Suggestion) {
		label := t.paint(cyan, "      help:")
		for line := range strings.Lines(d.Suggestion) {
			fmt.Fprintf(t.w, "%s %s\n", label, visible(strings.TrimRight(line, "\r\n")))
			label = strings.Repeat(" ", len("      help:"))
		}
	}
}

func place(src *document.Source, span document.Span) string {
	return fmt.Sprintf("%s:%d:%d", visible(src.Name()), span.Start.Line, span.Start.Column)
}

// snippet prints the first line of a span and marks the span's part of it.
func (t *textPrinter) snippet(src *document.Source, span document.Span) {
	s, ok := newSnippet(src, span)
	if !ok {
		return
	}
	number := fmt.Sprintf("%5d |", span.Start.Line)
	gutter := strings.Repeat(" ", len(number)-1) + "|"
	fmt.Fprintf(t.w, "%s %s\n", t.paint(faint, number), s.text)
	fmt.Fprintf(t.w, "%s %s%s\n", t.paint(faint, gutter), strings.Repeat(" ", s.before), t.paint(green, strings.Repeat("^", s.mark)))
}
