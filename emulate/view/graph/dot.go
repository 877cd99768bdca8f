package graph

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/ssmkit/ssmkit/emulate/view"
)

// DOT writes a graph in the language of Graphviz.
func DOT(w io.Writer, g *Graph) error {
	d := &dotWriter{run: g.path != nil}
	d.printf("digraph runbook {\n")
	d.printf("  graph [label=%s, labelloc=t, compound=true, fontname=\"monospace\"]\n", dotText(view.Printable(g.title())))
	d.printf("  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f6f8fa\", color=\"#8c959f\", fontname=\"monospace\", fontsize=11]\n")
	d.printf("  edge [color=\"#6e7781\", fontname=\"monospace\", fontsize=10]\n")
	d.list(g.root, "  ")
	for _, e := range g.edges {
		d.edge(e)
	}
	d.printf("}\n")
	_, err := w.Write(d.Bytes())
	return err
}

type dotWriter struct {
	bytes.Buffer
	run bool
}

func (d *dotWriter) printf(format string, args ...any) { fmt.Fprintf(d, format, args...) }

// dotStyles are the looks of nodes.
var dotStyles = map[string]string{
	"branch": `fillcolor="#ddf4ff", color="#218bff"`, "people": `peripheries=2, fillcolor="#fff8c5", color="#bf8700"`,
	"unreached": `style="rounded,dashed"`, "missing": `style="rounded,dashed", color="#cf222e", fontcolor="#cf222e"`,
	"success": `fillcolor="#dafbe1", color="#1a7f37", penwidth=2`, "failed": `fillcolor="#ffebe9", color="#cf222e", penwidth=2`,
	"stopped": `fillcolor="#fff8c5", color="#bf8700", penwidth=2`, "untouched": `style="rounded", color="#afb8c1", fontcolor="#8c959f"`,
}

func (d *dotWriter) list(l *list, indent string) {
	for _, n := range l.nodes {
		look := ""
		if style := dotStyles[n.class(d.run)]; style != "" && n.kind != startNode && n.kind != endNode {
			look = ", " + style
		}
		if n.branch {
			look = ", shape=hexagon" + look
		}
		switch {
		case n.kind == startNode:
			d.printf("%s%s [label=\"\", tooltip=%s, shape=circle, width=0.15, style=filled, fillcolor=\"#6e7781\"]\n", indent, n.id, dotText(n.name))
		case n.kind == endNode:
			d.printf("%s%s [label=\"\", tooltip=%s, shape=doublecircle, width=0.1, style=filled, fillcolor=\"#6e7781\"]\n", indent, n.id, dotText(n.name))
		case n.body != nil:
			d.printf("%ssubgraph cluster_%s {\n%s  graph [label=%s, style=\"rounded\", fontsize=11%s]\n", indent, n.id, indent, dotText(n.linesText()), look)
			d.list(n.body, indent+"  ")
			d.printf("%s}\n", indent)
		default:
			d.printf("%s%s [label=%s%s]\n", indent, n.id, dotText(n.linesText()), look)
		}
	}
}

func (n *node) linesText() string {
	var lines []string
	for _, l := range n.lines() {
		lines = append(lines, l.text)
	}
	return strings.Join(lines, "\n")
}

func (d *dotWriter) edge(e *edge) {
	var look []string
	if text := e.labelText(); text != "" {
		lines, _ := wrap(text)
		look = append(look, "label="+dotText(strings.Join(lines, "\n")))
	}
	// Graphviz has no edges between frames: they lead to a node inside and are cut
	// at the frame.
	from, to := e.from.id, e.to.id
	if e.from.body != nil {
		from = e.from.body.end.id
		look = append(look, "ltail=cluster_"+e.from.id)
	}
	if e.to.body != nil {
		to = e.to.body.start.id
		look = append(look, "lhead=cluster_"+e.to.id)
	}
	if e.kind != usual {
		look = append(look, "style=dashed")
	}
	color := ""
	switch {
	case d.run && e.taken == 0:
		color = "#afb8c1"
	case e.kind == afterFailure:
		color = "#cf222e"
	case e.kind == afterCancel:
		color = "#bf8700"
	case e.taken > 0:
		color = "#1a7f37"
	}
	if color != "" {
		look = append(look, fmt.Sprintf("color=%q", color))
	}
	if e.taken > 0 {
		look = append(look, "penwidth=3")
	}
	d.printf("  %s -> %s", from, to)
	if len(look) > 0 {
		d.printf(" [%s]", strings.Join(look, ", "))
	}
	d.printf("\n")
}

// dotText is a quoted string of DOT. A backslash would begin an escape sequence.
func dotText(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}
