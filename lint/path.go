package lint

import "github.com/ssmkit/ssmkit/document"

// pathAt is the place in a document of the smallest part that holds a byte of
// the file. It serves findings about text: a comment, a broken key. Where there
// is a node, the document knows its path.
func pathAt(doc *document.Document, offset int) string {
	n, isKey := doc.Root, false
	for n != nil && !isKey { // what is inside a key has no path
		inner, innerIsKey := partAt(n, offset)
		if inner == nil {
			break
		}
		n, isKey = inner, innerIsKey
	}
	return doc.Path(n)
}

// partAt is the key, value or element of a node that holds a byte of the file;
// nil if there is none.
func partAt(n *document.Node, offset int) (part *document.Node, isKey bool) {
	for _, item := range n.Items {
		if holds(item, offset) {
			return item, false
		}
	}
	for _, e := range n.Entries {
		switch {
		case e.Merged:
		case holds(e.Key, offset):
			return e.Key, true
		case holds(e.Value, offset):
			return e.Value, false
		}
	}
	return nil, false
}

func holds(n *document.Node, offset int) bool {
	start, end := n.Offsets()
	return start <= offset && offset < end
}
