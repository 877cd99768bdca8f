package rewrite

import (
	"path"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func jsonKinds() []Kind {
	return []Kind{
		{Name: "json", Summary: "wrote indented JSON", rewrite: asJSON(jsonStyle{indent: "    "})},
		{Name: "json-tabs", Summary: "indented JSON by tabs", rewrite: asJSON(jsonStyle{indent: "\t"})},
		{Name: "json-compact", Summary: "wrote JSON on one line", rewrite: asJSON(jsonStyle{})},
		{Name: "json-escapes", Summary: "wrote the letters of JSON as escapes", rewrite: asJSON(jsonStyle{escape: true, indent: " "})},
	}
}

func asJSON(style jsonStyle) func(*document.Document) (Rewritten, bool) {
	return func(doc *document.Document) (Rewritten, bool) {
		if !isPortable(doc) {
			return Rewritten{}, false
		}
		return Rewritten{Name: jsonName(doc), Text: printJSON(tree(doc.Root, sameText), style), SameValue: true}, true
	}
}

func jsonName(doc *document.Document) string { return withExtension(doc.Source.Name(), ".json") }

func yamlName(doc *document.Document) string { return withExtension(doc.Source.Name(), ".yaml") }

func withExtension(name, extension string) string {
	return strings.TrimSuffix(name, path.Ext(name)) + extension
}
