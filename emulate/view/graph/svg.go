package graph

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/ssmkit/ssmkit/emulate/view"
	"github.com/ssmkit/ssmkit/emulate/view/graph/layout"
)

// SVG draws a graph as a picture that needs nothing else: no script, no font and
// no other file. It follows the light or dark scheme of whoever looks at it.
func SVG(w io.Writer, g *Graph) error {
	p, err := g.draw(g.root)
	if err != nil {
		return fmt.Errorf("lay out %s: %w; the formats dot and mermaid leave that to other programs", g.name, err)
	}
	const margin = 20
	titleWidth := nameCell * float64(cells(view.Printable(g.title())))
	width := max(p.layout.W, titleWidth) + 2*margin
	top := margin + nameLine + 10.0
	height := p.layout.H + top + margin
	c := &canvas{run: g.path != nil}
	c.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img">`+"\n",
		number(width), number(height), number(width), number(height))
	c.printf("<title>%s</title>\n<style>%s</style>\n", escaped(g.title()), style)
	c.printf(`<rect class="page" width="100%%" height="100%%"/>` + "\n")
	c.printf(`<text class="name" x="%d" y="%d">%s</text>`+"\n", margin, margin+12, escaped(g.title()))
	c.picture(p, max(margin, (width-p.layout.W)/2), top)
	c.printf("</svg>\n")
	_, err = w.Write(c.Bytes())
	return err
}

const style = `
text{font:11px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#24292f}
.name{font-size:13px;font-weight:600}
.action,.note,.label{fill:#57606a}
.page{fill:#fff}.back{fill:#fff}
.box{fill:#f6f8fa;stroke:#8c959f}
.branch .box{fill:#ddf4ff;stroke:#218bff}
.people .box{fill:#fff8c5;stroke:#bf8700}
.frame{fill:#818b9812;stroke:#8c959f}
.inner{fill:none;stroke:#bf8700}
.unreached .box,.unreached .frame{fill:none;stroke-dasharray:3 3}.unreached text{fill:#6e7781}
.missing .box{fill:none;stroke:#cf222e;stroke-dasharray:3 3}.missing text{fill:#cf222e}
.success .box,.success .frame{stroke:#1a7f37;stroke-width:2}.success .box{fill:#dafbe1}.success .outcome{fill:#1a7f37}
.failed .box,.failed .frame{stroke:#cf222e;stroke-width:2}.failed .box{fill:#ffebe9}.failed .outcome{fill:#cf222e}
.stopped .box,.stopped .frame{stroke:#bf8700;stroke-width:2}.stopped .box{fill:#fff8c5}.stopped .outcome{fill:#7d4e00}
.untouched .box,.untouched .frame{fill:none;stroke:#afb8c1}.untouched text{fill:#6e7781}
.untouched .inner{stroke:#afb8c1}.success .inner{stroke:#1a7f37}.failed .inner{stroke:#cf222e}
.edge{fill:none;stroke:#6e7781;stroke-width:1.2}.head,.dot{fill:#6e7781}.ring{fill:none;stroke:#6e7781;stroke-width:1.5}
.edge.failure{stroke:#cf222e;stroke-dasharray:5 3}.head.failure{fill:#cf222e}
.edge.cancel{stroke:#bf8700;stroke-dasharray:2 3}.head.cancel{fill:#bf8700}
.edge.faint{stroke:#afb8c1}.head.faint{fill:#afb8c1}.label.faint{fill:#6e7781}
.edge.taken{stroke-width:3;stroke:#1a7f37}.head.taken{fill:#1a7f37}.label.taken{fill:#24292f;font-weight:600}
.edge.taken.failure{stroke:#cf222e}.head.taken.failure{fill:#cf222e}.edge.taken.cancel{stroke:#bf8700}.head.taken.cancel{fill:#bf8700}
@media(prefers-color-scheme:dark){
text{fill:#e6edf3}.action,.note,.label{fill:#9198a1}
.page{fill:#0d1117}.back{fill:#0d1117}
.box{fill:#161b22;stroke:#6e7681}
.branch .box{fill:#051d4d;stroke:#388bfd}
.people .box{fill:#341a00;stroke:#bb8009}.inner{stroke:#bb8009}
.unreached text{fill:#848d97}.missing text{fill:#ff7b72}.missing .box{stroke:#f85149}
.success .box,.success .frame{stroke:#2ea043}.success .box{fill:#04260f}.success .outcome{fill:#56d364}
.failed .box,.failed .frame{stroke:#f85149}.failed .box{fill:#3c0a0a}.failed .outcome{fill:#ff7b72}
.stopped .box,.stopped .frame{stroke:#bb8009}.stopped .box{fill:#341a00}.stopped .outcome{fill:#e3b341}
.untouched .box,.untouched .frame,.untouched .inner{stroke:#3d444d}.untouched .box,.untouched .frame,.unreached .box,.missing .box{fill:none}.untouched text{fill:#8b949e}
.edge{stroke:#848d97}.head,.dot{fill:#848d97}.ring{stroke:#848d97}
.edge.failure{stroke:#f85149}.head.failure{fill:#f85149}.edge.cancel{stroke:#bb8009}.head.cancel{fill:#bb8009}
.edge.faint{stroke:#3d444d}.head.faint{fill:#3d444d}.label.faint{fill:#8b949e}
.edge.taken{stroke:#2ea043}.head.taken{fill:#2ea043}.label.taken{fill:#e6edf3}
.edge.taken.failure{stroke:#f85149}.head.taken.failure{fill:#f85149}.edge.taken.cancel{stroke:#bb8009}.head.taken.cancel{fill:#bb8009}
}
`

// canvas is what is drawn so far.
type canvas struct {
	bytes.Buffer
	run bool // a run is marked
}

func (c *canvas) printf(format string, args ...any) { fmt.Fprintf(c, format, args...) }

// picture draws a list with its corner at the top left at x and y: edges, then
// labels and nodes over them.
func (c *canvas) picture(p *picture, x, y float64) {
	c.printf(`<g transform="translate(%s %s)">`+"\n", number(x), number(y))
	lines := newEdgeLines()
	// Edges that were taken lie over the others.
	for _, taken := range []bool{false, true} {
		for i, e := range p.edges {
			if (e.taken > 0) == taken {
				c.edge(p, i, lines)
			}
		}
	}
	for i, e := range p.edges {
		c.label(p, i, e)
	}
	for i, n := range p.list.nodes {
		c.node(p, i, n)
	}
	c.printf("</g>\n")
}

func (c *canvas) node(p *picture, i int, n *node) {
	box := p.layout.Nodes[i]
	switch n.kind {
	case startNode, endNode:
		c.mark(box, n)
		return
	}
	c.printf(`<g class="%s" id="%s"><title>%s</title>`, n.class(c.run), n.id, escaped(n.tooltip()))
	shape, radius := "box", 6.0
	if n.body != nil {
		shape, radius = "frame", 10
	}
	if n.branch {
		const corner = padX
		c.printf(`<path class="box" d="M%s %sh%sl%s %sl%s %sh%sl%s %sz"/>`,
			number(box.X+corner), number(box.Y), number(box.W-2*corner),
			number(corner), number(box.H/2), number(-corner), number(box.H/2), number(2*corner-box.W), number(-corner), number(-box.H/2))
	} else {
		c.printf(`<rect class="%s" %s rx="%s"/>`, shape, rectangle(box), number(radius))
	}
	if n.people {
		const inside = 3
		c.printf(`<rect class="inner" %s rx="4"/>`, rectangle(layout.Box{X: box.X + inside, Y: box.Y + inside, W: box.W - 2*inside, H: box.H - 2*inside}))
	}
	c.text(p.texts[i], box.X+box.W/2, box.Y+padY, "")
	c.printf("</g>\n")
	if body := p.bodies[i]; body != nil {
		c.picture(body, box.X+(box.W-body.layout.W)/2, box.Y+box.H-bodyPad-body.layout.H)
	}
}

// mark draws where a list begins, and where it ends.
func (c *canvas) mark(box layout.Box, n *node) {
	x, y := number(box.X+box.W/2), number(box.Y+box.H/2)
	c.printf(`<g id="%s"><title>%s</title>`, n.id, escaped(n.name))
	if n.kind == startNode {
		c.printf(`<circle class="dot" cx="%s" cy="%s" r="6"/>`, x, y)
	} else {
		c.printf(`<circle class="ring" cx="%s" cy="%s" r="7"/><circle class="dot" cx="%s" cy="%s" r="4"/>`, x, y, x, y)
	}
	if n.in.loop != nil {
		c.printf(`<text class="note" x="%s" y="%s">%s</text>`, number(box.X+(box.W+dot)/2+markGap), number(box.Y+box.H/2+4), escaped(n.name))
	}
	c.printf("</g>\n")
}

// text writes lines below each other, around the middle at x.
func (c *canvas) text(lines []line, x, y float64, class string) {
	for _, l := range lines {
		height := textLine
		if l.name {
			height = nameLine
		}
		c.printf(`<text class="%s" text-anchor="middle" x="%s" y="%s">%s</text>`, strings.TrimSpace(l.class+" "+class), number(x), number(y+height-4.5), escaped(l.text))
		y += height
	}
}

func (c *canvas) label(p *picture, i int, e drawnEdge) {
	box := p.layout.Edges[i].Label
	if box.W == 0 {
		return
	}
	c.printf(`<g>`)
	if e.hidden != "" {
		c.printf(`<title>%s</title>`, escaped(e.hidden))
	}
	c.printf(`<rect class="back" %s rx="3"/>`, rectangle(box))
	c.text(e.label, box.X+box.W/2, box.Y, "label"+c.taken(e))
	c.printf("</g>\n")
}

// taken is the class of what was taken by the run, or was not.
func (c *canvas) taken(e drawnEdge) string {
	switch {
	case e.edge.taken > 0:
		return " taken"
	case c.run:
		return " faint"
	}
	return ""
}

// edgeLines are the pieces of edges that are drawn, so that those that share
// their way are drawn once.
type edgeLines struct {
	pieces map[piece]bool
	heads  map[string]bool
}

// piece is the way between two places. The ends of edges at one node differ, the
// points between do not.
type piece struct {
	from, to   int
	fromX, toX float64
	class      string
}

func newEdgeLines() edgeLines { return edgeLines{map[piece]bool{}, map[string]bool{}} }

const headLength = 7

func (c *canvas) edge(p *picture, i int, lines edgeLines) {
	e := p.edges[i]
	class := ""
	switch e.kind {
	case afterFailure:
		class = " failure"
	case afterCancel:
		class = " cancel"
	}
	class += c.taken(e)
	stops := p.layout.Edges[i].Stops
	if len(stops) == 0 {
		c.toItself(p.layout.Nodes[e.to], class)
		return
	}
	down := 1.0
	if p.layout.Edges[i].Back {
		down = -1
		flipped := make([]layout.Stop, len(stops))
		for k, s := range stops {
			flipped[k] = layout.Stop{Place: s.Place, X: s.X, Top: s.Bottom, Bottom: s.Top}
		}
		stops = flipped
	}
	end := stops[len(stops)-1]
	end.Top -= down * headLength
	end.Bottom = end.Top
	stops = append(stops[:len(stops)-1:len(stops)-1], end)
	var d strings.Builder
	for k := 1; k < len(stops); k++ {
		a, b := stops[k-1], stops[k]
		piece := piece{a.Place, b.Place, a.X, b.X, class}
		if lines.pieces[piece] {
			break // so are those that follow: it is a way that is shared
		}
		lines.pieces[piece] = true
		if d.Len() == 0 {
			fmt.Fprintf(&d, "M%s %s", number(a.X), number(a.Top))
		}
		if a.Bottom != a.Top {
			fmt.Fprintf(&d, "L%s %s", number(a.X), number(a.Bottom))
		}
		if math.Abs(a.X-b.X) < 0.5 {
			fmt.Fprintf(&d, "L%s %s", number(b.X), number(b.Top))
			continue
		}
		bend := (b.Top - a.Bottom) * 0.6
		fmt.Fprintf(&d, "C%s %s %s %s %s %s", number(a.X), number(a.Bottom+bend), number(b.X), number(b.Top-bend), number(b.X), number(b.Top))
	}
	if d.Len() > 0 {
		c.printf(`<path class="edge%s" d="%s"/>`+"\n", class, d.String())
	}
	head := fmt.Sprintf(`<path class="head%s" d="M%s %sl-4 %sh8z"/>`, class, number(end.X), number(end.Top+down*headLength), number(-down*headLength))
	if !lines.heads[head] {
		lines.heads[head] = true
		c.printf("%s\n", head)
	}
}

// toItself draws an edge from a node back to it, at its right side.
func (c *canvas) toItself(box layout.Box, class string) {
	x, y := box.X+box.W, box.Y+box.H/2
	c.printf(`<path class="edge%s" d="M%s %sc16 0 16 -14 %s -14"/>`+"\n", class, number(x), number(y+7), number(headLength))
	c.printf(`<path class="head%s" d="M%s %sl%s -4v8z"/>`+"\n", class, number(x), number(y-7), number(headLength))
}

// tooltip is shown when somebody points at a node.
func (n *node) tooltip() string {
	if n.step == nil {
		return n.name
	}
	lines := []string{n.name}
	if about := text(n.step.Description); about != "" {
		lines = append(lines, strings.TrimSpace(about))
	}
	lines = append(lines, n.notes...)
	if n.visit != nil && n.visit.failure != "" {
		lines = append(lines, n.visit.failure)
	}
	return strings.Join(lines, "\n")
}

func rectangle(b layout.Box) string {
	return fmt.Sprintf(`x="%s" y="%s" width="%s" height="%s"`, number(b.X), number(b.Y), number(b.W), number(b.H))
}

// number is a coordinate with one digit behind the point at most.
func number(x float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", math.Round(x*10)/10), ".0")
}

func escaped(text string) string {
	var b strings.Builder
	// Writing to a Builder does not fail.
	_ = xml.EscapeText(&b, []byte(view.Printable(text)))
	return b.String()
}
