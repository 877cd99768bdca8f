package document

import (
	"encoding/json"
	"iter"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
)

// NodeKind says what a node is.
type NodeKind uint8

// The kinds of nodes: those of JSON, numbers told apart.
const (
	Null NodeKind = iota
	Bool
	Int
	Float
	String
	List
	Map
)

var nodeKindNames = [...]string{"null", "boolean", "integer", "number", "string", "list", "map"}

// String is the word that messages use for the kind.
func (k NodeKind) String() string { return nodeKindNames[k] }

// WithArticle is the word with its article: an integer, a map.
func (k NodeKind) WithArticle() string {
	if k == Int {
		return "an " + k.String()
	}
	return "a " + k.String()
}

// Style says how a scalar is written in the file.
type Style uint8

// The styles of scalars. JSON strings are DoubleQuoted; its numbers, booleans
// and nulls are Plain.
const (
	Plain Style = iota
	SingleQuoted
	DoubleQuoted
	Literal // a block scalar that begins with |
	Folded  // a block scalar that begins with >
)

// Node is one value of the file with its place. Nodes are made by Parse and not
// changed afterwards. A node that YAML aliases refer to is shared by all of
// them; the nodes of one document form no cycle.
//
// The methods that look something up accept a nil *Node, as an absent value.
type Node struct {
	Kind  NodeKind
	Style Style
	// Flow tells that a list or map is written as [..] or {..}.
	Flow bool

	json     bool // a string with the escapes of JSON, not YAML
	unclosed bool // a string whose closing quote is missing

	// Text is the decoded value of a scalar: escapes resolved, lines folded.
	// For everything but strings it is the spelling in the file.
	Text string
	// Items are the elements of a list.
	Items []*Node
	// Entries are the keys and values of a map in the order of the file. Keys
	// that a YAML merge (<<) brings in come last.
	Entries []Entry

	src        *Source
	start, end int // byte offsets
}

// Entry is one key of a map with its value.
type Entry struct {
	Key, Value *Node
	// Merged tells that the entry comes from a YAML merge key.
	Merged bool
}

// Source is the file that the node is from.
func (n *Node) Source() *Source { return n.src }

// Span is the stretch that the node takes in the file: quotes and brackets
// included, a block scalar from its | or > to the end of its last line.
func (n *Node) Span() Span { return n.src.Span(n.start, n.end) }

// Offsets are the byte offsets of the node's span.
func (n *Node) Offsets() (start, end int) { return n.start, n.end }

// Raw is the node as it is written in the file.
func (n *Node) Raw() string { return string(n.src.text[n.start:n.end]) }

// IsLost tells whether the node is the null that stands for something in the file
// that could not be read: an alias that leads nowhere, for example. There is a
// problem about it.
func (n *Node) IsLost() bool {
	start, end := n.Offsets()
	return n.Kind == Null && n.Text == "" && start < end
}

// IsString tells whether the node is there and a string.
func (n *Node) IsString() bool { return n != nil && n.Kind == String }

// IsScalar tells whether the node is there and neither list nor map.
func (n *Node) IsScalar() bool { return n != nil && n.Kind < List }

// Entry is the entry of a map with this key. Of a key that is written twice it
// is the last one, which is the one that counts.
func (n *Node) Entry(key string) (Entry, bool) {
	if n == nil {
		return Entry{}, false
	}
	for i := len(n.Entries) - 1; i >= 0; i-- {
		e := n.Entries[i]
		// Merged entries stand behind and never hide a written key: the reader
		// leaves out those that do.
		if e.Key.Kind < List && e.Key.Text == key {
			return e, true
		}
	}
	return Entry{}, false
}

// Get is the value of a key of a map, nil when there is none.
func (n *Node) Get(key string) *Node {
	e, _ := n.Entry(key)
	return e.Value
}

// Bool is the value of a boolean; ok is false for every other node.
func (n *Node) Bool() (value, ok bool) {
	if n == nil || n.Kind != Bool {
		return false, false
	}
	return strings.EqualFold(n.Text, "true"), true
}

// Int is the value of an integer that fits 64 bits; ok is false for every other
// node.
func (n *Node) Int() (value int64, ok bool) {
	if n == nil || n.Kind != Int {
		return 0, false
	}
	i, err := strconv.ParseInt(integerDigits(n.Text), 0, 64)
	return i, err == nil
}

// integerDigits turns YAML 1.1's spellings of integers, as yaml.v3 resolves
// them, into those of Go: 0o17 stays, 1_000 and +1 lose their ornaments.
func integerDigits(text string) string {
	return strings.TrimPrefix(strings.ReplaceAll(text, "_", ""), "+")
}

// Value is the node without positions, as package value describes it. Keys of
// maps become strings.
func (n *Node) Value() any {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case Null:
		return nil
	case Bool:
		b, _ := n.Bool()
		return b
	case Int, Float:
		return n.number()
	case String:
		return n.Text
	case List:
		items := make([]any, len(n.Items))
		for i, item := range n.Items {
			items[i] = item.Value()
		}
		return items
	}
	object := value.New()
	for _, e := range n.Entries {
		object.Set(e.Key.Text, e.Value.Value())
	}
	return object
}

// number keeps the digits of the file where they are JSON's, and rewrites the
// spellings that only YAML knows. What JSON cannot say (.inf, .nan) stays text.
func (n *Node) number() any {
	if json.Valid([]byte(n.Text)) {
		return json.Number(n.Text)
	}
	digits := integerDigits(n.Text)
	if n.Kind == Int {
		if i, ok := new(big.Int).SetString(digits, 0); ok {
			return json.Number(i.String())
		}
		return n.Text
	}
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return n.Text
	}
	return json.Number(strconv.FormatFloat(f, 'g', -1, 64))
}

// All gives the node and everything below it in the order of the file, keys of
// maps before their values. Shared nodes come once for each alias.
func (n *Node) All() iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.walk(yield) }
}

func (n *Node) walk(yield func(*Node) bool) bool {
	if n == nil {
		return true
	}
	if !yield(n) {
		return false
	}
	for _, item := range n.Items {
		if !item.walk(yield) {
			return false
		}
	}
	for _, e := range n.Entries {
		if !e.Key.walk(yield) || !e.Value.walk(yield) {
			return false
		}
	}
	return true
}
