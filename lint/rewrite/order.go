package rewrite

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/document"
)

func orderKinds() []Kind {
	return []Kind{
		{Name: "reversed-keys", Summary: "turned the order of keys round", Reorders: true, rewrite: ordered(func(entries [][]*yaml.Node) { slices.Reverse(entries) })},
		{Name: "sorted-keys", Summary: "sorted keys by the alphabet", Reorders: true, rewrite: ordered(func(entries [][]*yaml.Node) {
			slices.SortStableFunc(entries, func(a, b []*yaml.Node) int { return strings.Compare(a[0].Value, b[0].Value) })
		})},
	}
}

func ordered(order func([][]*yaml.Node)) func(*document.Document) (Rewritten, bool) {
	return func(doc *document.Document) (Rewritten, bool) {
		if isJSON(doc) && !isPortable(doc) {
			return Rewritten{}, false
		}
		root := tree(doc.Root, sameText)
		reorder(root, order)
		return Rewritten{Name: doc.Source.Name(), Text: print(doc, root), SameValue: true}, true
	}
}

func reorder(n *yaml.Node, order func([][]*yaml.Node)) {
	for _, inner := range n.Content {
		reorder(inner, order)
	}
	if n.Kind == yaml.MappingNode {
		entries := slices.Collect(slices.Chunk(n.Content, 2))
		order(entries)
		n.Content = slices.Concat(entries...)
	}
}
