package document

import (
	"strings"
	"unicode/utf8"
)

// jsonReader makes nodes from JSON in one pass. It is strict in what it calls
// JSON and lenient in what it goes on after.
type jsonReader struct {
	text  string // one copy of the file, which all texts are slices of
	at    int
	found *problems
	nodes slab
	// items and entries are stacks: the children of all open lists and maps.
	items   []*Node
	entries []Entry
	// decoded is the text of the string that is being read, so far.
	decoded []byte
	// open holds the offsets of the open brackets.
	open []int
	// last is the end of what was read last.
	last int
	// goesOn is where the line breaks end that were judged to be inside a string.
	goesOn int
	// over tells that the rest of the file is not read, the reason is reported.
	over bool
	// unbalanced tells that a bracket is missing or wrong, so that what stands
	// behind that place may not belong where it was put.
	unbalanced bool
	// trouble is how many problems there were when the first of that was seen,
	// itself included.
	trouble int
}

// readJSON reads the whole file, whose first byte that is not blank is at start.
// The node is nil when the file goes beyond our limits, or brackets are missing
// and it cannot be told where.
func readJSON(src *Source, start int, found *problems) *Node {
	r := newJSONReader(src, string(src.text), found)
	root := r.read(start)
	if root == nil || !r.unbalanced {
		return root
	}
	if root = repairBrackets(src, r.text, start, found); root == nil {
		found.list = found.list[:min(r.trouble, len(found.list))]
	}
	return root
}

func newJSONReader(src *Source, text string, found *problems) *jsonReader {
	return &jsonReader{text: text, found: found, nodes: newSlab(src)}
}

func (r *jsonReader) read(start int) *Node {
	r.at = start
	root := r.value()
	if r.found.has(TooLargeProblem) {
		return nil
	}
	r.blanks()
	if r.at < len(r.text) && !r.over {
		end := r.at + r.runeAt(r.at)
		const message = "the document ends before this %q"
		if strings.IndexByte("}],:", r.text[r.at]) >= 0 {
			r.bracketProblem(r.at, end, message, r.text[r.at:end])
		} else {
			r.found.add(SyntaxProblem, r.at, end, message, r.text[r.at:end])
		}
	}
	return root
}

// value reads the value at r.at, where a byte is that is not blank.
func (r *jsonReader) value() *Node {
	switch r.text[r.at] {
	case '{':
		if end := r.reference(); end > 0 {
			return r.unquotedReference(end)
		}
		return r.object()
	case '[':
		return r.list()
	case '"':
		return r.quoted()
	case '\'':
		return r.singleQuoted()
	}
	if end := numberEnd(r.text, r.at); end > 0 && r.delimited(end) {
		n := r.scalar(Int, end)
		if strings.ContainsAny(n.Text, ".eE") {
			n.Kind = Float
		}
		return n
	}
	for _, word := range [...]struct {
		text string
		kind NodeKind
	}{{"true", Bool}, {"false", Bool}, {"null", Null}} {
		if strings.HasPrefix(r.text[r.at:], word.text) && r.delimited(r.at+len(word.text)) {
			return r.scalar(word.kind, r.at+len(word.text))
		}
	}
	return r.word()
}

// scalar makes a node of the bytes up to end and goes there.
func (r *jsonReader) scalar(kind NodeKind, end int) *Node {
	n := r.nodes.node(kind, r.at, end)
	n.Text = r.text[r.at:end]
	r.at, r.last = end, end
	return n
}

// delimited tells whether a number or word may end here.
func (r *jsonReader) delimited(at int) bool {
	if at >= len(r.text) {
		return true
	}
	switch r.text[at] {
	case ' ', '\t', '\n', '\r', ',', ':', ']', '}', '[', '{', '"', '/', '#':
		return true
	}
	return false
}

// numberEnd is the offset behind the JSON number at at, 0 if there is none.
func numberEnd(text string, at int) int {
	digits := func() bool {
		start := at
		for at < len(text) && '0' <= text[at] && text[at] <= '9' {
			at++
		}
		return at > start
	}
	if at < len(text) && text[at] == '-' {
		at++
	}
	if at < len(text) && text[at] == '0' {
		at++
	} else if !digits() {
		return 0
	}
	if at < len(text) && text[at] == '.' {
		at++
		if !digits() {
			return 0
		}
	}
	if at < len(text) && text[at]|0x20 == 'e' {
		at++
		if at < len(text) && (text[at] == '+' || text[at] == '-') {
			at++
		}
		if !digits() {
			return 0
		}
	}
	return at
}

func (r *jsonReader) list() *Node {
	n := r.enter(List)
	if r.over {
		return n
	}
	base := len(r.items)
	for r.more(']', len(r.items)-base) {
		item := r.value()
		r.items = append(r.items, item)
	}
	if len(r.items) > base {
		n.Items = append([]*Node(nil), r.items[base:]...)
		r.items = r.items[:base]
	}
	return r.leave(n)
}

// enter goes behind the opening bracket.
func (r *jsonReader) enter(kind NodeKind) *Node {
	n := r.nodes.node(kind, r.at, r.at+1)
	n.Flow = true
	if len(r.open) == maxDepth {
		r.found.add(TooLargeProblem, r.at, r.at+1, "lists and maps nest deeper than %d here", maxDepth)
		r.stop()
	}
	r.open = append(r.open, r.at)
	r.at++
	return n
}

func (r *jsonReader) leave(n *Node) *Node {
	r.open = r.open[:len(r.open)-1]
	n.end = max(r.last, n.end)
	return n
}

// stop makes all open lists and maps end, without more to say.
func (r *jsonReader) stop() {
	r.over, r.at = true, len(r.text)
}

// blanks skips white space, and comments with a problem.
func (r *jsonReader) blanks() {
	for r.at < len(r.text) {
		switch r.text[r.at] {
		case ' ', '\t', '\n', '\r':
			r.at++
		case '/', '#':
			end := commentEnd(r.text, r.at)
			if end == r.at {
				return
			}
			problem := r.found.add(SyntaxProblem, r.at, end, "JSON has no comments")
			problem.Edits = []Edit{{Start: r.at, End: end}}
			r.at = end
		default:
			return
		}
	}
}

// commentEnd is the offset behind the comment at at, at itself if there is none.
func commentEnd(text string, at int) int {
	rest := text[at:]
	switch {
	case strings.HasPrefix(rest, "/*"):
		if i := strings.Index(rest[2:], "*/"); i >= 0 {
			return at + i + 4
		}
		return len(text)
	case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "#"):
		if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
			return at + i
		}
		return len(text)
	}
	return at
}

// runeAt is the length in bytes of the character at at.
func (r *jsonReader) runeAt(at int) int {
	_, size := utf8.DecodeRuneInString(r.text[at:])
	return size
}
