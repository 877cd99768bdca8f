package lint

import (
	"regexp"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

// ReplaceText puts another text in place of a scalar and keeps the way it is
// written: in quotes or without.
func ReplaceText(n *document.Node, text string) document.Edit {
	if n.Style == document.Plain && (!plainSafe.MatchString(text) || typed.MatchString(text)) {
		start, end := n.Offsets()
		return document.Edit{Start: start, End: end, Text: "'" + strings.ReplaceAll(text, "'", "''") + "'"}
	}
	return ReplacePart(n, 0, len(n.Text), text)
}

// ReplacePart puts another text in place of the bytes [start, end) of a
// scalar's text. The new text must need no quoting where the old one needed
// none.
func ReplacePart(n *document.Node, start, end int, text string) document.Edit {
	return document.Edit{Start: n.OffsetAt(start), End: n.OffsetAt(end), Text: text}
}

// plainSafe are texts that mean the same in YAML with and without quotes.
var plainSafe = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*$`)

// typed are the words that YAML takes for something else than text.
var typed = regexp.MustCompile(`(?i)^(true|false|null|yes|no|on|off|y|n)$`)
