package rewrite

import (
	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/document"
)

func attributeKinds() []Kind {
	return []Kind{
		{Name: "descriptions", Summary: "described parameters, steps and the document", Renames: true, rewrite: described},
		{Name: "written-defaults", Summary: "wrote what steps do without a word of it", Renames: true, rewrite: writtenDefaults},
	}
}

func described(doc *document.Document) (Rewritten, bool) {
	if !isWritten(doc) {
		return Rewritten{}, false
	}
	root, byNode := indexedTree(doc)
	add := func(n *document.Node) {
		addEntry(byNode[n], "description", "What **this** is: `x`, and so on.", "!!str")
	}
	add(doc.Root)
	for _, p := range doc.Parameters {
		add(p.Node)
	}
	if doc.SchemaVersion != nil && doc.SchemaVersion.Text != "1.2" {
		for step := range doc.AllSteps() {
			add(step.Node)
		}
	}
	return Rewritten{Name: doc.Source.Name(), Text: print(doc, root)}, true
}

// writtenDefaults writes those that hold for steps of every action, with and
// without other keys.
func writtenDefaults(doc *document.Document) (Rewritten, bool) {
	if doc.Kind != document.Automation || !isWritten(doc) {
		return Rewritten{}, false
	}
	root, byNode := indexedTree(doc)
	for step := range doc.AllSteps() {
		addEntry(byNode[step.Node], "maxAttempts", "1", "!!int")
		addEntry(byNode[step.Node], "onFailure", "Abort", "!!str")
	}
	return Rewritten{Name: doc.Source.Name(), Text: print(doc, root)}, len(doc.Steps) > 0
}

// isWritten tells whether the document is of a kind that people write, as a map.
func isWritten(doc *document.Document) bool {
	switch doc.Kind {
	case document.Automation, document.Command, document.Session:
		return doc.Root.Kind == document.Map && (!isJSON(doc) || isPortable(doc))
	}
	return false
}

// indexedTree is a tree with the maps of the document that are in it.
func indexedTree(doc *document.Document) (*yaml.Node, map[*document.Node]*yaml.Node) {
	root := tree(doc.Root, sameText)
	byNode := map[*document.Node]*yaml.Node{}
	var visit func(*document.Node, *yaml.Node)
	visit = func(n *document.Node, y *yaml.Node) {
		byNode[n] = y
		for i, item := range n.Items {
			visit(item, y.Content[i])
		}
		for i, e := range n.Entries {
			visit(e.Value, y.Content[2*i+1])
		}
	}
	visit(doc.Root, root)
	return root, byNode
}

// addEntry adds a key to a map that does not have it.
func addEntry(n *yaml.Node, key, text, tag string) {
	if n == nil || n.Kind != yaml.MappingNode || value(n, key) != nil {
		return
	}
	n.Content = append(n.Content,
		&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: text})
}
