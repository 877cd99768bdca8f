package python

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python/syntax"
)

// answer is what read.py says about a script. Lines and columns count from 1,
// those of an error in characters; the columns of nodes are bytes and count
// from 0.
type answer struct {
	Unsure bool
	Error  *struct {
		Message           string
		Line, Column, End int
	}
	// Nodes are those of the tree, each in front of its children.
	Nodes []struct {
		Kind, Field, Text, Context string
		Line, Column, Children     int
	}
}

func (a *answer) error(text string) *lint.PythonError {
	if a.Error == nil {
		return nil
	}
	e := &lint.PythonError{Message: a.Error.Message}
	start := lineStarts(text).offset(a.Error.Line)
	e.Start = start + characters(text[start:], a.Error.Column-1)
	e.End = max(e.Start, start+characters(text[start:], a.Error.End-1))
	return e
}

var errTree = errors.New("its tree has no end")

// tree puts the nodes together; nil when there are none.
func (a *answer) tree(text string) (*syntax.Node, error) {
	if len(a.Nodes) == 0 {
		return nil, nil
	}
	lines := lineStarts(text)
	contexts := map[string]syntax.Context{"Store": syntax.Store, "Del": syntax.Delete}
	type open struct {
		node *syntax.Node
		left int // children that are still to come
	}
	root := &syntax.Node{}
	path := []open{{root, 1}}
	for _, n := range a.Nodes {
		for len(path) > 0 && path[len(path)-1].left == 0 {
			path = path[:len(path)-1]
		}
		if len(path) == 0 {
			return nil, errTree
		}
		node := &syntax.Node{
			Kind: n.Kind, Field: n.Field, Text: n.Text, Context: contexts[n.Context],
			Offset: lines.offset(n.Line) + n.Column,
		}
		parent := &path[len(path)-1]
		parent.node.Children = append(parent.node.Children, node)
		parent.left--
		path = append(path, open{node, n.Children})
	}
	return root.Children[0], nil
}

// starts are the offsets at which the lines of a text begin, as Python counts
// lines; the last is the end of the text.
type starts []int

func lineStarts(text string) starts {
	s := starts{0}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' || text[i] == '\r' && !strings.HasPrefix(text[i+1:], "\n") {
			s = append(s, i+1)
		}
	}
	return append(s, len(text))
}

// offset is where a line begins, counted from 1; the end of the text for a line
// that it does not have.
func (s starts) offset(line int) int {
	return s[min(max(line-1, 0), len(s)-1)]
}

// characters is the offset of the character number n, from 0, in the first line
// of a text, or of that line's end.
func characters(text string, n int) int {
	at := 0
	for ; n > 0 && at < len(text) && text[at] != '\n' && text[at] != '\r'; n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}
