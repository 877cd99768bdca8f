package syntax

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
