package document

import (
	"slices"
	"strconv"
	"strings"
)

// place is where a node hangs: below a key or at an index of another one.
type place struct {
	parent *Node
	key    string
	index  int // -1 below a key
}

// Path is the place of a node in the document, mainSteps[0].outputs[1].Type for
// example, and that of its value for a key. It is empty for the root and for
// nodes of another document. A node that several YAML aliases share has the
// path of the first. The index is made when it is first needed and then shared, so
// only documents with findings below the root pay for it.
func (d *Document) Path(n *Node) string {
	if n == nil || n == d.Root {
		return ""
	}
	d.paths.once.Do(func() {
		d.paths.above = map[*Node]place{}
		d.index(d.Root)
	})
	var segments []string
	for n != d.Root {
		p, ok := d.paths.above[n]
		if !ok {
			return ""
		}
		if p.index >= 0 {
			segments = append(segments, "["+strconv.Itoa(p.index)+"]")
		} else {
			segments = append(segments, pathKey(p.key))
		}
		n = p.parent
	}
	var b strings.Builder
	for _, segment := range slices.Backward(segments) {
		if b.Len() > 0 && segment[0] != '[' {
			b.WriteByte('.')
		}
		b.WriteString(segment)
	}
	return b.String()
}

// index visits every node once, shared ones too, so an alias bomb costs no more
// than its text.
func (d *Document) index(n *Node) {
	if n == nil {
		return
	}
	add := func(child *Node, p place) bool {
		if _, seen := d.paths.above[child]; seen {
			return false
		}
		d.paths.above[child] = p
		return true
	}
	for i, item := range n.Items {
		if add(item, place{n, "", i}) {
			d.index(item)
		}
	}
	for _, e := range n.Entries {
		p := place{n, e.Key.Text, -1}
		add(e.Key, p)
		if add(e.Value, p) {
			d.index(e.Value)
		}
	}
}

// pathKey writes a key so that the path stays readable and unambiguous: keys
// that could be taken for more than one segment are put in brackets and quotes.
func pathKey(key string) string {
	if key == "" || strings.ContainsAny(key, ".[]\"' \t\r\n") {
		return "[" + strconv.Quote(key) + "]"
	}
	return key
}
