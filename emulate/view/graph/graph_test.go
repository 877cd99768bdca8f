package graph_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/emulate/view/graph"
)

// TestCorpus draws every published runbook. Graphviz has to read the DOT, an XML
// parser the SVG, in which no two nodes of a list overlap, and what Mermaid gets
// has to be in the part of its language that this package uses.
func TestCorpus(t *testing.T) {
	t.Parallel()
	var all bytes.Buffer
	drawn := 0
	for name, doc := range documenttest.Runbooks(t) {
		g, err := graph.New(doc)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		drawn++
		var svg, mermaid bytes.Buffer
		if err := errors.Join(graph.SVG(&svg, g), graph.DOT(&all, g), graph.Mermaid(&mermaid, g)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		checkSVG(t, name, svg.Bytes())
		checkMermaid(t, name, mermaid.String())
	}
	if drawn == 0 {
		t.Error("no runbooks")
	}
	graphviz(t, all.Bytes())
	t.Logf("%d runbooks", drawn)
}

// graphviz lets Graphviz read graphs. It draws none of them: nop only writes them
// out again.
func graphviz(t *testing.T, dot []byte) {
	t.Helper()
	cmd := exec.Command(documenttest.Program(t, "nop"))
	cmd.Stdin = bytes.NewReader(dot)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil || complaints.Len() > 0 {
		t.Errorf("%v\n%s", err, &complaints)
	}
	if want, got := bytes.Count(dot, []byte("\ndigraph runbook {"))+1, bytes.Count(out, []byte("digraph runbook {")); got != want {
		t.Errorf("Graphviz read %d graphs of %d", got, want)
	}
}

// branchShape is the outline of a branch: the place, the width without the corners
// and half of the height.
var branchShape = regexp.MustCompile(`^M(\S+) (\S+)h(\S+)l\S+ (\S+)l`)

type rect struct{ x, y, w, h float64 }

// checkSVG reads a picture and compares the boxes of each group of nodes.
func checkSVG(t *testing.T, name string, svg []byte) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(svg))
	var groups [][]rect // of the pictures that are open
	var isPicture []bool
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			attributes := map[string]string{}
			for _, a := range token.Attr {
				attributes[a.Name.Local] = a.Value
			}
			picture := token.Name.Local == "g" && attributes["transform"] != ""
			isPicture = append(isPicture, picture)
			if picture {
				groups = append(groups, nil)
			}
			class := attributes["class"]
			var box rect
			switch branch := branchShape.FindStringSubmatch(attributes["d"]); {
			case token.Name.Local == "rect" && (class == "box" || class == "frame" || class == "back"):
				box = rect{float(t, attributes["x"]), float(t, attributes["y"]), float(t, attributes["width"]), float(t, attributes["height"])}
			case class == "box":
				box = rect{float(t, branch[1]), float(t, branch[2]), float(t, branch[3]), 2 * float(t, branch[4])}
			default:
				continue
			}
			last := len(groups) - 1
			for _, other := range groups[last] {
				const rounding = 0.2
				if box.x+rounding < other.x+other.w && other.x+rounding < box.x+box.w && box.y+rounding < other.y+other.h && other.y+rounding < box.y+box.h {
					t.Errorf("%s: the boxes at %v and %v overlap", name, box, other)
				}
			}
			groups[last] = append(groups[last], box)
		case xml.EndElement:
			if isPicture[len(isPicture)-1] {
				groups = groups[:len(groups)-1]
			}
			isPicture = isPicture[:len(isPicture)-1]
		}
	}
}

func float(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Error(err)
	}
	return x
}

// mermaidText is a quoted text: nothing in it may mean anything to Mermaid.
const mermaidText = `"(?:[^"#<>&%;\x60\\]|#\d+;|<br/>)*"`

// mermaidLines are the lines that a flowchart of this package may have.
var mermaidLines = regexp.MustCompile(`^(?:---|title: ".*"|flowchart TD` +
	`| *\w+(?:\(\[` + mermaidText + `\]\)|\{\{` + mermaidText + `\}\}|\[\[` + mermaidText + `\]\]|\[` + mermaidText + `\])` +
	`| *subgraph \w+\[` + mermaidText + `\]| *direction TB| *end` +
	`|  \w+ (?:-->|-\.->|==>)(?:\|` + mermaidText + `\|)? \w+` +
	`|  linkStyle [\d,]+ [\w:#,-]+|  classDef \w+ [\w:#, -]+|  class [\w,]+ \w+)$`)

func checkMermaid(t *testing.T, name, text string) {
	t.Helper()
	open := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if !mermaidLines.MatchString(line) {
			t.Errorf("%s: Mermaid would not read %q", name, line)
		}
		switch word, _, _ := strings.Cut(strings.TrimSpace(line), " "); word {
		case "subgraph":
			open++
		case "end":
			open--
		}
	}
	if open != 0 {
		t.Errorf("%s: %d subgraphs have no end", name, open)
	}
}
