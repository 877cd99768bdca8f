package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate/view/graph"
)

// graphFormats are the words for the formats of graphs, the default first.
var graphFormats = []string{"mermaid", "dot", "svg"}

// graphRunbook draws a runbook without running it. Mistakes in it are no
// hindrance: the graph shows them.
func graphRunbook(c *cli.Context, stdin io.Reader, stdout io.Writer) error {
	format := c.String("format")
	if !slices.Contains(graphFormats, format) {
		return usagef("--format is %q, expected mermaid, dot or svg", format)
	}
	if c.NArg() != 1 {
		return usagef("name one runbook to draw, for example: ssmrun graph restart.yaml")
	}
	src, err := readSource(c.Args().First(), stdin)
	if err != nil {
		return err
	}
	doc, problems := document.Parse(src)
	if err := checkKind(doc); err != nil {
		return err
	}
	g, err := graph.New(doc)
	if err != nil {
		if len(problems) > 0 {
			err = wrongAt(src.Name(), problems[0].Span.Start, problems[0].Message)
		}
		return err
	}
	if err := writeGraph(stdout, format, g); err != nil {
		return fmt.Errorf("draw %s: %w", src.Name(), err)
	}
	return nil
}

func writeGraph(w io.Writer, format string, g *graph.Graph) error {
	switch format {
	case "dot":
		return graph.DOT(w, g)
	case "svg":
		return graph.SVG(w, g)
	}
	return graph.Mermaid(w, g)
}

// graphFormat is what the ending of a file's name asks for, empty when it asks for
// nothing that can be drawn.
func graphFormat(file string) string {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".svg":
		return "svg"
	case ".dot", ".gv":
		return "dot"
	case ".mmd", ".mermaid":
		return "mermaid"
	}
	return ""
}
