package lint

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
)

// ReplaceText puts another text in place of a scalar and keeps the way it is
// written: in quotes or without.
func ReplaceText(n *document.Node, text string) document.Edit {
	if n.Style != document.Plain {
		return ReplacePart(n, 0, len(n.Text), text)
	}
	start, end := n.Offsets()
	edit := document.Edit{Start: start, End: end, Text: text}
	switch {
	case n.Kind != document.String && inBrackets(n.Source()):
		edit.Text = `"` + quoted(document.DoubleQuoted, text) + `"`
	case !plainSafe().MatchString(text) || typed().MatchString(text):
		edit.Text = "'" + quoted(document.SingleQuoted, text) + "'"
	}
	return edit
}

// ReplacePart puts another text in place of the bytes [start, end) of a
// scalar's text. The new text must need no quotes where the old one has none.
func ReplacePart(n *document.Node, start, end int, text string) document.Edit {
	return document.Edit{Start: n.OffsetAt(start), End: n.OffsetAt(end), Text: quoted(n.Style, text)}
}

// quoted is a text as it is written between quotes of a style.
func quoted(style document.Style, text string) string {
	switch style {
	case document.SingleQuoted:
		return strings.ReplaceAll(text, "'", "''")
	case document.DoubleQuoted:
		var b strings.Builder
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(text); err != nil {
			panic(err) // a string can be written
		}
		return strings.TrimSuffix(b.String()[1:], "\"\n")
	}
	return text
}

// inBrackets tells whether a file may be JSON, in which a text has double
// quotes. YAML takes those, too.
func inBrackets(src *document.Source) bool {
	text := bytes.TrimLeft(bytes.TrimPrefix(src.Text(), []byte("\ufeff")), " \t\r\n")
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// plainSafe are texts that mean the same in YAML with and without quotes.
var plainSafe = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*$`)
})

// typed are the words that YAML takes for something else than text.
var typed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(true|false|null|yes|no|on|off|y|n)$`)
})
