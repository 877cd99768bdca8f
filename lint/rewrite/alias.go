package rewrite

import (
	"fmt"
	"slices"

	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/document"
)

func aliasKinds() []Kind {
	return []Kind{
		{Name: "anchors", Summary: "put anchors where nothing refers to them", rewrite: anchors},
		{Name: "aliases", Summary: "wrote what is there twice as aliases", Shares: true, rewrite: aliases},
		{Name: "merge-keys", Summary: "merged the keys that a map of a list has in common with the one before", Shares: true, rewrite: mergeKeys},
	}
}

func anchors(doc *document.Document) (Rewritten, bool) {
	root := tree(doc.Root, sameText)
	n := 0
	var visit func(*yaml.Node)
	visit = func(node *yaml.Node) {
		n++
		node.Anchor = fmt.Sprintf("a%d", n)
		for i, inner := range node.Content {
			if node.Kind == yaml.SequenceNode || i%2 == 1 {
				visit(inner)
			}
		}
	}
	for i, inner := range root.Content {
		if i%2 == 1 {
			visit(inner)
		}
	}
	return Rewritten{Name: yamlName(doc), Text: printYAML(root, 2, nil), SameValue: true}, n > 0
}

// aliases shares lists, maps and longer strings. Of a step nothing but its
// inputs can be there twice, as it has a name.
func aliases(doc *document.Document) (Rewritten, bool) {
	const short = 8
	root := tree(doc.Root, sameText)
	first := map[string]*yaml.Node{}
	found := 0
	var visit func(*yaml.Node) *yaml.Node
	visit = func(n *yaml.Node) *yaml.Node {
		if n.Kind == yaml.ScalarNode && (n.Tag != "!!str" || len(n.Value) < short) || n.Kind != yaml.ScalarNode && len(n.Content) == 0 {
			return n
		}
		key := string(printJSON(n, jsonStyle{}))
		if same := first[key]; same != nil {
			found++
			if same.Anchor == "" {
				same.Anchor = fmt.Sprintf("shared%d", found)
			}
			return &yaml.Node{Kind: yaml.AliasNode, Value: same.Anchor, Alias: same}
		}
		for i, inner := range n.Content {
			if n.Kind == yaml.SequenceNode || i%2 == 1 {
				n.Content[i] = visit(inner)
			}
		}
		first[key] = n
		return n
	}
	root = visit(root)
	return Rewritten{Name: yamlName(doc), Text: printYAML(root, 2, nil), SameValue: true}, found > 0
}

// mostMerges keeps what is merged into what is merged from growing too large.
const mostMerges = 100

// mergeKeys writes the entries that follow each other in a list, the steps of a
// document for example, as the one before with changes, where all keys of that
// are there again.
func mergeKeys(doc *document.Document) (Rewritten, bool) {
	root := tree(doc.Root, sameText)
	merged := 0
	var visit func(*yaml.Node)
	visit = func(n *yaml.Node) {
		if n.Kind == yaml.SequenceNode {
			for i := len(n.Content) - 1; i > 0; i-- {
				if merged < mostMerges && mergeInto(n.Content[i-1], n.Content[i], merged+1) {
					merged++
				}
			}
		}
		for _, inner := range n.Content {
			if inner.Kind != yaml.AliasNode {
				visit(inner)
			}
		}
	}
	visit(root)
	return Rewritten{Name: yamlName(doc), Text: printYAML(root, 2, nil), SameValue: true}, merged > 0
}

func mergeInto(before, n *yaml.Node, number int) bool {
	if before.Kind != yaml.MappingNode || n.Kind != yaml.MappingNode || len(before.Content) == 0 {
		return false
	}
	var own []*yaml.Node
	for entry := range slices.Chunk(n.Content, 2) {
		other := value(before, entry[0].Value)
		if other == nil || string(printJSON(other, jsonStyle{})) != string(printJSON(entry[1], jsonStyle{})) {
			own = append(own, entry...)
		}
	}
	for key := range slices.Chunk(before.Content, 2) {
		if value(n, key[0].Value) == nil {
			return false
		}
	}
	if len(own) == len(n.Content) {
		return false
	}
	if before.Anchor == "" {
		before.Anchor = fmt.Sprintf("m%d", number)
	}
	n.Content = append([]*yaml.Node{
		{Kind: yaml.ScalarNode, Tag: "!!merge", Value: "<<"}, {Kind: yaml.AliasNode, Value: before.Anchor, Alias: before},
	}, own...)
	return true
}

func value(n *yaml.Node, key string) *yaml.Node {
	for entry := range slices.Chunk(n.Content, 2) {
		if entry[0].Value == key {
			return entry[1]
		}
	}
	return nil
}
