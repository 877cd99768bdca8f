package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// character is what a reader takes for one: a letter with its accents, an emoji
// of several code points.
type character struct {
	// size is the number of bytes that it takes in the file.
	size int
	// shown is what is printed for it.
	shown string
	// cells is the number of terminal cells that shown takes; none for a
	// combining mark that has nothing to combine with.
	cells int
}

// tabWidth is the distance of the tab stops. Blanks are printed in place of
// tabs, so that carets stand under the same cells whatever a terminal makes of a
// tab.
const tabWidth = 8

// characters takes a line apart. It keeps a document from steering the reader's
// terminal: what is no text becomes a visible mark.
func characters(line string) []character {
	var all []character
	column, state := 0, -1
	for line != "" {
		var text string
		var cells int
		text, line, cells, state = uniseg.FirstGraphemeClusterInString(line, state)
		c := character{len(text), text, cells}
		if r, _ := utf8.DecodeRuneInString(text); r == '\t' {
			c.cells = tabWidth - column%tabWidth
			c.shown = strings.Repeat(" ", c.cells)
		} else if !harmless(r) {
			// Such a character stands alone, but for a CR with its LF.
			c.shown, c.cells = string(unicode.ReplacementChar), 1
		}
		column += c.cells
		all = append(all, c)
	}
	return all
}

// harmless is false for control characters, line separators, and what turns the
// direction of text, so that it reads differently from what it says.
func harmless(r rune) bool {
	return r != utf8.RuneError && !unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control)
}

// visible is a line as it is shown.
func visible(line string) string {
	return shown(characters(line))
}

func shown(all []character) string {
	var b strings.Builder
	for _, c := range all {
		b.WriteString(c.shown)
	}
	return b.String()
}

func width(all []character) int {
	cells := 0
	for _, c := range all {
		cells += c.cells
	}
	return cells
}
