package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/emulate/view"
)

// Mermaid writes a graph as a Mermaid flowchart, which GitHub and GitLab draw in
// Markdown.
func Mermaid(w io.Writer, g *Graph) error {
	m := &mermaid{graph: g, classes: map[string][]string{}}
	// A JSON text is a YAML text, too.
	title, err := json.Marshal(view.Printable(g.title()))
	if err != nil {
		return err
	}
	m.printf("---\ntitle: %s\n---\nflowchart TD\n", title)
	m.list(g.root, "  ")
	for i, e := range g.edges {
		m.edge(i, e)
	}
	m.styles()
	_, err = w.Write(m.Bytes())
	return err
}

type mermaid struct {
	bytes.Buffer
	graph   *Graph
	classes map[string][]string // the nodes of each
}

func (m *mermaid) printf(format string, args ...any) { fmt.Fprintf(m, format, args...) }

func (m *mermaid) list(l *list, indent string) {
	for _, n := range l.nodes {
		text := m.text(n)
		switch {
		case n.kind == startNode:
			m.printf("%s%s([%s])\n", indent, n.id, text)
			continue
		case n.kind == endNode:
			m.printf("%s%s([%s])\n", indent, n.id, text)
			continue
		case n.body != nil:
			m.printf("%ssubgraph %s[%s]\n%s  direction TB\n", indent, n.id, text, indent)
			m.list(n.body, indent+"  ")
			m.printf("%send\n", indent)
		case n.branch:
			m.printf("%s%s{{%s}}\n", indent, n.id, text)
		case n.people:
			m.printf("%s%s[[%s]]\n", indent, n.id, text)
		default:
			m.printf("%s%s[%s]\n", indent, n.id, text)
		}
		class := n.class(m.graph.path != nil)
		m.classes[class] = append(m.classes[class], n.id)
	}
}

func (m *mermaid) text(n *node) string {
	switch loop := n.in.loop; {
	case n.body != nil:
		// There is room for one line above a subgraph.
		return quoted([]string{view.Printable(n.name) + ", " + view.Printable(n.action)})
	case n.kind == startNode && loop != nil:
		var about []string
		for _, l := range loop.lines() {
			if l.class == "note" || l.class == "outcome" {
				about = append(about, l.text)
			}
		}
		return quoted(about)
	case n.step == nil && n.kind != missingNode:
		return quoted([]string{n.name})
	}
	return quoted(strings.Split(n.linesText(), "\n"))
}

func (m *mermaid) edge(i int, e *edge) {
	arrow := "-->"
	switch {
	case e.kind != usual:
		arrow = "-.->"
	case e.taken > 0:
		arrow = "==>"
	}
	label := ""
	if text := e.labelText(); text != "" {
		lines, _ := wrap(text)
		label = "|" + quoted(lines) + "|"
	}
	m.printf("  %s %s%s %s\n", e.from.id, arrow, label, e.to.id)
	class := ""
	switch {
	case m.graph.path != nil && e.taken == 0:
		class = "faint"
	case e.kind == afterFailure:
		class = "failure"
	case e.kind == afterCancel:
		class = "cancel"
	case e.taken > 0:
		class = "way"
	}
	if class != "" {
		if e.taken > 0 {
			class += " taken"
		}
		m.classes["link "+class] = append(m.classes["link "+class], fmt.Sprint(i))
	}
}

// mermaidStyles are the looks of nodes and links in colours that can be read on
// light and dark ground.
var mermaidStyles = map[string]string{
	"branch": "stroke:#218bff", "people": "stroke:#bf8700,stroke-width:2px", "loop": "stroke:#8c959f",
	"unreached": "stroke-dasharray:3 3", "missing": "stroke:#cf222e,stroke-dasharray:3 3",
	"success": "stroke:#2da44e,stroke-width:3px", "failed": "stroke:#cf222e,stroke-width:3px",
	"stopped": "stroke:#bf8700,stroke-width:3px", "untouched": "stroke:#afb8c1,color:#8c959f",
	"link failure": "stroke:#cf222e", "link cancel": "stroke:#bf8700", "link way taken": "stroke:#2da44e,stroke-width:3px",
	"link failure taken": "stroke:#cf222e,stroke-width:4px", "link cancel taken": "stroke:#bf8700,stroke-width:4px",
	"link faint": "stroke:#afb8c1",
}

func (m *mermaid) styles() {
	var names []string
	for name := range m.classes {
		if mermaidStyles[name] != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		style, members := mermaidStyles[name], strings.Join(m.classes[name], ",")
		if strings.HasPrefix(name, "link ") {
			m.printf("  linkStyle %s %s\n", members, style)
			continue
		}
		m.printf("  classDef %s %s\n  class %s %s\n", name, style, members, name)
	}
}

// quoted is a text of several lines as Mermaid reads it: what could mean
// something to it, or to the Markdown and HTML that it knows, is written as a
// number.
func quoted(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteString("<br/>")
		}
		for _, r := range line {
			if strings.ContainsRune("\"#<>&`%;\\*_~$|", r) {
				fmt.Fprintf(&b, "#%d;", r)
				continue
			}
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}
