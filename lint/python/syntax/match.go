package syntax

// match reads a match statement. It is nil when the line is none, as the word may
// also be a name; then nothing has been read.
func (p *parser) match() *Node {
	before, indents := p.scanner, len(p.indents)
	n := p.node("Match", p.tok.start)
	p.next()
	n.add("subject", p.value())
	begins := p.take(":") && p.tok.kind == newline
	p.next()
	begins = begins && p.tok.kind == indent
	p.next()
	if !begins || !p.atCase() {
		before.indents = p.indents[:indents]
		p.scanner = before
		return nil
	}
	for p.tok.kind != dedent && !p.stopped {
		n.add("cases", p.case_())
	}
	p.expectKind(dedent)
	return n
}

func (p *parser) atCase() bool { return p.tok.kind == name && p.tok.text == "case" }

func (p *parser) case_() *Node {
	defer p.enter()()
	if !p.atCase() {
		p.stop()
	}
	p.next()
	n := p.node("match_case", 0)
	start := p.tok.start
	pattern := p.starPattern()
	if p.at(",") {
		pattern = p.sequence(start, ":", pattern)
	} else if pattern.Kind == "MatchStar" {
		p.stop()
	}
	n.add("pattern", pattern)
	if p.take("if") {
		n.add("guard", p.condition())
	}
	n.add("body", p.block()...)
	return n
}

// sequence reads on behind the first pattern of several, up to the end.
func (p *parser) sequence(start int, end string, first *Node) *Node {
	n := p.node("MatchSequence", start)
	n.add("patterns", first)
	for p.take(",") && !p.at(end) && !p.at("if") {
		n.add("patterns", p.starPattern())
	}
	return n
}

// starPattern reads a pattern, or a star and the name for what is left.
func (p *parser) starPattern() *Node {
	start := p.tok.start
	if !p.take("*") {
		return p.pattern()
	}
	p.name()
	return p.node("MatchStar", start)
}

func (p *parser) pattern() *Node {
	defer p.enter()()
	start := p.tok.start
	n := p.oneOf()
	if !p.take("as") {
		return n
	}
	p.captured()
	as := p.node("MatchAs", start)
	as.add("pattern", n)
	return as
}

// captured goes over a name that is given to what matches.
func (p *parser) captured() {
	if p.name() == "_" {
		p.stop()
	}
}

func (p *parser) oneOf() *Node {
	start := p.tok.start
	first := p.closed()
	if !p.at("|") {
		return first
	}
	n := p.node("MatchOr", start)
	n.add("patterns", first)
	for p.take("|") {
		n.add("patterns", p.closed())
	}
	return n
}

// closed reads a pattern that needs no brackets.
func (p *parser) closed() *Node {
	start := p.tok.start
	switch {
	case p.tok.kind == name:
		return p.namePattern()
	case p.at("None"), p.at("True"), p.at("False"):
		p.next()
		return p.node("MatchSingleton", start)
	case p.tok.kind == number, p.tok.kind == text, p.at("-"):
		return p.valuePattern(p.literal())
	case p.take("("):
		return p.bracketPattern(start)
	case p.take("["):
		n := p.node("MatchSequence", start)
		if !p.at("]") {
			n = p.sequence(start, "]", p.starPattern())
		}
		p.expect("]")
		return n
	case p.take("{"):
		return p.mapping(start)
	}
	p.stop()
	return p.node("MatchSingleton", start)
}

func (p *parser) valuePattern(value *Node) *Node {
	n := p.node("MatchValue", value.Offset)
	n.add("value", value)
	return n
}

// literal reads a number or a string. Complex numbers are not plain.
func (p *parser) literal() *Node {
	start := p.tok.start
	if p.take("-") {
		if p.tok.kind != number {
			p.stop()
		}
		n := p.node("UnaryOp", start)
		n.add("operand", p.atom())
		return n
	}
	n := p.atom()
	if n.Kind == "JoinedStr" {
		p.stop()
	}
	return n
}

// namePattern reads a name that is captured, a dotted one that is compared with,
// or a class.
func (p *parser) namePattern() *Node {
	start := p.tok.start
	word := p.name()
	if word == "_" || !p.at(".") && !p.at("(") {
		return p.node("MatchAs", start)
	}
	value := p.node("Name", start)
	value.Text = word
	for p.take(".") {
		n := p.node("Attribute", start)
		n.add("value", value)
		n.Text = p.name()
		value = n
	}
	if !p.take("(") {
		return p.valuePattern(value)
	}
	n := p.node("MatchClass", start)
	n.add("cls", value)
	field := "patterns"
	for !p.at(")") && !p.stopped {
		begin := p.tok.start
		word := p.tok.text
		pattern := p.pattern()
		if p.at("=") {
			if pattern.Kind != "MatchAs" || p.last != begin+len(word) {
				p.stop()
			}
			p.next()
			field = "kwd_patterns"
			pattern = p.pattern()
		} else if field != "patterns" {
			p.stop()
		}
		n.add(field, pattern)
		if !p.take(",") {
			break
		}
	}
	p.expect(")")
	return n
}

// bracketPattern reads on behind a bracket: what is only put in it, or a sequence.
func (p *parser) bracketPattern(start int) *Node {
	n := p.node("MatchSequence", start)
	if p.take(")") {
		return n
	}
	first := p.starPattern()
	if p.at(",") {
		n = p.sequence(start, ")", first)
	} else if n = first; n.Kind == "MatchStar" {
		p.stop()
	}
	p.expect(")")
	return n
}

func (p *parser) mapping(start int) *Node {
	var keys, patterns []*Node
	for !p.at("}") && !p.stopped {
		if p.take("**") {
			p.captured()
			p.take(",")
			break
		}
		switch {
		case p.tok.kind == name:
			value := p.namePattern()
			if value.Kind != "MatchValue" {
				p.stop()
				break
			}
			keys = append(keys, value.Children[0])
		case p.at("None"), p.at("True"), p.at("False"):
			keys = append(keys, p.atom())
		default:
			keys = append(keys, p.literal())
		}
		p.expect(":")
		patterns = append(patterns, p.pattern())
		if !p.take(",") {
			break
		}
	}
	p.expect("}")
	n := p.node("MatchMapping", start)
	n.add("keys", keys...)
	n.add("patterns", patterns...)
	return n
}
