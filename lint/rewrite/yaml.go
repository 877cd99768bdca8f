package rewrite

import (
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/document"
)

func yamlKinds() []Kind {
	return []Kind{
		{Name: "yaml", Summary: "wrote YAML in block style", rewrite: asYAML(2, nil)},
		{Name: "yaml-indent", Summary: "indented YAML by five blanks", rewrite: asYAML(5, nil)},
		{Name: "yaml-flow", Summary: "wrote lists and maps in brackets", rewrite: asYAML(2, flow)},
		{Name: "yaml-inner-flow", Summary: "wrote lists and maps without others in them in brackets", rewrite: asYAML(2, innerFlow)},
		{Name: "yaml-single-quotes", Summary: "put strings into single quotes", rewrite: asYAML(2, everyString(yaml.SingleQuotedStyle))},
		{Name: "yaml-double-quotes", Summary: "put strings into double quotes", rewrite: asYAML(2, everyString(yaml.DoubleQuotedStyle))},
		{Name: "yaml-literal", Summary: "wrote strings as literal blocks", rewrite: asYAML(2, everyString(yaml.LiteralStyle))},
		{Name: "yaml-folded", Summary: "wrote strings as folded blocks", rewrite: asYAML(2, everyString(yaml.FoldedStyle))},
	}
}

func asYAML(indent int, style func(*yaml.Node, bool) yaml.Style) func(*document.Document) (Rewritten, bool) {
	return func(doc *document.Document) (Rewritten, bool) {
		return Rewritten{Name: yamlName(doc), Text: printYAML(tree(doc.Root, sameText), indent, style), SameValue: true}, true
	}
}

func flow(n *yaml.Node, _ bool) yaml.Style {
	if n.Kind != yaml.ScalarNode {
		return yaml.FlowStyle
	}
	if strings.Contains(n.Value, "\n") {
		return yaml.DoubleQuotedStyle
	}
	return 0
}

func innerFlow(n *yaml.Node, _ bool) yaml.Style {
	if n.Kind == yaml.ScalarNode {
		return 0
	}
	for _, inner := range n.Content {
		if inner.Kind != yaml.ScalarNode || strings.Contains(inner.Value, "\n") {
			return 0
		}
	}
	return yaml.FlowStyle
}

// everyString is a style for all strings, keys in it only where they stay on one line.
func everyString(style yaml.Style) func(*yaml.Node, bool) yaml.Style {
	block := style == yaml.LiteralStyle || style == yaml.FoldedStyle
	return func(n *yaml.Node, isKey bool) yaml.Style {
		if n.Tag != "!!str" || block && (isKey || !isBlock(n.Value)) {
			return 0
		}
		return style
	}
}

// isBlock tells whether a string can be written as a block by yaml.v3: it gets
// some wrong that begin or end with blanks.
func isBlock(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != line {
			return false
		}
	}
	return text != "" && !strings.HasPrefix(text, "\n") && !strings.HasSuffix(text, "\n\n")
}
