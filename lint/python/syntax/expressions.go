package syntax

// expressions reads one expression, or several with commas between them, which
// make a tuple. Starred tells that one of them has a star.
func (p *parser) expressions() (n *Node, starred bool) {
	start := p.tok.start
	first := p.starOr(p.expression)
	return p.tupleOf(start, first, func() *Node { return p.starOr(p.expression) })
}

// tupleOf reads on behind the first part of what may be a tuple.
func (p *parser) tupleOf(start int, first *Node, part func() *Node) (n *Node, starred bool) {
	starred = first.Kind == "Starred"
	if !p.at(",") {
		return first, starred
	}
	tuple := p.node("Tuple", start)
	tuple.add("elts", first)
	for p.take(",") && p.atExpression() {
		next := part()
		starred = starred || next.Kind == "Starred"
		tuple.add("elts", next)
	}
	return tuple, starred
}

// value reads expressions of which none has a star.
func (p *parser) value() *Node {
	n, starred := p.expressions()
	if starred {
		p.stop() // some versions take it in some places
	}
	return n
}

// atExpression tells whether the token can begin an expression, with a star or
// without.
func (p *parser) atExpression() bool {
	switch p.tok.kind {
	case name, number, text:
		return true
	case keyword:
		switch p.tok.text {
		case "not", "lambda", "None", "True", "False":
			return true
		}
	case operator:
		switch p.tok.text {
		case "(", "[", "{", "-", "+", "~", "*", "...":
			return true
		}
	}
	return false
}

// starOr reads something that may have a star in front of it.
func (p *parser) starOr(read func() *Node) *Node {
	start := p.tok.start
	if !p.take("*") {
		return read()
	}
	n := p.node("Starred", start)
	n.add("value", p.binary(1))
	return n
}

func (p *parser) expression() *Node {
	defer p.enter()()
	start := p.tok.start
	if p.at("lambda") {
		return p.lambda()
	}
	body := p.either()
	if !p.take("if") {
		return body
	}
	n := p.node("IfExp", start)
	n.add("test", p.either())
	p.expect("else")
	n.add("body", body)
	n.add("orelse", p.expression())
	return n
}

// condition reads an expression that may give its value a name.
func (p *parser) condition() *Node {
	start := p.tok.start
	return p.naming(start, p.expression())
}

// naming reads on behind an expression that may be the name for the next.
func (p *parser) naming(start int, n *Node) *Node {
	if !p.at(":=") {
		return n
	}
	if n.Kind != "Name" || p.last != start+len(n.Text) {
		p.stop() // in brackets it is no such name
	}
	p.assign(n, Store)
	p.next()
	named := p.node("NamedExpr", start)
	named.add("target", n)
	named.add("value", p.expression())
	return named
}

func (p *parser) lambda() *Node {
	n := p.node("Lambda", p.tok.start)
	if p.inField {
		p.stop() // its colon would begin the format
	}
	p.next()
	n.add("args", p.parameters(":"))
	p.expect(":")
	n.add("body", p.expression())
	return n
}

func (p *parser) yield() *Node {
	n := p.node("Yield", p.tok.start)
	p.expect("yield")
	switch {
	case p.take("from"):
		n.Kind = "YieldFrom"
		n.add("value", p.expression())
	case p.atExpression():
		n.add("value", p.value())
	}
	return n
}
