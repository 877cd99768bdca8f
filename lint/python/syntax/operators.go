package syntax

// either reads what has the operators or, and, not, or none of them.
func (p *parser) either() *Node { return p.bools("or", p.both) }

func (p *parser) both() *Node { return p.bools("and", p.negated) }

func (p *parser) bools(word string, part func() *Node) *Node {
	start := p.tok.start
	first := part()
	if !p.at(word) {
		return first
	}
	n := p.node("BoolOp", start)
	n.add("values", first)
	for p.take(word) {
		n.add("values", part())
	}
	return n
}

func (p *parser) negated() *Node {
	start := p.tok.start
	if !p.take("not") {
		return p.comparison()
	}
	defer p.enter()()
	n := p.node("UnaryOp", start)
	n.add("operand", p.negated())
	return n
}

func (p *parser) comparison() *Node {
	start := p.tok.start
	left := p.binary(1)
	kind, compares := p.comparator()
	if !compares {
		return left
	}
	n := p.node("Compare", start)
	n.Text = kind
	n.add("left", left)
	for compares {
		n.add("comparators", p.binary(1))
		_, compares = p.comparator()
	}
	return n
}

// comparator goes over an operator that compares, and names it if it is In or
// NotIn.
func (p *parser) comparator() (kind string, ok bool) {
	if p.tok.kind != operator && p.tok.kind != keyword {
		return "", false
	}
	switch p.tok.text {
	case "==", "!=", "<", ">", "<=", ">=":
		p.next()
	case "is":
		p.next()
		p.take("not")
	case "in":
		p.next()
		return "In", true
	case "not":
		p.next()
		p.expect("in")
		return "NotIn", true
	default:
		return "", false
	}
	return "", true
}

// binary reads operators that bind as strongly as the lowest or more so.
func (p *parser) binary(lowest int) *Node {
	start := p.tok.start
	left := p.unary()
	for chained := 0; p.tok.kind == operator; chained++ {
		strength := strengthOf(p.tok.text)
		if strength < lowest {
			break
		}
		if chained == mostChained {
			p.stop()
		}
		p.next()
		n := p.node("BinOp", start)
		n.add("left", left)
		n.add("right", p.binary(strength+1))
		left = n
	}
	return left
}

// strengthOf is how strongly an operator between two values binds, 0 for what is
// no such operator.
func strengthOf(operator string) int {
	switch operator {
	case "|":
		return 1
	case "^":
		return 2
	case "&":
		return 3
	case "<<", ">>":
		return 4
	case "+", "-":
		return 5
	case "*", "/", "//", "%", "@":
		return 6
	}
	return 0
}

func (p *parser) unary() *Node {
	start := p.tok.start
	if p.at("-") || p.at("+") || p.at("~") {
		defer p.enter()()
		p.next()
		n := p.node("UnaryOp", start)
		n.add("operand", p.unary())
		return n
	}
	base := p.primary()
	if !p.take("**") {
		return base
	}
	defer p.enter()()
	n := p.node("BinOp", start)
	n.add("left", base)
	n.add("right", p.unary())
	return n
}
