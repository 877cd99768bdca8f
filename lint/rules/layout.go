package rules

import (
	"bytes"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// write is the fix that puts another text in place of a scalar's.
func write(n *document.Node, text string) *lint.Fix {
	return &lint.Fix{Title: "write " + text, Edits: []document.Edit{lint.ReplaceText(n, text)}}
}

// replaceEntry writes an entry anew with another key and a list of scalars for
// its value, in the layout of the old one.
func replaceEntry(old document.Entry, key string, values *document.Node) document.Edit {
	start, _ := old.Key.Offsets()
	_, end := old.Value.Offsets()
	quotedKey := key
	if old.Key.Style == document.DoubleQuoted {
		quotedKey = `"` + key + `"`
	}
	var items []string
	for _, v := range values.Items {
		items = append(items, v.Raw())
	}
	if values.Flow && !strings.Contains(values.Raw(), "\n") {
		return document.Edit{Start: start, End: end, Text: quotedKey + ": " + values.Raw()}
	}
	if old.Value.Flow {
		return document.Edit{Start: start, End: end, Text: quotedKey + ": [" + strings.Join(items, ", ") + "]"}
	}
	indent := newline(old.Key.Source()) + strings.Repeat(" ", old.Key.Span().Start.Column-1)
	text := quotedKey + ":"
	for _, item := range items {
		text += indent + "  - " + item
	}
	return document.Edit{Start: start, End: end, Text: text}
}

// newline is the line ending of a file.
func newline(src *document.Source) string {
	if bytes.Contains(src.Text(), []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}
