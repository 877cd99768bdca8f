package graph_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate/view/graph"
)

// BenchmarkSVG draws runbooks whose steps have a common handler. It should grow
// little faster than the number of steps.
func BenchmarkSVG(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var text strings.Builder
			text.WriteString("schemaVersion: '0.3'\nmainSteps:\n")
			for i := range n {
				fmt.Fprintf(&text, "  - {name: step%d, action: 'aws:sleep', inputs: {Duration: PT1S}, onFailure: 'step:handler'}\n", i)
			}
			text.WriteString("  - {name: handler, action: 'aws:sleep', inputs: {Duration: PT1S}}\n")
			doc, _ := document.Parse(document.NewSource("many.yaml", []byte(text.String())))
			for b.Loop() {
				g, err := graph.New(doc)
				if err != nil {
					b.Fatal(err)
				}
				if err := graph.SVG(io.Discard, g); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
