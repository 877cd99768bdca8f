package view

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
)

func (t *Text) status(s emulate.Status) string {
	switch s {
	case emulate.Success:
		return t.paint(Green, string(s))
	case emulate.Failed, emulate.TimedOut:
		return t.paint(Red, string(s))
	}
	return t.paint(Yellow, string(s))
}

// Printable escapes what would do something to a terminal. Line ends stay.
func Printable(text string) string {
	clean := func(r rune) bool { return r != '\n' && (!unicode.IsPrint(r) || r == utf8.RuneError) }
	if strings.IndexFunc(text, clean) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if !clean(r) {
			b.WriteRune(r)
			continue
		}
		switch r {
		case '\t':
			b.WriteString(`\t`)
		case '\r':
			b.WriteString(`\r`)
		default:
			fmt.Fprintf(&b, `\u{%x}`, r)
		}
	}
	return b.String()
}

// shownLength is how many characters of a value are shown.
const shownLength = 300

// shorten cuts a long value and says how long it is.
func shorten(text string) string {
	length := utf8.RuneCountInString(text)
	if length <= shownLength {
		return text
	}
	return string([]rune(text)[:shownLength]) + fmt.Sprintf("... (%d characters)", length)
}

// table is rows of cells. The last cell of a row may have several lines.
type table struct {
	rows [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// lines are the rows with their columns under each other, whatever width their
// characters have. All but the first and the last column are dim.
func (t *table) lines(paint func(style Style, text string) string) []string {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row[:len(row)-1] {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], document.DisplayWidth(cell))
		}
	}
	var lines []string
	for _, row := range t.rows {
		line, indent := "", 0
		for i, cell := range row[:len(row)-1] {
			blanks := strings.Repeat(" ", widths[i]-document.DisplayWidth(cell)+2)
			if i > 0 {
				cell = paint(Dim, cell)
			}
			line += cell + blanks
			indent += widths[i] + 2
		}
		last := strings.TrimSuffix(row[len(row)-1], "\n")
		last = strings.ReplaceAll(last, "\n", "\n  "+strings.Repeat(" ", indent))
		lines = append(lines, strings.TrimRight(line+last, " "))
	}
	return lines
}

// Plural is a number of things: 1 step, 2 steps.
func Plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// Duration is a stretch of time in its two largest units.
func Duration(d time.Duration) string {
	d = d.Round(100 * time.Millisecond)
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
	case d < 24*time.Hour:
		return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
	}
	return fmt.Sprintf("%d d %d h", int(d.Hours())/24, int(d.Hours())%24)
}
