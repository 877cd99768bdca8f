package graph_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate/view/graph"
	"github.com/ssmkit/ssmkit/emulate/view/graph/layout"
)

// FuzzGraph draws whatever a document has: as XML that can be read, in which no
// boxes overlap, and as lines that Mermaid takes.
func FuzzGraph(f *testing.F) {
	for _, steps := range []string{
		"[{name: a, action: 'aws:\"]; click', nextStep: a}, {name: '%%{init}%%', onFailure: 'step:<&>'}]",
		"[{name: l, action: 'aws:loop', inputs: {Iterators: [1], Steps: [{name: b, action: 'aws:pause', onCancel: 'step:c'}]}}, {name: c}]",
		"[{name: a, action: 'aws:branch', inputs: {Choices: [{And: [{Variable: x, Contains: \"\\u0000\\n\"}], NextStep: a}], Default: b}}, {name: b}]",
		"[{action: x}, 3, {name: [a], action: {b: c}, inputs: 3, nextStep: 3, onFailure: 'step:x'}]",
	} {
		f.Add("schemaVersion: '0.3'\nmainSteps: " + steps + "\n")
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, _ := document.Parse(document.NewSource("fuzz.yaml", []byte(text)))
		g, err := graph.New(doc)
		if err != nil {
			return
		}
		var svg, mermaid, dot bytes.Buffer
		if err := graph.SVG(&svg, g); errors.As(err, new(*layout.TooLargeError)) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(graph.Mermaid(&mermaid, g), graph.DOT(&dot, g)); err != nil {
			t.Fatal(err)
		}
		checkSVG(t, "fuzz.yaml", svg.Bytes())
		checkMermaid(t, "fuzz.yaml", mermaid.String())
	})
}
