package document_test

import (
	"bytes"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
)

// TestJSONReaderAgreesWithYAML reads the JSON of the corpus with yaml.v3 as
// well, where that can, and compares kinds, texts, lines and columns.
func TestJSONReaderAgreesWithYAML(t *testing.T) {
	t.Parallel()
	compared := 0
	for name, text := range documenttest.Published(t) {
		if !strings.HasSuffix(name, ".json") {
			continue
		}
		var y yaml.Node
		if yaml.Unmarshal(text, &y) != nil {
			continue // \/ and surrogate pairs are beyond yaml.v3
		}
		doc, _ := document.Parse(document.NewSource(name, text))
		compared += compareNodes(t, name, doc.Root, y.Content[0])
	}
	t.Logf("%d nodes are the same", compared)
	if compared < 100_000 {
		t.Errorf("only %d nodes compared", compared)
	}
}

func compareNodes(t *testing.T, name string, n *document.Node, y *yaml.Node) int {
	t.Helper()
	kinds := map[string]document.NodeKind{
		"!!null": document.Null, "!!bool": document.Bool, "!!int": document.Int, "!!float": document.Float,
		"!!str": document.String, "!!seq": document.List, "!!map": document.Map,
	}
	start := n.Span().Start
	if n.Kind != kinds[y.ShortTag()] || n.Text != y.Value || start.Line != y.Line || start.Column != y.Column {
		t.Fatalf("%s: %s %q at %d:%d, but to yaml.v3 it is %s %q at %d:%d",
			name, n.Kind, n.Text, start.Line, start.Column, y.ShortTag(), y.Value, y.Line, y.Column)
	}
	count := 1
	children := n.Items
	for _, e := range n.Entries {
		children = append(children, e.Key, e.Value)
	}
	if len(children) != len(y.Content) {
		t.Fatalf("%s:%d: %d children, but to yaml.v3 %d", name, start.Line, len(children), len(y.Content))
	}
	for i, child := range children {
		count += compareNodes(t, name, child, y.Content[i])
	}
	return count
}

// TestYAMLEndsAgreeWithJSON writes JSON behind a YAML comment, so that the YAML
// reader has to find the ends that the JSON reader knows.
func TestYAMLEndsAgreeWithJSON(t *testing.T) {
	t.Parallel()
	for name, text := range documenttest.Published(t) {
		if !strings.HasSuffix(name, ".json") || bytes.Contains(text, []byte(`\/`)) {
			continue
		}
		const comment = "# as YAML\n"
		asYAML, problems := document.Parse(document.NewSource(name, append([]byte(comment), text...)))
		if asYAML.Root == nil || len(problems) > 0 {
			continue
		}
		asJSON, _ := document.Parse(document.NewSource(name, text))
		var ends []int
		for n := range asJSON.Root.All() {
			_, end := n.Offsets()
			ends = append(ends, end+len(comment))
		}
		i := 0
		for n := range asYAML.Root.All() {
			if _, end := n.Offsets(); end != ends[i] {
				t.Fatalf("%s: %s %q ends at byte %d, want %d", name, n.Kind, n.Text, end, ends[i])
			}
			i++
		}
	}
}
