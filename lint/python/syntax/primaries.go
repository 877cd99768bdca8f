package syntax

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
