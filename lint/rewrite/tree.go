package rewrite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"

	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/document"
)

// tree is a node as yaml.v3 has it. Text says what a string is to become.
func tree(n *document.Node, text func(*document.Node) string) *yaml.Node {
	switch n.Kind {
	case document.List:
		list := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		for _, item := range n.Items {
			list.Content = append(list.Content, tree(item, text))
		}
		return list
	case document.Map:
		m := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		for _, e := range n.Entries {
			m.Content = append(m.Content, tree(e.Key, text), tree(e.Value, text))
		}
		return m
	case document.Null:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
	case document.String:
		y := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text(n)}
		if isOldBool(n.Text) && n.Style == document.Plain {
			y.Tag = oldBool
		}
		return y
	case document.Bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: n.Text}
	case document.Int:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: n.Text}
	default:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!float", Value: n.Text}
	}
}

// oldBool is the tag of a word without quotes that yaml.v3 takes for a string and
// older readers for a boolean, so that the quotes make a difference.
const oldBool = "!!oldbool"

func isOldBool(text string) bool {
	switch strings.ToLower(text) {
	case "yes", "no", "on", "off", "y", "n":
		return true
	}
	return false
}

func sameText(n *document.Node) string { return n.Text }

// isJSON tells whether the whole document is written as JSON.
func isJSON(doc *document.Document) bool {
	text := bytes.TrimSpace(bytes.TrimPrefix(doc.Source.Text(), []byte("\ufeff")))
	return bytes.HasPrefix(text, []byte("{")) || bytes.HasPrefix(text, []byte("["))
}

// print writes a tree as the document is written: JSON stays JSON.
func print(doc *document.Document, root *yaml.Node) []byte {
	if isJSON(doc) {
		return printJSON(root, jsonStyle{indent: "  "})
	}
	return printYAML(root, 2, nil)
}

// printYAML writes a tree as YAML. The style of a string is what style says, or
// where it cannot be written so, or without style, what yaml.v3 thinks best.
func printYAML(root *yaml.Node, indent int, style func(n *yaml.Node, isKey bool) yaml.Style) []byte {
	setStyles(root, false, style)
	var b bytes.Buffer
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(indent)
	if err := encoder.Encode(root); err != nil {
		panic(err) // a tree of ours can be written
	}
	return b.Bytes()
}

func setStyles(n *yaml.Node, isKey bool, style func(n *yaml.Node, isKey bool) yaml.Style) {
	switch {
	case n.Tag == oldBool:
		n.Tag = "" // it stays without quotes
	case n.Tag == "!!str" && (isOldBool(n.Value) || strings.HasPrefix(n.Value, "\n")):
		// yaml.v3 would leave out the quotes, or lose the empty line of a block.
		n.Style = yaml.DoubleQuotedStyle
	case style != nil:
		n.Style = style(n, isKey)
	}
	for i, inner := range n.Content {
		setStyles(inner, n.Kind == yaml.MappingNode && i%2 == 0, style)
	}
}

// jsonStyle is how JSON is laid out.
type jsonStyle struct {
	// indent is that of one level; without it everything stands on one line.
	indent string
	// escape writes letters and signs as \u0061.
	escape bool
}

func printJSON(root *yaml.Node, style jsonStyle) []byte {
	var b bytes.Buffer
	writeJSON(&b, root, style)
	if style.indent == "" {
		return b.Bytes()
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, b.Bytes(), "", style.indent); err != nil {
		panic(err) // a tree of ours can be written
	}
	return append(indented.Bytes(), '\n')
}

func writeJSON(b *bytes.Buffer, n *yaml.Node, style jsonStyle) {
	switch {
	case n.Kind == yaml.SequenceNode:
		b.WriteByte('[')
		for i, item := range n.Content {
			if i > 0 {
				b.WriteByte(',')
			}
			writeJSON(b, item, style)
		}
		b.WriteByte(']')
	case n.Kind == yaml.MappingNode:
		b.WriteByte('{')
		for i, inner := range n.Content {
			if i > 0 {
				b.WriteByte(",:"[i%2])
			}
			writeJSON(b, inner, style)
		}
		b.WriteByte('}')
	case n.Tag == "!!str" && style.escape:
		b.WriteString(escaped(n.Value))
	case n.Tag == "!!str":
		b.WriteString(quoted(n.Value))
	default:
		b.WriteString(strings.ToLower(n.Value)) // True is a boolean of YAML
	}
}

func quoted(text string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic(err) // a string always has a JSON form
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// escaped is a string of JSON with an escape for every code unit.
func escaped(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, `\u%04x`, unit)
	}
	b.WriteByte('"')
	return b.String()
}

// isPortable tells whether the numbers and words of a document are written as
// JSON has them, so that both formats say the same.
func isPortable(doc *document.Document) bool {
	for n := range doc.Root.All() {
		if n.IsString() && n.Style == document.Plain && isOldBool(n.Text) || (n.Kind == document.Int || n.Kind == document.Float) && !json.Valid([]byte(n.Text)) {
			return false
		}
	}
	return true
}
