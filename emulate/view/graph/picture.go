package graph

import (
	"github.com/ssmkit/ssmkit/emulate/view/graph/layout"
)

// The sizes of what is drawn. The font is one in which all characters are equally
// wide, so that texts have a known width wherever the picture is looked at.
const (
	nameCell, nameLine = 7.9, 18.0 // of 13 px
	textCell, textLine = 6.7, 15.0 // of 11 px
	padX, padY         = 12.0, 8.0
	dot                = 16.0 // the size of start and end
	markGap            = 4.0
	bodyPad            = 16.0 // between the frame of a loop and its steps
)

// picture is a list of steps with the places of everything in it.
type picture struct {
	list   *list
	layout layout.Layout
	texts  [][]line // by node
	bodies []*picture
	edges  []drawnEdge
}

// line is one line of text in a node or label.
type line struct {
	text  string
	name  bool // large
	class string
}

// drawnEdge is an edge with its lines of text.
type drawnEdge struct {
	*edge
	from, to int // in the list
	label    []line
	hidden   string // the whole label where it is shortened
}

// draw places a list and what is inside of its loops.
func (g *Graph) draw(l *list) (*picture, error) {
	p := &picture{list: l}
	at := map[*node]int{}
	var in layout.Graph
	for i, n := range l.nodes {
		at[n] = i
		lines := n.lines()
		size := sizeOf(lines)
		size.W, size.H = size.W+2*padX, size.H+2*padY
		if n.branch {
			size.W += 2 * padX // for the corners
		}
		var body *picture
		switch {
		case n.kind == startNode || n.kind == endNode:
			size = layout.Size{W: dot, H: dot}
			if l.loop != nil { // the name stands beside it
				size.W += 2 * (textCell*float64(cells(n.name)) + markGap)
			}
		case n.body != nil:
			var err error
			if body, err = g.draw(n.body); err != nil {
				return nil, err
			}
			size.W = max(size.W, body.layout.W+2*bodyPad)
			size.H += body.layout.H + bodyPad
		}
		p.texts = append(p.texts, lines)
		p.bodies = append(p.bodies, body)
		in.Nodes = append(in.Nodes, size)
	}
	for _, e := range g.edges {
		if e.to.in != l {
			continue
		}
		drawn := drawnEdge{edge: e, from: at[lifted(e.from, l)], to: at[e.to]}
		text := e.labelText()
		if e.from.in != l {
			text = e.from.name + ": " + text
			if e.label == "" {
				text = e.from.name
			}
		}
		lines, whole := wrap(text)
		if !whole {
			drawn.hidden = text
		}
		for _, text := range lines {
			drawn.label = append(drawn.label, line{text: text})
		}
		size := sizeOf(drawn.label)
		if size.W > 0 {
			size.W += 8
		}
		in.Edges = append(in.Edges, layout.Edge{
			From: drawn.from, To: drawn.to, Label: size, Group: int(e.kind),
			Straight: e.kind == usual && e.choice == 0 && drawn.to == drawn.from+1,
		})
		p.edges = append(p.edges, drawn)
	}
	var err error
	p.layout, err = layout.Layered(in)
	return p, err
}

// lifted is the node of a list that a node is, or that it is somewhere inside of.
func lifted(n *node, l *list) *node {
	for n.in != l {
		n = n.in.loop
	}
	return n
}

// lines are the texts in a node.
func (n *node) lines() []line {
	var lines []line
	add := func(text, class string, name bool) {
		wrapped, _ := wrap(text)
		for _, text := range wrapped {
			lines = append(lines, line{text, name, class})
		}
	}
	add(n.name, "name", true)
	add(n.action, "action", false)
	for _, note := range n.notes {
		add(note, "note", false)
	}
	add(n.outcome(), "outcome", false)
	return lines
}

func sizeOf(lines []line) layout.Size {
	var size layout.Size
	for _, l := range lines {
		cell, height := textCell, textLine
		if l.name {
			cell, height = nameCell, nameLine
		}
		size.W = max(size.W, cell*float64(cells(l.text)))
		size.H += height
	}
	return size
}
