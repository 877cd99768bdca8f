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

// bracketProblem reports a contradiction that comes from a bracket. After the
// first one the others are but its consequences.
func (r *jsonReader) bracketProblem(start, end int, format string, args ...any) *Problem {
	if r.unbalanced {
		return &Problem{}
	}
	r.unbalanced, r.trouble = true, len(r.found.list)+1
	return r.found.add(SyntaxProblem, start, end, format, args...)
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

func (r *jsonReader) object() *Node {
	n := r.enter(Map)
	if r.over {
		return n
	}
	base := len(r.entries)
	var seen map[string]*Node
	for r.more('}', len(r.entries)-base) {
		key := r.key()
		if first := findKey(r.entries[base:], &seen, key); first != nil {
			r.duplicate(key, first)
		}
		// The key takes its place before the value's entries go on the stack.
		r.entries = append(r.entries, Entry{Key: key})
		mine := len(r.entries) - 1
		r.entries[mine].Value = r.member(key)
	}
	if len(r.entries) > base {
		n.Entries = append([]Entry(nil), r.entries[base:]...)
		r.entries = r.entries[:base]
	}
	return r.leave(n)
}

// findKey is the node of an equal key among entries, nil if there is none. seen
// is made when entries are many, and belongs to them.
func findKey(entries []Entry, seen *map[string]*Node, key *Node) *Node {
	const few = 16
	if len(entries) < few {
		for _, e := range entries {
			if e.Key.Text == key.Text && e.Key.Kind < List {
				return e.Key
			}
		}
		return nil
	}
	if *seen == nil {
		*seen = make(map[string]*Node, 2*few)
		for _, e := range entries {
			if (*seen)[e.Key.Text] == nil && e.Key.Kind < List {
				(*seen)[e.Key.Text] = e.Key
			}
		}
	}
	if first := (*seen)[key.Text]; first != nil {
		return first
	}
	(*seen)[key.Text] = key
	return nil
}

func (r *jsonReader) duplicate(key, first *Node) {
	reportDuplicate(r.found, key.Text, key.start, key.end, first)
}

func reportDuplicate(found *problems, key string, start, end int, first *Node) {
	problem := found.add(DuplicateKeyProblem, start, end, "the key %q is written twice; only the last one counts", key)
	found.related(problem, first.start, first.end, "the first one is here")
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

// more goes to the next element of the innermost list or map, which has count
// ones and ends with closer, or behind its end.
func (r *jsonReader) more(closer byte, count int) bool {
	comma, strange := -1, false
	for {
		r.blanks()
		if r.at >= len(r.text) {
			r.unclosed()
			return false
		}
		switch c := r.text[r.at]; c {
		case closer:
			if comma >= 0 {
				problem := r.found.add(SyntaxProblem, comma, comma+1, "JSON takes no comma before a closing %q", closer)
				problem.Edits = []Edit{{Start: comma, End: comma + 1}}
			}
			r.at++
			r.last = r.at
			return false
		case '}', ']':
			r.wrongCloser(closer)
			return false
		case ',':
			if comma >= 0 || count == 0 {
				problem := r.found.add(SyntaxProblem, r.at, r.at+1, "one comma too many")
				problem.Edits = []Edit{{Start: r.at, End: r.at + 1}}
			} else {
				comma = r.at
			}
			r.at++
		case ':', ';', '=', '(', ')':
			switch {
			case strange:
			case c == ':':
				r.bracketProblem(r.at, r.at+1, "%q does not belong here", c)
			default:
				r.found.add(SyntaxProblem, r.at, r.at+1, "%q does not belong here", c)
			}
			strange = true
			r.at++
		default:
			if count > 0 && comma < 0 && !strange {
				problem := r.found.add(SyntaxProblem, r.last, r.last, "a comma is missing")
				problem.Edits = []Edit{{Start: r.last, End: r.last, Text: ","}}
			}
			return true
		}
	}
}

// wrongCloser decides what a closing bracket of the other sort means: it ends an
// outer list or map, and ours was not closed; or it was mistyped.
func (r *jsonReader) wrongCloser(closer byte) {
	c, mine := r.text[r.at], r.open[len(r.open)-1]
	outer := -1
	for i, at := range r.open[:len(r.open)-1] {
		if closerOf(r.text[at]) == c {
			outer = i
		}
	}
	// It cannot end the document when text follows.
	if outer > 0 || outer == 0 && strings.Trim(r.text[r.at+1:], " \t\r\n") == "" {
		problem := r.bracketProblem(r.at, r.at+1, "a %q is missing before this %q", closer, c)
		r.found.related(problem, mine, mine+1, "what is not closed begins here")
		r.last = max(r.last, mine+1)
		return
	}
	problem := r.bracketProblem(r.at, r.at+1, "this %q ought to be a %q", c, closer)
	problem.Suggestion = string(closer)
	r.found.related(problem, mine, mine+1, "what it closes begins here")
	r.at++
	r.last = r.at
}

func closerOf(opener byte) byte {
	if opener == '{' {
		return '}'
	}
	return ']'
}

// unclosed reports the end of the file inside a list or map, once.
func (r *jsonReader) unclosed() {
	r.last = max(r.last, r.open[len(r.open)-1]+1)
	if r.over {
		return
	}
	r.stop()
	mine := r.open[len(r.open)-1]
	problem := r.bracketProblem(r.last, r.last,
		"the file ends where a %q is missing", closerOf(r.text[mine]))
	r.found.related(problem, mine, mine+1, "what is not closed begins here")
}

// key reads the key at r.at.
func (r *jsonReader) key() *Node {
	switch r.text[r.at] {
	case '"':
		return r.quoted()
	case '\'':
		return r.singleQuoted()
	case '{', '[':
		if end := r.reference(); end > 0 {
			return r.unquotedReference(end)
		}
		r.bracketProblem(r.at, r.at+1, "a key in double quotes is missing before this")
		n := r.nodes.node(String, r.at, r.at)
		n.json = true
		return n
	}
	end := r.at
	for !r.delimited(end) && r.text[end] != '=' {
		end++
	}
	if end == r.at {
		end += r.runeAt(r.at)
	}
	n := r.scalar(String, end)
	n.json = true
	r.quote(n, "a key must stand in double quotes")
	return n
}

// quote reports a bare text that needs quotes.
func (r *jsonReader) quote(n *Node, message string) {
	problem := r.found.add(SyntaxProblem, n.start, n.end, "%s", message)
	problem.Edits = []Edit{{Start: n.start, End: n.end, Text: jsonQuote(n.Text)}}
	problem.Suggestion = problem.Edits[0].Text
}

// member reads what follows a key: the colon and the value.
func (r *jsonReader) member(key *Node) *Node {
	r.blanks()
	switch {
	case r.at >= len(r.text):
		r.unclosed()
		return r.nodes.node(Null, key.end, key.end)
	case r.text[r.at] == ':':
		r.at++
		r.last = r.at
	case r.text[r.at] == '=':
		problem := r.found.add(SyntaxProblem, r.at, r.at+1, "a colon belongs between key and value")
		problem.Suggestion = ":"
		problem.Edits = []Edit{{Start: r.at, End: r.at + 1, Text: ":"}}
		r.at++
		r.last = r.at
	case strings.IndexByte(",}]", r.text[r.at]) >= 0:
		r.found.add(SyntaxProblem, key.start, key.end, "the key %q has no value", key.Text)
		return r.nodes.node(Null, key.end, key.end)
	case key.start < key.end:
		problem := r.found.add(SyntaxProblem, key.end, key.end, "a colon is missing after the key")
		problem.Edits = []Edit{{Start: key.end, End: key.end, Text: ":"}}
	}
	r.blanks()
	if r.at >= len(r.text) {
		r.unclosed()
		return r.nodes.node(Null, r.last, r.last)
	}
	if strings.IndexByte(",}]", r.text[r.at]) >= 0 {
		r.found.add(SyntaxProblem, key.start, key.end, "the key %q has no value", key.Text)
		return r.nodes.node(Null, r.last, r.last)
	}
	return r.value()
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

// wordEnds are the bytes at which a text without quotes ends.
const wordEnds = ",:]}[{\"\r\n"

// word reads what is no JSON: True, 0x1F, a text without quotes.
func (r *jsonReader) word() *Node {
	end := r.at + r.runeAt(r.at)
	for end < len(r.text) && strings.IndexByte(wordEnds, r.text[end]) < 0 {
		if isBlank(r.text[end-1]) && commentEnd(r.text, end) > end {
			break
		}
		end++
	}
	for end > r.at+1 && isBlank(r.text[end-1]) {
		end--
	}
	n := r.scalar(String, end)
	n.json = true
	if right, kind := meant(n.Text); right != "" {
		n.Kind, n.json = kind, false
		problem := r.found.add(SyntaxProblem, n.start, n.end, "JSON writes %s for this", right)
		problem.Suggestion = right
		problem.Edits = []Edit{{Start: n.start, End: n.end, Text: right}}
		n.Text = right
		return n
	}
	r.quote(n, "a text must stand in double quotes")
	return n
}

// meant is JSON's spelling of what other languages write differently.
func meant(word string) (right string, kind NodeKind) {
	switch word {
	case "True", "TRUE":
		return "true", Bool
	case "False", "FALSE":
		return "false", Bool
	case "None", "Null", "NULL", "nil", "undefined":
		return "null", Null
	}
	digits := strings.TrimPrefix(word, "+")
	if trimmed := strings.TrimLeft(digits, "0"); trimmed != digits && trimmed != "" && '0' < trimmed[0] && trimmed[0] <= '9' {
		digits = trimmed // 007
	}
	if strings.HasPrefix(digits, ".") {
		digits = "0" + digits
	}
	digits = strings.TrimSuffix(digits, ".")
	if end := numberEnd(digits, 0); end == 0 || end < len(digits) {
		return "", String
	}
	if strings.ContainsAny(digits, ".eE") {
		return digits, Float
	}
	return digits, Int
}

// reference is the offset behind the {{ reference }} without quotes at r.at, 0
// if there is none.
func (r *jsonReader) reference() int {
	rest := r.text[r.at:]
	if !strings.HasPrefix(rest, "{{") {
		return 0
	}
	// Nothing else can stand in a line behind a brace, so a short look is enough.
	const longest = 256
	rest = rest[:min(len(rest), longest)]
	end := strings.Index(rest, "}}")
	if end < 0 || strings.ContainsAny(rest[:end], "\"'\r\n") {
		return 0
	}
	return r.at + end + len("}}")
}

func (r *jsonReader) unquotedReference(end int) *Node {
	n := r.scalar(String, end)
	n.json = true
	problem := r.found.add(UnquotedReferenceProblem, n.start, n.end, "quote this: JSON takes %s for an object", n.Text)
	problem.Suggestion = jsonQuote(n.Text)
	problem.Edits = []Edit{{Start: n.start, End: n.start, Text: `"`}, {Start: n.end, End: n.end, Text: `"`}}
	return n
}

// runeAt is the length in bytes of the character at at.
func (r *jsonReader) runeAt(at int) int {
	_, size := utf8.DecodeRuneInString(r.text[at:])
	return size
}
