package mutation

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

// maker collects mutants of one document. Its methods make one each, or none
// where the text cannot be edited that way.
type maker struct {
	doc  *document.Document
	made []Mutant
}

func (m *maker) text() []byte { return m.doc.Source.Text() }

// isJSON tells whether the whole document is written as JSON.
func (m *maker) isJSON() bool {
	return bytes.HasPrefix(bytes.TrimSpace(m.text()), []byte("{"))
}

// edit replaces bytes of the file.
func (m *maker) edit(start, end int, text string, words ...string) {
	m.made = append(m.made, Mutant{[]document.Edit{{Start: start, End: end, Text: text}}, start, end, words})
}

// part replaces Text[start:end] of a string by text that needs no escapes.
func (m *maker) part(n *document.Node, start, end int, text string, words ...string) {
	words = append(words, n.Text[start:end], text)
	m.edit(n.OffsetAt(start), n.OffsetAt(end), text, words...)
}

// rename replaces the whole text of a key or another string that needs no
// escapes.
func (m *maker) rename(n *document.Node, text string, words ...string) {
	if n.IsString() && n.Text != text && text != "" && n.Style != document.Literal && n.Style != document.Folded {
		m.part(n, 0, len(n.Text), text, words...)
	}
}

// misspell renames a string by the slip of a finger.
func (m *maker) misspell(n *document.Node) {
	if n.IsString() {
		m.rename(n, misspelt(n.Text))
	}
}

// write replaces a value by other JSON. References in it must stay: what they
// refer to could be used nowhere else, which is a mistake of its own.
func (m *maker) write(n *document.Node, text string, words ...string) {
	if n != nil && keepsReferences(n, text) {
		m.overwrite(n, text, words...)
	}
}

// overwrite replaces a value by other JSON, references or not.
func (m *maker) overwrite(n *document.Node, text string, words ...string) {
	if n == nil {
		return
	}
	start, end := n.Offsets()
	if n.IsScalar() {
		words = append(words, n.Text)
	}
	if n.Kind == document.List && !n.Flow || n.Kind == document.Map && !n.Flow || n.Style == document.Literal || n.Style == document.Folded {
		return // the lines of a block cannot be replaced by a word everywhere
	}
	m.edit(start, end, text, words...)
}

// keepsReferences tells whether a text has all references that are in a value.
func keepsReferences(n *document.Node, text string) bool {
	for inner := range n.All() {
		for _, r := range inner.References() {
			if !strings.Contains(text, r.Text) {
				return false
			}
		}
	}
	return true
}

// remove takes an entry out of a map.
func (m *maker) remove(n *document.Node, key string) {
	if start, end, ok := m.extent(n, key); ok {
		m.removeAt(n, start, end, key)
	}
}

func (m *maker) removeAt(n *document.Node, start, end int, words ...string) {
	from, to := n.Offsets()
	m.made = append(m.made, Mutant{[]document.Edit{{Start: start, End: end}}, from, to, words})
}

// extent is the stretch of an entry with what separates it from its neighbours.
// It is not ok for the only entry of a map, without which that would be no map.
func (m *maker) extent(n *document.Node, key string) (start, end int, ok bool) {
	if n == nil {
		return 0, 0, false
	}
	own := ownEntries(n)
	for i, e := range own {
		if e.Key.Text != key {
			continue
		}
		keyStart, _ := e.Key.Offsets()
		switch {
		case len(own) == 1:
			return 0, 0, false
		case i+1 < len(own):
			next, _ := own[i+1].Key.Offsets()
			return keyStart, next, true
		case n.Flow:
			_, before := own[i-1].Value.Offsets()
			_, after := e.Value.Offsets()
			return before, after, true
		}
		_, after := e.Value.Offsets()
		return lineStart(m.text(), keyStart), after, true
	}
	return 0, 0, false
}

// insert puts an entry before the first one of a map. The value is JSON.
func (m *maker) insert(n *document.Node, key, value string, words ...string) {
	if e, ok := m.insertion(n, key, value); ok {
		m.made = append(m.made, Mutant{[]document.Edit{e}, e.Start, e.End, append(words, key)})
	}
}

func (m *maker) insertion(n *document.Node, key, value string) (document.Edit, bool) {
	own := ownEntries(n)
	if len(own) == 0 {
		return document.Edit{}, false
	}
	start, _ := own[0].Key.Offsets()
	if n.Flow {
		return document.Edit{Start: start, End: start, Text: quote(key) + ": " + value + ", "}, true
	}
	blanks := strings.Repeat(" ", start-lineStart(m.text(), start))
	return document.Edit{Start: start, End: start, Text: key + ": " + value + "\n" + blanks}, true
}

// move takes an entry with a value of one line out of one map and puts it into
// another.
func (m *maker) move(from *document.Node, key string, to *document.Node) {
	value := from.Get(key)
	if value == nil || to == nil || to.Get(key) != nil {
		return
	}
	raw := value.Raw()
	if !value.Flow && (!value.IsScalar() || strings.Contains(raw, "\n")) {
		return // in block style a value cannot stand behind another key as it is
	}
	start, end, ok := m.extent(from, key)
	insertion, insertable := m.insertion(to, key, raw)
	if !ok || !insertable || start < insertion.Start && insertion.Start < end {
		return
	}
	m.made = append(m.made, Mutant{
		Edits: []document.Edit{{Start: start, End: end}, insertion},
		Start: insertion.Start, End: insertion.End, Words: []string{key},
	})
}

// ownEntries are the entries that are written in a map itself.
func ownEntries(n *document.Node) []document.Entry {
	if n == nil {
		return nil
	}
	var own []document.Entry
	for _, e := range n.Entries {
		if !e.Merged {
			own = append(own, e)
		}
	}
	return own
}

func items(n *document.Node) []*document.Node {
	if n == nil {
		return nil
	}
	return n.Items
}

func lineStart(text []byte, offset int) int {
	return bytes.LastIndexByte(text[:offset], '\n') + 1
}

// quote writes text so that both YAML and JSON read it.
func quote(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return string(quoted)
}
