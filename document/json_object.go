package document

import "strings"

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
