package report

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"github.com/ssmkit/ssmkit/document"
)

// firstCharacter is the first character of a text as a reader sees it, an emoji
// of several code points for example, and its width in terminal cells.
func firstCharacter(text string) (character string, cells int) {
	character, _, cells, _ = uniseg.FirstGraphemeClusterInString(text, -1)
	return character, cells
}

// printable keeps a document from steering the reader's terminal: control
// characters become a visible mark, and those that turn the direction of text
// go.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return unicode.ReplacementChar
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, text)
}

// visible is a line, or its beginning, as it is shown: printable, and with
// blanks in place of tabs, so that carets stand under the same cells whatever
// the terminal makes of a tab.
func visible(line string) string {
	if !strings.Contains(line, "\t") {
		return printable(line)
	}
	var b strings.Builder
	for i, part := range strings.Split(line, "\t") {
		if i > 0 {
			cells := document.DisplayWidth(b.String())
			b.WriteString(strings.Repeat(" ", document.DisplayWidth(b.String()+"\t")-cells))
		}
		b.WriteString(printable(part))
	}
	return b.String()
}

// cells is the number of terminal cells that the beginning of a line takes when
// it is shown.
func cells(text string) int { return document.DisplayWidth(visible(text)) }
