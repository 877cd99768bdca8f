package document

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// yamlReader makes our nodes from those of yaml.v3, which have a start in lines
// and code points and no end.
type yamlReader struct {
	text  []byte // the text that yaml.v3 read: the file, perhaps with mends
	mends []mend
	found *problems
	nodes slab
	lines []int // offset of the first byte of each line, as YAML breaks lines
	// The cursor is the place that was asked for last. Nodes come in the order of
	// the file, so that a line of megabytes is counted once.
	line, column, offset int
	// last is the end of what was read so far. yaml.v3 is not always right about
	// the place of empty nodes, which cannot stand before it.
	last int
	// anchors knows what every anchored node became.
	anchors map[*yaml.Node]*anchored
	// aliased counts the nodes that aliases and merge keys stand for.
	aliased int
	// quoted counts the texts that mends put into quotes. A quote that fell into
	// the middle of a text is but a sign, and the tree is not what was written.
	quoted int
	// over tells that a limit is reached; what is left is not read.
	over bool
}

// anchored is what aliases share. The node is nil as long as it is being read.
type anchored struct {
	node         *Node
	size, height int
}

// extent is what reading one node of yaml.v3 gives, beside the node.
type extent struct {
	end          int // in yamlReader.text; behind the alias for an alias
	size, height int // nodes and levels, aliases written out
}

func readYAML(src *Source, found *problems) *Node {
	if len(src.text) > maxYAMLBytes {
		return tooLarge(src, found)
	}
	parsed := parseYAML(src, found)
	if parsed.root == nil {
		return nil
	}
	r := &yamlReader{
		text: parsed.text, mends: parsed.mends, found: found, nodes: newSlab(src),
		lines: yamlLines(parsed.text), anchors: map[*yaml.Node]*anchored{},
	}
	r.line, r.column, r.offset = 1, 1, r.lines[0]
	if parsed.second != nil {
		start := r.at(parsed.second)
		found.add(MultipleDocumentsProblem, r.original(start), r.original(r.lineEnd(start)),
			"a second document begins here; a file holds one, and this one is not read")
		r.line, r.column, r.offset = 1, 1, r.lines[0]
	}
	root, _ := r.read(parsed.root, 0)
	if r.over || parsed.broken || r.quoted < openings(r.mends) {
		return nil
	}
	return root
}

// decodeYAML gives the first document of a stream that holds something, and the
// beginning of the second one; nil where there is none.
func decodeYAML(text []byte) (root, second *yaml.Node, err error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var doc yaml.Node
		switch err := decoder.Decode(&doc); {
		case errors.Is(err, io.EOF):
			return root, nil, nil
		case err != nil:
			return root, nil, err
		}
		if len(doc.Content) == 0 || isEmpty(doc.Content[0]) {
			continue
		}
		if root != nil {
			return root, &doc, nil
		}
		root = doc.Content[0]
	}
}

func isEmpty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "" && n.Style&^yaml.TaggedStyle == 0
}

// read makes a node and everything below it.
func (r *yamlReader) read(y *yaml.Node, depth int) (*Node, extent) {
	start := r.at(y)
	if depth > maxDepth && y.Kind != yaml.ScalarNode {
		r.tooDeep(start)
	}
	if r.over {
		return r.node(Null, start, start), extent{end: start, size: 1}
	}
	if y.Kind == yaml.AliasNode {
		return r.alias(y, start, depth)
	}
	r.last = max(r.last, start)
	known := r.anchor(y)
	r.foreignTag(y, start)
	var n *Node
	var e extent
	switch y.Kind {
	case yaml.MappingNode:
		n, e = r.mapping(y, r.content(y, start), depth)
	case yaml.SequenceNode:
		n, e = r.sequence(y, r.content(y, start), depth)
	default:
		n, e = r.scalar(y, start)
	}
	r.last = max(r.last, e.end)
	if known != nil {
		known.node, known.size, known.height = n, e.size, e.height
	}
	return n, e
}

// anchor opens the entry of an anchored node, nil for other nodes.
func (r *yamlReader) anchor(y *yaml.Node) *anchored {
	if y.Anchor == "" {
		return nil
	}
	a := &anchored{}
	r.anchors[y] = a
	return a
}

func (r *yamlReader) tooDeep(start int) {
	if !r.over {
		r.found.add(TooLargeProblem, r.original(start), r.original(start)+1,
			"lists and maps nest deeper than %d here", maxDepth)
	}
	r.over = true
}

// node makes a node at offsets of r.text.
func (r *yamlReader) node(kind NodeKind, start, end int) *Node {
	return r.nodes.node(kind, r.original(start), r.original(end))
}

func (r *yamlReader) alias(y *yaml.Node, start, depth int) (*Node, extent) {
	end := start + 1 + len(y.Value)
	r.last = max(r.last, end)
	target := r.anchors[y.Alias]
	if target == nil || target.node == nil {
		r.found.add(AliasProblem, r.original(start), r.original(end),
			"*%s stands inside &%s itself, so it has no end", y.Value, y.Value)
		return r.node(Null, start, end), extent{end: end, size: 1}
	}
	if depth+target.height > maxDepth {
		r.tooDeep(start)
	}
	r.charge(target.size, start, end)
	return target.node, extent{end: end, size: target.size, height: target.height}
}

// charge counts nodes that the file does not write out.
func (r *yamlReader) charge(size, start, end int) {
	r.aliased += size
	if r.aliased > maxAliased && !r.over {
		r.over = true
		r.found.add(TooLargeProblem, r.original(start), r.original(end),
			"with this alias, the aliases of the file stand for more than %d nodes", maxAliased)
	}
}

func (r *yamlReader) sequence(y *yaml.Node, start, depth int) (*Node, extent) {
	n := r.node(List, start, start)
	n.Flow = r.text[start] == '[' && y.Style&yaml.FlowStyle != 0
	e := extent{end: start + 1, size: 1}
	if len(y.Content) > 0 {
		n.Items = make([]*Node, len(y.Content))
	}
	for i, item := range y.Content {
		child, ce := r.read(item, depth+1)
		n.Items[i] = child
		e.add(ce)
	}
	r.close(n, &e, ']')
	return n, e
}

func (e *extent) add(child extent) {
	e.end = max(e.end, child.end)
	e.size += child.size
	e.height = max(e.height, child.height+1)
}

// close finds the end of a list or map whose children are read.
func (r *yamlReader) close(n *Node, e *extent, closer byte) {
	if n.Flow {
		e.end = r.closer(e.end, closer)
	}
	n.end = r.original(e.end)
}

// closer is the offset behind the closing bracket. Between the last child and
// the bracket only blanks, commas, comments, and marks of empty nodes can stand.
func (r *yamlReader) closer(at int, closer byte) int {
	for at < len(r.text) {
		switch c := r.text[at]; c {
		case closer:
			return at + 1
		case '#':
			at = r.lineEnd(at)
		default:
			at++
		}
	}
	return at
}

func (r *yamlReader) mapping(y *yaml.Node, start, depth int) (*Node, extent) {
	n := r.node(Map, start, start)
	n.Flow = r.text[start] == '{' && y.Style&yaml.FlowStyle != 0
	if n.Flow && r.isReference(y, start) {
		return r.unquotedReference(y, start)
	}
	e := extent{end: start, size: 1}
	if n.Flow {
		e.end++
	}
	m := yamlMap{yamlReader: r, entries: make([]Entry, 0, len(y.Content)/2)}
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, ke := r.read(y.Content[i], depth+1)
		value, ve := r.read(y.Content[i+1], depth+1)
		e.add(ke)
		e.add(ve)
		m.add(y.Content[i], key, ke, value)
		if r.over {
			break
		}
	}
	merged := m.mergeAll()
	e.size += merged
	n.Entries = m.entries
	r.close(n, &e, '}')
	return n, e
}

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

// content is where a list or map itself begins, behind its anchor and tag.
func (r *yamlReader) content(y *yaml.Node, start int) int {
	if y.Anchor == "" && y.Style&yaml.TaggedStyle == 0 && y.Style&yaml.FlowStyle == 0 {
		return start
	}
	return min(r.properties(start), len(r.text)-1)
}

// properties is the offset behind the anchor and the tag that may stand at at,
// and what blanks and comments follow them.
func (r *yamlReader) properties(at int) int {
	for at < len(r.text) && isProperty(r.text[at]) {
		at = r.skip(r.word(at))
	}
	return at
}

// propertiesEnd is the offset directly behind them.
func (r *yamlReader) propertiesEnd(at int) int {
	end := at
	for at < len(r.text) && isProperty(r.text[at]) {
		end = r.word(at)
		at = r.skip(end)
	}
	return end
}

func isProperty(c byte) bool { return c == '&' || c == '!' }

// word is the end of an anchor or tag, as yaml.v3 sees it: it lets a tag have
// commas and brackets.
func (r *yamlReader) word(at int) int {
	tag := r.text[at] == '!'
	for at++; at < len(r.text); at++ {
		c := r.text[at]
		if tag && (isBlank(c) || breakAt(r.text, at) > 0) || !tag && !isNameByte(c) {
			break
		}
	}
	return at
}

// skip goes over blanks, line breaks and comments.
func (r *yamlReader) skip(at int) int {
	for at < len(r.text) {
		switch {
		case isBlank(r.text[at]):
			at++
		case r.text[at] == '#':
			at = r.lineEnd(at)
		default:
			size := breakAt(r.text, at)
			if size == 0 {
				return at
			}
			at += size
		}
	}
	return at
}

func (r *yamlReader) lineEnd(at int) int {
	for at < len(r.text) && breakAt(r.text, at) == 0 {
		at++
	}
	return at
}

// at is the offset in r.text of a node's line and column.
func (r *yamlReader) at(y *yaml.Node) int {
	line := min(max(y.Line, 1), len(r.lines))
	if line != r.line || y.Column < r.column {
		r.line, r.column, r.offset = line, 1, r.lines[line-1]
	}
	for r.column < y.Column && r.offset < len(r.text) {
		_, size := utf8.DecodeRune(r.text[r.offset:])
		r.offset += size
		r.column++
	}
	return r.offset
}

// yamlLines are the starts of the lines as YAML breaks them: beside \n also at a
// lone \r and at three characters of Unicode. A byte order mark takes no column.
func yamlLines(text []byte) []int {
	lines := make([]int, 1, 1+bytes.Count(text, []byte{'\n'}))
	if bytes.HasPrefix(text, []byte(byteOrderMark)) {
		lines[0] = len(byteOrderMark)
	}
	for at := 0; at < len(text); at++ {
		if size := breakAt(text, at); size > 0 {
			at += size - 1
			lines = append(lines, at+1)
		}
	}
	return lines
}

// breakAt is the length of the line break at at, 0 if there is none.
func breakAt(text []byte, at int) int {
	switch text[at] {
	case '\n':
		return 1
	case '\r':
		if at+1 < len(text) && text[at+1] == '\n' {
			return 2
		}
		return 1
	case 0xC2: // NEL
		if at+1 < len(text) && text[at+1] == 0x85 {
			return 2
		}
	case 0xE2: // LS, PS
		if at+2 < len(text) && text[at+1] == 0x80 && (text[at+2] == 0xA8 || text[at+2] == 0xA9) {
			return 3
		}
	}
	return 0
}
