package syntax

import (
	"strings"
	"unicode/utf8"
)

// What is nested deeper or chained longer is not plain: it is taken by Python up
// to limits of its own, and trees must have an end for those who walk them.
const (
	mostNested  = 80
	mostChained = 200
)

// parser makes the nodes. Each of its methods begins at the token that it is
// about and ends behind it. When the scanner has been stopped, what they return
// is of no use, but it is never nil.
type parser struct {
	scanner
	minor     int // version of Python that the script is for, 0 for any
	nested    int
	functions int // around the statement
	fresh     []Node
}

// Parse reads a script; it is false when the script is not plain. The minor
// version of Python 3 that the script is for is 0 when that is not known.
func Parse(script string, minor int) (module *Node, plain bool) {
	if strings.ContainsAny(script, "\x00\r\f") || strings.HasPrefix(script, "\ufeff") || !utf8.ValidString(script) {
		return nil, false
	}
	p := &parser{scanner: scanner{source: script, limit: len(script), atLineStart: true, indents: []int{0}}, minor: minor}
	module = p.node("Module", 0)
	p.next()
	for p.tok.kind != endOfText {
		module.add("body", p.statement()...)
	}
	return module, !p.stopped
}

func (p *parser) node(kind string, offset int) *Node {
	if len(p.fresh) == 0 {
		p.fresh = make([]Node, 64)
	}
	n := &p.fresh[0]
	p.fresh = p.fresh[1:]
	n.Kind, n.Offset = kind, offset
	return n
}

// enter counts what is nested, until the function that it returns is called.
func (p *parser) enter() (leave func()) {
	p.nested++
	if p.nested > mostNested {
		p.stop()
	}
	return p.leave
}

func (p *parser) leave() { p.nested-- }

// at tells whether the token is a certain operator or keyword.
func (p *parser) at(word string) bool {
	return (p.tok.kind == operator || p.tok.kind == keyword) && p.tok.text == word
}

// take goes over a certain operator or keyword if the token is that.
func (p *parser) take(word string) bool {
	if !p.at(word) {
		return false
	}
	p.next()
	return true
}

func (p *parser) expect(word string) {
	if !p.take(word) {
		p.stop()
	}
}

func (p *parser) expectKind(kind tokenKind) {
	if p.tok.kind != kind {
		p.stop()
	}
	p.next()
}

// name goes over a name that something gets.
func (p *parser) name() string {
	word := p.tok.text
	if p.tok.kind != name || word == "__debug__" {
		p.stop()
		return ""
	}
	p.next()
	return word
}
