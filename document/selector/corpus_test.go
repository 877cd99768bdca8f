package selector_test

import (
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
)

// publishedSelectors are the distinct selectors of the published documents, each
// with a document that has it.
func publishedSelectors(t *testing.T) map[string]string {
	t.Helper()
	selectors := map[string]string{}
	for name, text := range documenttest.Published(t) {
		doc, _ := document.Parse(document.NewSource(name, text))
		for n := range doc.Root.All() {
			for _, key := range []string{"Selector", "PropertySelector"} {
				if selector := n.Get(key); selector.IsString() {
					selectors[selector.Text] = name
				}
			}
		}
	}
	return selectors
}
