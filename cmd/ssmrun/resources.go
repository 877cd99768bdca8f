package main

import (
	"regexp"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
)

// resourceID is the form of IDs of resources that the account can have.
var resourceID = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b(?:i|vol|snap|ami|sg|subnet)-(?:[0-9a-f]{17}|[0-9a-f]{8})\b`)
})

// namedResources are the resources that the document itself takes for granted: in
// defaults of parameters and in inputs of steps.
func namedResources(doc *document.Document) []string {
	var ids []string
	add := func(n *document.Node) {
		for _, text := range textsOf(n) {
			ids = append(ids, resourceID().FindAllString(text, -1)...)
		}
	}
	for _, p := range doc.Parameters {
		add(p.Default)
	}
	for s := range doc.AllSteps() {
		add(s.Inputs)
	}
	return ids
}

// textsOf are the texts in a part of the document. Scripts are no lists of IDs.
func textsOf(n *document.Node) []string {
	if n == nil {
		return nil
	}
	var out []string
	for n := range n.All() {
		if n.IsString() && !strings.Contains(n.Text, "\n") {
			out = append(out, n.Text)
		}
	}
	return out
}
