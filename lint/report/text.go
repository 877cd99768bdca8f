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
		printable(d.Message),
		t.paint(faint, "["+d.Rule+"]"))
	t.snippet(d.Source, d.Span)
	for _, r := range d.Related {
		fmt.Fprintf(t.w, "%s %s\n", t.paint(cyan, "      note:"), place(d.Source, r.Span)+": "+printable(r.Message))
	}
	// A suggestion that the message has already made is for programs only.
	if d.Suggestion != "" && !strings.Contains(d.Message, d.Suggestion) {
		lines := strings.Split(strings.TrimRight(d.Suggestion, "\n"), "\n")
		fmt.Fprintf(t.w, "%s %s\n", t.paint(cyan, "      help:"), printable(lines[0]))
		for _, line := range lines[1:] {
			fmt.Fprintf(t.w, "            %s\n", printable(line))
		}
	}
}

func place(src *document.Source, span document.Span) string {
	return fmt.Sprintf("%s:%d:%d", printable(src.Name()), span.Start.Line, span.Start.Column)
}

// snippet prints the first line of a span and marks the span's part of it.
func (t *textPrinter) snippet(src *document.Source, span document.Span) {
	line := src.Line(span.Start.Line)
	if strings.TrimSpace(line) == "" {
		return
	}
	start := src.Offset(span.Start.Line, 1)
	end := start + len(line)
	before := cells(line[:min(span.Start.Offset-start, len(line))])
	until := cells(line[:min(span.End.Offset, end)-start])
	shown, cut := window(visible(line), before)
	before, until = before-cut.left, min(until-cut.left, document.DisplayWidth(shown))
	number := fmt.Sprintf("%5d", span.Start.Line)
	fmt.Fprintf(t.w, "%s %s\n", t.paint(faint, number+" |"), shown)
	fmt.Fprintf(t.w, "%s %s%s\n", t.paint(faint, "      |"),
		strings.Repeat(" ", before), t.paint(green, strings.Repeat("^", max(1, until-before))))
}

// lineCells is how much of a line is shown. JSON documents are often one line.
const lineCells = 110

// clipping is how many cells a window left out at the left of a line, less the
// mark that stands for them.
type clipping struct{ left int }

// window cuts a line down to the cells around the one at from.
func window(line string, from int) (string, clipping) {
	width := document.DisplayWidth(line)
	if width <= lineCells {
		return line, clipping{}
	}
	const margin = lineCells / 3
	start := max(0, from-margin)
	var b strings.Builder
	cells, left := 0, 0
	for rest := line; rest != ""; {
		char, size := firstCharacter(rest)
		rest = rest[len(char):]
		switch {
		case cells < start:
			left = cells + size
		case cells-left+size <= lineCells:
			b.WriteString(char)
		default:
			cells = width // far enough
		}
		if cells >= width {
			break
		}
		cells += size
	}
	shown := b.String()
	if left > 0 {
		shown = ellipsis + shown
		left--
	}
	if document.DisplayWidth(shown)+left < width {
		shown += ellipsis
	}
	return shown, clipping{left}
}

const ellipsis = "…"
