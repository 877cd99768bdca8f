package graph

import (
	"fmt"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/view"
)

// How much is drawn of a text: so many cells in a line, so many lines.
const (
	lineCells = 38
	mostCells = 48 // of what has no blanks
	mostLines = 4
)

// wrap breaks a text into lines that fit, at blanks where there are any. What is
// too long ends with dots; whole is false then.
func wrap(text string) (lines []string, whole bool) {
	text = strings.Join(strings.Fields(view.Printable(text)), " ")
	for text != "" {
		if len(lines) == mostLines {
			lines[mostLines-1] += "..."
			return lines, false
		}
		line := head(text)
		text = strings.TrimPrefix(text[len(line):], " ")
		lines = append(lines, line)
	}
	return lines, true
}

// head is as much of a text as fits a line.
func head(text string) string {
	cells, end, blank := 0, 0, -1
	for rest, state := text, -1; rest != ""; {
		var cluster string
		var width int
		cluster, rest, width, state = uniseg.FirstGraphemeClusterInString(rest, state)
		// The number of a choice does not stand alone.
		if cluster == " " && end > len("10:") {
			blank = end
		}
		switch wide := cells+width > lineCells; {
		case wide && blank > 0:
			return text[:blank]
		case cells+width > mostCells:
			return text[:end]
		}
		cells += width
		end += len(cluster)
	}
	return text
}

// cells is how wide a text is.
func cells(text string) int { return document.DisplayWidth(text) }

// labelText is the label of an edge in one line. Choices are numbered, since the
// first that is true counts.
func (e *edge) labelText() string {
	if e.choice > 0 {
		return fmt.Sprintf("%d: %s", e.choice, e.label)
	}
	return e.label
}

// outcome is what a run did at a node, empty where it did not come.
func (n *node) outcome() string {
	v := n.visit
	if v == nil {
		return ""
	}
	parts := []string{string(v.status)}
	switch v.status {
	case emulate.InProgress, emulate.Waiting, emulate.Cancelling:
	default:
		parts[0] += " in " + view.Duration(v.took)
	}
	switch {
	case n.body != nil:
		parts = append(parts, count(v.rounds, "iteration"))
	case v.times > 1:
		parts = append(parts, count(v.times, "time"))
	case v.attempts > 1:
		parts = append(parts, count(v.attempts, "attempt"))
	}
	return strings.Join(parts, ", ")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// title is what the whole picture shows.
func (g *Graph) title() string {
	if g.path == nil {
		return g.name
	}
	line := fmt.Sprintf("%s: %s", g.name, g.path.status)
	if !g.path.end.IsZero() {
		line += " in " + view.Duration(g.path.end.Sub(g.path.start))
	}
	return line
}

// class is the look of a node.
func (n *node) class(run bool) string {
	switch {
	case n.kind == missingNode:
		return "missing"
	case run && n.visit == nil:
		return "untouched"
	case run:
		switch n.visit.status {
		case emulate.Success, emulate.Exited:
			return "success"
		case emulate.Failed, emulate.TimedOut:
			return "failed"
		}
		return "stopped"
	case !n.reached:
		return "unreached"
	case n.people:
		return "people"
	case n.branch:
		return "branch"
	case n.body != nil:
		return "loop"
	}
	return "plain"
}
