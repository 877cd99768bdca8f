package syntax

// statement reads a line of simple statements, or one that has blocks.
func (p *parser) statement() []*Node {
	if p.tok.kind == keyword {
		switch p.tok.text {
		case "if":
			return []*Node{p.if_()}
		case "while":
			return []*Node{p.while()}
		case "for":
			return []*Node{p.for_()}
		case "try":
			return []*Node{p.try()}
		case "with":
			return []*Node{p.with()}
		case "def":
			return []*Node{p.function(nil)}
		case "class":
			return []*Node{p.class(nil)}
		}
	}
	if p.at("@") {
		return []*Node{p.decorated()}
	}
	if p.minor >= 10 && p.tok.kind == name && p.tok.text == "match" {
		if n := p.match(); n != nil {
			return []*Node{n}
		}
	}
	return p.line()
}

// line reads simple statements up to the end of the line.
func (p *parser) line() []*Node {
	statements := []*Node{p.simple()}
	for p.take(";") && p.tok.kind != newline {
		statements = append(statements, p.simple())
	}
	p.expectKind(newline)
	return statements
}

// block reads a colon and the statements behind it or below.
func (p *parser) block() []*Node {
	defer p.enter()()
	p.expect(":")
	if p.tok.kind != newline {
		return p.line()
	}
	p.next()
	p.expectKind(indent)
	var statements []*Node
	for p.tok.kind != dedent && !p.stopped {
		statements = append(statements, p.statement()...)
	}
	p.expectKind(dedent)
	return statements
}

func (p *parser) if_() *Node {
	defer p.enter()()
	n := p.node("If", p.tok.start)
	p.next()
	n.add("test", p.condition())
	n.add("body", p.block()...)
	if p.at("elif") {
		n.add("orelse", p.if_())
	} else if p.take("else") {
		n.add("orelse", p.block()...)
	}
	return n
}

func (p *parser) while() *Node {
	n := p.node("While", p.tok.start)
	p.next()
	n.add("test", p.condition())
	n.add("body", p.block()...)
	p.otherwise(n)
	return n
}

func (p *parser) for_() *Node {
	n := p.node("For", p.tok.start)
	p.next()
	n.add("target", p.loopTarget())
	p.expect("in")
	n.add("iter", p.value())
	n.add("body", p.block()...)
	p.otherwise(n)
	return n
}

// otherwise reads the else of a statement if there is one.
func (p *parser) otherwise(n *Node) {
	if p.take("else") {
		n.add("orelse", p.block()...)
	}
}

func (p *parser) try() *Node {
	n := p.node("Try", p.tok.start)
	p.next()
	n.add("body", p.block()...)
	for p.at("except") {
		n.add("handlers", p.except())
	}
	caught := len(n.List("handlers"))
	if caught > 0 {
		p.otherwise(n)
	}
	if p.take("finally") {
		n.add("finalbody", p.block()...)
	} else if caught == 0 {
		p.stop()
	}
	return n
}

func (p *parser) except() *Node {
	n := p.node("ExceptHandler", p.tok.start)
	p.next()
	if !p.at(":") {
		n.add("type", p.expression())
		if p.take("as") {
			p.name()
		}
	}
	bare := len(n.Children) == 0
	n.add("body", p.block()...)
	if bare && p.at("except") {
		p.stop()
	}
	return n
}

func (p *parser) with() *Node {
	n := p.node("With", p.tok.start)
	p.next()
	if p.at("(") {
		p.stop() // what the brackets are for depends on the version
	}
	for {
		item := p.node("withitem", 0)
		item.add("context_expr", p.expression())
		if p.take("as") {
			target := p.primary()
			p.assign(target, Store)
			item.add("optional_vars", target)
		}
		n.add("items", item)
		if !p.take(",") {
			break
		}
	}
	n.add("body", p.block()...)
	return n
}

func (p *parser) decorated() *Node {
	var decorators []*Node
	for p.take("@") {
		start := p.tok.start
		decorator := p.node("Name", start)
		decorator.Text = p.name()
		for p.take(".") {
			n := p.node("Attribute", start)
			n.add("value", decorator)
			n.Text = p.name()
			decorator = n
		}
		if p.at("(") {
			n := p.node("Call", start)
			n.add("func", decorator)
			p.arguments(n, "args")
			decorator = n
		}
		decorators = append(decorators, decorator)
		p.expectKind(newline)
	}
	if p.at("class") {
		return p.class(decorators)
	}
	return p.function(decorators)
}

func (p *parser) function(decorators []*Node) *Node {
	n := p.node("FunctionDef", p.tok.start)
	p.expect("def")
	n.Text = p.name()
	p.expect("(")
	n.add("args", p.parameters(")"))
	p.expect(")")
	var returns *Node
	if p.take("->") {
		returns = p.expression()
	}
	p.functions++
	n.add("body", p.block()...)
	p.functions--
	n.add("decorator_list", decorators...)
	if returns != nil {
		n.add("returns", returns)
	}
	return n
}

// parameters reads those of a function, which may have types, or of a lambda,
// which may not: its colon ends them.
func (p *parser) parameters(end string) *Node {
	var lists = struct{ posonlyargs, args, vararg, kwonlyargs, kwDefaults, kwarg, defaults []*Node }{}
	one := func() *Node {
		n := p.node("arg", p.tok.start)
		n.Text = p.name()
		if end == ")" && p.take(":") {
			n.add("annotation", p.expression())
		}
		return n
	}
	starred := false
	for !p.at(end) && !p.stopped {
		switch {
		case p.take("**"):
			lists.kwarg = append(lists.kwarg, one())
			p.take(",")
			if !p.at(end) {
				p.stop()
			}
			continue
		case p.at("*") && !starred:
			p.next()
			starred = true
			if !p.at(",") {
				lists.vararg = append(lists.vararg, one())
			} else if p.next(); p.tok.kind != name {
				p.stop() // a star alone is for the parameters behind it
			} else {
				continue
			}
		case p.at("/") && !starred && len(lists.args) > 0 && len(lists.posonlyargs) == 0:
			p.next()
			lists.posonlyargs, lists.args = lists.args, nil
		case starred:
			lists.kwonlyargs = append(lists.kwonlyargs, one())
			value := p.node("Nothing", 0)
			if p.take("=") {
				value = p.expression()
			}
			lists.kwDefaults = append(lists.kwDefaults, value)
		default:
			lists.args = append(lists.args, one())
			if p.take("=") {
				lists.defaults = append(lists.defaults, p.expression())
			} else if len(lists.defaults) > 0 {
				p.stop()
			}
		}
		if !p.take(",") {
			break
		}
	}
	n := p.node("arguments", 0)
	n.add("posonlyargs", lists.posonlyargs...)
	n.add("args", lists.args...)
	n.add("vararg", lists.vararg...)
	n.add("kwonlyargs", lists.kwonlyargs...)
	n.add("kw_defaults", lists.kwDefaults...)
	n.add("kwarg", lists.kwarg...)
	n.add("defaults", lists.defaults...)
	return n
}

func (p *parser) class(decorators []*Node) *Node {
	n := p.node("ClassDef", p.tok.start)
	p.expect("class")
	n.Text = p.name()
	if p.at("(") {
		p.arguments(n, "bases")
	}
	n.add("body", p.block()...)
	n.add("decorator_list", decorators...)
	return n
}

// simple reads a statement that has no blocks.
func (p *parser) simple() *Node {
	if p.tok.kind != keyword {
		return p.assignment()
	}
	start, word := p.tok.start, p.tok.text
	switch word {
	case "pass":
		p.next()
		return p.node("Pass", start)
	case "break":
		p.next()
		return p.node("Break", start)
	case "continue":
		p.next()
		return p.node("Continue", start)
	case "return":
		p.next()
		n := p.node("Return", start)
		if p.functions == 0 {
			p.stop()
		}
		if p.atExpression() {
			n.add("value", p.value())
		}
		return n
	case "raise":
		return p.raise()
	case "assert":
		p.next()
		n := p.node("Assert", start)
		n.add("test", p.expression())
		if p.take(",") {
			n.add("msg", p.expression())
		}
		return n
	case "del":
		return p.del()
	case "global", "nonlocal":
		p.next()
		p.name()
		for p.take(",") {
			p.name()
		}
		if word == "global" {
			return p.node("Global", start)
		}
		return p.node("Nonlocal", start)
	case "import":
		return p.imports()
	case "from":
		return p.importsFrom()
	case "yield":
		n := p.node("Expr", start)
		n.add("value", p.yield())
		return n
	}
	return p.assignment()
}

func (p *parser) raise() *Node {
	n := p.node("Raise", p.tok.start)
	p.next()
	if p.atExpression() {
		n.add("exc", p.expression())
		if p.take("from") {
			n.add("cause", p.expression())
		}
	}
	return n
}

func (p *parser) del() *Node {
	n := p.node("Delete", p.tok.start)
	p.next()
	for {
		target := p.primary()
		p.assign(target, Delete)
		n.add("targets", target)
		if !p.take(",") || !p.atExpression() {
			return n
		}
	}
}

func (p *parser) imports() *Node {
	n := p.node("Import", p.tok.start)
	p.next()
	for {
		alias := p.node("alias", 0)
		alias.Text = p.name()
		imported := alias.Text
		for p.take(".") {
			imported += "." + p.name()
		}
		p.renamed(alias, imported)
		n.add("names", alias)
		if !p.take(",") {
			return n
		}
	}
}

func (p *parser) importsFrom() *Node {
	n := p.node("ImportFrom", p.tok.start)
	p.next()
	relative := false
	for p.at(".") || p.at("...") {
		relative = true
		p.next()
	}
	if !relative || !p.at("import") {
		p.name()
		for p.take(".") {
			p.name()
		}
	}
	p.expect("import")
	if p.at("*") {
		p.next()
		alias := p.node("alias", 0)
		alias.Text = "*"
		n.add("names", alias)
		return n
	}
	bracket := p.take("(")
	for {
		alias := p.node("alias", 0)
		alias.Text = p.name()
		p.renamed(alias, alias.Text)
		n.add("names", alias)
		if !p.take(",") || bracket && p.at(")") {
			break
		}
	}
	if bracket {
		p.expect(")")
	}
	return n
}

// renamed reads the other name that something imported may be given. What it was
// called before is a part of its own then.
func (p *parser) renamed(alias *Node, imported string) {
	if p.take("as") {
		alias.Text = p.name()
		was := p.node("Imported", 0)
		was.Text = imported
		alias.add("name", was)
	}
}

// assignment reads one, or an expression that is a statement.
func (p *parser) assignment() *Node {
	start := p.tok.start
	first, starred := p.expressions()
	switch {
	case p.at("="):
		return p.assignments(start, first)
	case starred:
		p.stop()
	case p.at(":"):
		return p.annotated(start, first)
	case p.tok.kind == operator && isAugmented(p.tok.text):
		n := p.node("AugAssign", start)
		p.single(first)
		n.add("target", first)
		p.next()
		n.add("value", p.assigned())
		return n
	}
	n := p.node("Expr", start)
	n.add("value", first)
	return n
}

func (p *parser) assignments(start int, first *Node) *Node {
	n := p.node("Assign", start)
	value, starred := first, false
	for p.take("=") {
		p.assign(value, Store)
		n.add("targets", value)
		if p.at("yield") {
			value, starred = p.yield(), false
		} else {
			value, starred = p.expressions()
		}
	}
	if starred {
		p.stop()
	}
	n.add("value", value)
	return n
}

func (p *parser) annotated(start int, target *Node) *Node {
	n := p.node("AnnAssign", start)
	if p.source[start] == '(' {
		p.stop()
	}
	p.single(target)
	n.add("target", target)
	p.next()
	n.add("annotation", p.expression())
	if p.take("=") {
		n.add("value", p.assigned())
	}
	return n
}

// single makes an expression the one target of an assignment.
func (p *parser) single(target *Node) {
	switch target.Kind {
	case "Name", "Attribute", "Subscript":
		p.assign(target, Store)
	default:
		p.stop()
	}
}

// assigned reads the value of an assignment that has one target.
func (p *parser) assigned() *Node {
	if p.at("yield") {
		return p.yield()
	}
	return p.value()
}

func isAugmented(operator string) bool {
	switch operator {
	case "+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**=":
		return true
	}
	return false
}
