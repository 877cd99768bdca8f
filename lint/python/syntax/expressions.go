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

// primary reads an atom and the attributes, subscripts and calls behind it.
func (p *parser) primary() *Node {
	start := p.tok.start
	n := p.atom()
	for chained := 0; p.tok.kind == operator; chained++ {
		if chained == mostChained {
			p.stop()
		}
		inner := n
		switch p.tok.text {
		case ".":
			p.next()
			n = p.node("Attribute", start)
			n.add("value", inner)
			n.Text = p.tok.text
			p.expectKind(name)
		case "[":
			p.next()
			n = p.node("Subscript", start)
			n.add("value", inner)
			n.add("slice", p.slices())
			p.expect("]")
		case "(":
			n = p.node("Call", start)
			n.add("func", inner)
			p.arguments(n, "args")
		default:
			return n
		}
	}
	return n
}

func (p *parser) slices() *Node {
	start := p.tok.start
	first := p.slice()
	if !p.at(",") {
		return first
	}
	tuple := p.node("Tuple", start)
	tuple.add("elts", first)
	for p.take(",") && !p.at("]") {
		tuple.add("elts", p.slice())
	}
	return tuple
}

func (p *parser) slice() *Node {
	start := p.tok.start
	var lower *Node
	if !p.at(":") {
		lower = p.expression()
		if !p.at(":") {
			return lower
		}
	}
	n := p.node("Slice", start)
	if lower != nil {
		n.add("lower", lower)
	}
	p.expect(":")
	ends := func() bool { return p.at("]") || p.at(",") }
	if !p.at(":") && !ends() {
		n.add("upper", p.expression())
	}
	if p.take(":") && !ends() {
		n.add("step", p.expression())
	}
	return n
}

// arguments reads those of a call, or the bases of a class, from one bracket to
// the other.
func (p *parser) arguments(call *Node, field string) {
	start := p.tok.start
	p.expect("(")
	var keywords []*Node
	mapped := false // by **
	for !p.at(")") {
		begin := p.tok.start
		if p.take("**") {
			mapped = true
			n := p.node("keyword", 0)
			n.add("value", p.expression())
			keywords = append(keywords, n)
		} else if n := p.starOr(p.expression); p.at("=") {
			if n.Kind != "Name" || p.last != begin+len(n.Text) || n.Text == "__debug__" {
				p.stop()
			}
			for _, other := range keywords {
				if other.Text == n.Text {
					p.stop() // Python 3.8 tells it at once, and later ones do later
				}
			}
			p.next()
			k := p.node("keyword", 0)
			k.Text = n.Text
			k.add("value", p.expression())
			keywords = append(keywords, k)
		} else {
			starred := n.Kind == "Starred"
			if mapped || len(keywords) > 0 && !starred {
				p.stop()
			}
			if p.at("for") {
				if starred || len(call.List(field)) > 0 || len(keywords) > 0 || field != "args" {
					p.stop() // it would need brackets of its own
				}
				call.add(field, p.comprehensions("GeneratorExp", start, "elt", n))
				break
			}
			call.add(field, n)
		}
		if !p.take(",") {
			break
		}
	}
	p.expect(")")
	call.add("keywords", keywords...)
}

func (p *parser) atom() *Node {
	start := p.tok.start
	switch p.tok.kind {
	case name:
		n := p.node("Name", start)
		n.Text = p.tok.text
		p.next()
		return n
	case number:
		p.next()
		return p.node("Constant", start)
	case text:
		return p.strings()
	case keyword:
		kind := "Constant"
		switch p.tok.text {
		case "None":
			kind = "None"
		case "True", "False":
		default:
			p.stop()
		}
		p.next()
		return p.node(kind, start)
	case operator:
		switch p.tok.text {
		case "(":
			return p.brackets()
		case "[":
			return p.list()
		case "{":
			return p.braces()
		case "...":
			p.next()
			return p.node("Constant", start)
		}
	}
	p.stop()
	return p.node("Constant", start)
}

// brackets reads a tuple, a generator, or what is only put in brackets.
func (p *parser) brackets() *Node {
	start := p.tok.start
	p.next()
	if p.take(")") {
		return p.node("Tuple", start)
	}
	if p.at("yield") {
		n := p.yield()
		p.expect(")")
		return n
	}
	inside := p.tok.start
	n := p.starOr(p.expression)
	if p.at(":=") {
		n = p.naming(inside, n)
	} else if p.at("for") {
		n = p.comprehensions("GeneratorExp", start, "elt", n)
	} else if n, _ = p.tupleOf(start, n, func() *Node { return p.starOr(p.expression) }); n.Kind == "Starred" {
		p.stop()
	}
	p.expect(")")
	return n
}

func (p *parser) list() *Node {
	start := p.tok.start
	p.next()
	n := p.node("List", start)
	if p.take("]") {
		return n
	}
	first := p.starOr(p.expression)
	if p.at("for") {
		n = p.comprehensions("ListComp", start, "elt", first)
	} else {
		n.add("elts", first)
		for p.take(",") && !p.at("]") {
			n.add("elts", p.starOr(p.expression))
		}
	}
	p.expect("]")
	return n
}

// braces reads a dict or a set.
func (p *parser) braces() *Node {
	start := p.tok.start
	p.next()
	if p.take("}") {
		return p.node("Dict", start)
	}
	var n *Node
	if p.at("**") {
		n = p.dict(start, nil)
	} else if first := p.starOr(p.expression); p.at(":") && first.Kind != "Starred" {
		n = p.dict(start, first)
	} else if p.at("for") {
		n = p.comprehensions("SetComp", start, "elt", first)
	} else {
		n = p.node("Set", start)
		n.add("elts", first)
		for p.take(",") && !p.at("}") {
			n.add("elts", p.starOr(p.expression))
		}
	}
	p.expect("}")
	return n
}

// dict reads on behind the first key, or at ** when there is none.
func (p *parser) dict(start int, key *Node) *Node {
	var keys, values []*Node
	for {
		if key == nil {
			p.expect("**")
			keys = append(keys, p.node("Nothing", 0))
			values = append(values, p.binary(1))
		} else {
			p.expect(":")
			value := p.expression()
			if p.at("for") && len(keys) == 0 {
				return p.comprehensions("DictComp", start, "key", key, value)
			}
			keys, values = append(keys, key), append(values, value)
		}
		if !p.take(",") || p.at("}") {
			break
		}
		key = nil
		if !p.at("**") {
			key = p.expression()
		}
	}
	n := p.node("Dict", start)
	n.add("keys", keys...)
	n.add("values", values...)
	return n
}

// comprehensions reads on behind what each round makes: an element, or a key and
// a value.
func (p *parser) comprehensions(kind string, start int, field string, made ...*Node) *Node {
	n := p.node(kind, start)
	n.add(field, made[0])
	if len(made) > 1 {
		n.add("value", made[1])
	}
	if made[0].Kind == "Starred" {
		p.stop()
	}
	for p.take("for") {
		c := p.node("comprehension", 0)
		c.add("target", p.loopTarget())
		p.expect("in")
		c.add("iter", p.either())
		for p.take("if") {
			c.add("ifs", p.either())
		}
		n.add("generators", c)
	}
	return n
}

// loopTarget reads the names behind for, up to in.
func (p *parser) loopTarget() *Node {
	start := p.tok.start
	part := func() *Node {
		start := p.tok.start
		if !p.take("*") {
			return p.primary()
		}
		n := p.node("Starred", start)
		n.add("value", p.primary())
		return n
	}
	target, _ := p.tupleOf(start, part(), part)
	p.assign(target, Store)
	return target
}

// assign makes an expression the target of an assignment or a del.
func (p *parser) assign(target *Node, context Context) {
	if target.Kind == "Starred" {
		p.stop()
		return
	}
	p.assignPart(target, context)
}

func (p *parser) assignPart(target *Node, context Context) {
	target.Context = context
	switch target.Kind {
	case "Name":
		if target.Text == "__debug__" {
			p.stop()
		}
	case "Attribute", "Subscript":
	case "Tuple", "List":
		for _, part := range target.Children {
			p.assignPart(part, context)
		}
	case "Starred":
		if context == Delete {
			p.stop()
		}
		p.assignPart(target.Children[0], context)
	default:
		p.stop()
	}
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
