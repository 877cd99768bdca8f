package document

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// isReference tells a {{ reference }} without quotes, which YAML takes for a map
// whose only key is a map, from other maps.
func (r *yamlReader) isReference(y *yaml.Node, start int) bool {
	return bytes.HasPrefix(r.text[start:], []byte("{{")) && len(y.Content) == 2 &&
		y.Content[0].Kind == yaml.MappingNode && isEmpty(y.Content[1])
}

func (r *yamlReader) unquotedReference(y *yaml.Node, start int) (*Node, extent) {
	last := y.Content[0]
	for len(last.Content) > 0 {
		last = last.Content[len(last.Content)-1]
	}
	end := r.closer(r.closer(max(r.at(last), start), '}'), '}')
	r.checkBetween(start, end)
	n := r.node(String, start, end)
	n.Text = foldLines(r.text[start:end])
	found := r.found.add(UnquotedReferenceProblem, n.start, n.end, "quote this: YAML takes %s for a map", oneLine(n.Text))
	if raw := string(r.text[start:end]); raw == n.Text && !strings.ContainsAny(raw, "\"\\") {
		found.Suggestion = `"` + n.Text + `"`
		found.Edits = []Edit{{Start: n.start, End: n.start, Text: `"`}, {Start: n.end, End: n.end, Text: `"`}}
	}
	return n, extent{end: end, size: 1}
}

// foldLines reads text of several lines as YAML reads a plain scalar: one line
// break is a blank, of more all but the first stay, blanks around them go.
func foldLines(raw []byte) string {
	var b strings.Builder
	d := decoder{text: raw}
	for at := 0; at < len(raw); {
		next := at + d.blanksAt(at)
		if next == len(raw) || breakAt(raw, next) == 0 {
			next = max(next, at+1)
			b.Write(raw[at:next])
			at = next
			continue
		}
		at = next + breakAt(raw, next)
		kept := raw[next] == 0xE2 // LS and PS are never folded away
		if kept {
			b.Write(raw[next:at])
		}
		breaks := 0
		for {
			next = at + d.blanksAt(at)
			at = next
			if next == len(raw) || breakAt(raw, next) == 0 {
				break
			}
			at += breakAt(raw, next)
			breaks++
			if raw[next] == 0xE2 {
				b.Write(raw[next:at])
			} else {
				b.WriteByte('\n')
			}
		}
		if breaks == 0 && !kept {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// oneLine shortens text for a message.
func oneLine(text string) string {
	const longest = 60
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= longest {
		return text
	}
	return string([]rune(text)[:longest]) + "..."
}

func (r *yamlReader) scalar(y *yaml.Node, start int) (*Node, extent) {
	kind := scalarKind(y)
	if isEmpty(y) {
		// Nothing is written; the null stands behind its tag or anchor.
		at := max(r.propertiesEnd(start), r.last)
		return r.node(kind, at, at), extent{end: at, size: 1}
	}
	at := r.properties(start)
	style := styleOf(y)
	d := decoder{text: r.text, at: at, limit: len(y.Value)}
	end := d.scalar(style, y.Value)
	n := r.node(kind, at, end)
	n.Style, n.Text = style, y.Value
	r.checkBetween(at, end)
	if (style == SingleQuoted || style == DoubleQuoted) && slices.Contains(r.closings, end-1) {
		r.quoted++
		n.unclosed = true
	}
	switch r.opened(at) {
	case plainHere:
		r.quoted++
		n.Style = Plain
	case nullHere:
		r.quoted++
		n.Kind, n.Style, n.Text = Null, Plain, ""
	}
	return n, extent{end: end, size: 1}
}

// checkBetween finds out whether something that was put in between texts became
// a part of the one from start to end.
func (r *yamlReader) checkBetween(start, end int) {
	for _, place := range r.between {
		r.astray = r.astray || start <= place && place < end
	}
}

func styleOf(y *yaml.Node) Style {
	switch {
	case y.Style&yaml.SingleQuotedStyle != 0:
		return SingleQuoted
	case y.Style&yaml.DoubleQuotedStyle != 0:
		return DoubleQuoted
	case y.Style&yaml.LiteralStyle != 0:
		return Literal
	case y.Style&yaml.FoldedStyle != 0:
		return Folded
	}
	return Plain
}

// foreignTag files a tag that is none of YAML's own. What stands behind it is
// read as if there were none.
func (r *yamlReader) foreignTag(y *yaml.Node, start int) {
	if y.Style&yaml.TaggedStyle == 0 || !strings.HasPrefix(y.Tag, "!") || strings.HasPrefix(y.Tag, "!!") || y.Tag == "!" {
		return
	}
	at := start
	for at < len(r.text) && r.text[at] != '!' && isProperty(r.text[at]) {
		at = r.skip(r.word(at))
	}
	r.found.add(TagProblem, r.original(at), r.original(r.word(at)),
		"%s is a tag of another format, such as CloudFormation; in an SSM document nothing resolves it", oneLine(y.Tag))
}

// scalarKind is what yaml.v3 resolves a scalar to. Dates, binary data and the
// local tags of other formats (!Sub) are text for us.
func scalarKind(y *yaml.Node) NodeKind {
	kind := kindOfTag(y.ShortTag())
	if kind == String || y.Style&yaml.TaggedStyle == 0 {
		return kind
	}
	// An explicit tag counts only when the text is of that sort.
	bare := yaml.Node{Kind: yaml.ScalarNode, Value: y.Value}
	switch actual := kindOfTag(bare.ShortTag()); {
	case actual == kind, actual == Int && kind == Float:
		return kind
	}
	return String
}

func kindOfTag(tag string) NodeKind {
	switch tag {
	case "!!null":
		return Null
	case "!!bool":
		return Bool
	case "!!int":
		return Int
	case "!!float":
		return Float
	}
	return String
}
