package syntax

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
