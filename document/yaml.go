package document

import (
	"bytes"
	"errors"
	"io"

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
	// between are the places in text of what was put in between texts. astray
	// tells that one of them is a part of a text, as with a quote.
	between []int
	astray  bool
	// closings are the places in text of closing quotes that were put in.
	closings []int
	// over tells that a limit is reached; what is left is not read.
	over bool
	// repeats tells that the keys of a map begin again.
	repeats bool
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
		lines: yamlLines(parsed.text), between: placesOf(between, parsed.mends),
		closings: placesOf(closing, parsed.mends), anchors: map[*yaml.Node]*anchored{},
	}
	r.line, r.column, r.offset = 1, 1, r.lines[0]
	if parsed.second != nil {
		start := r.at(parsed.second)
		found.add(MultipleDocumentsProblem, r.original(start), r.original(r.lineEnd(start)),
			"a second document begins here; a file holds one, and this one is not read")
		r.line, r.column, r.offset = 1, 1, r.lines[0]
	}
	root, _ := r.read(parsed.root, 0)
	if r.over || parsed.broken || r.astray || r.quoted < quotesOf(r.mends) {
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
	if r.repeats && !n.Flow {
		n.Items = r.apart(n.Items)
	}
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
	m.reportDoubles(start)
	merged := m.mergeAll()
	e.size += merged
	n.Entries = m.entries
	r.close(n, &e, '}')
	return n, e
}
