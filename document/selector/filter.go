package selector

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
)

// filter reads ?(condition)].
func (p *parser) filter(path *Path, start, open int) error {
	p.pos++
	if !p.eat('(') {
		return p.fail(p.pos, "a filter is written as [?(@.key == 'text')]")
	}
	outer := p.inFilter
	p.inFilter = true
	c, err := p.alternatives()
	if err != nil {
		return err
	}
	if !p.eat(')') {
		return p.expected("a closing parenthesis after the condition")
	}
	p.inFilter = outer
	if err := p.closeBracket(open); err != nil {
		return err
	}
	return p.addSpread(path, Segment{Kind: Filter, Offset: start, End: p.pos, filter: c})
}

// alternatives reads conditions joined by ||.
func (p *parser) alternatives() (condition, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer func() { p.nesting-- }()
	return p.joined("||", p.conjunction, func(c []condition) condition { return anyOf(c) })
}

// conjunction reads conditions joined by &&, which binds tighter.
func (p *parser) conjunction() (condition, error) {
	return p.joined("&&", p.term, func(c []condition) condition { return allOf(c) })
}

func (p *parser) joined(operator string, read func() (condition, error), join func([]condition) condition) (condition, error) {
	var parts []condition
	for {
		c, err := read()
		if err != nil {
			return nil, err
		}
		parts = append(parts, c)
		p.skipBlanks()
		if !strings.HasPrefix(p.text[p.pos:p.end], operator) {
			break
		}
		p.pos += len(operator)
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	return join(parts), nil
}

// term reads a condition without && and ||: negated, in parentheses, or plain.
func (p *parser) term() (condition, error) {
	switch {
	case p.eat('!'):
		if err := p.enter(); err != nil {
			return nil, err
		}
		defer func() { p.nesting-- }()
		c, err := p.term()
		return negation{c}, err
	case p.eat('('):
		c, err := p.alternatives()
		if err == nil && !p.eat(')') {
			return nil, p.expected("a closing parenthesis")
		}
		return c, err
	}
	return p.comparison()
}

// comparison reads two operands and what stands between them, or a path alone,
// which asks whether it exists.
func (p *parser) comparison() (condition, error) {
	start := p.skipped()
	left, err := p.operand()
	if err != nil {
		return nil, err
	}
	at := p.skipped()
	name := p.operatorName()
	if name == "" {
		if left.path == nil {
			return nil, p.fail(start, "a condition starts with a path such as @.key, or compares with one")
		}
		return exists{left.path}, nil
	}
	if !slices.Contains(strings.Fields(operators), name) {
		return nil, p.unknownOperator(at, name)
	}
	at = p.skipped()
	right, err := p.operand()
	if err != nil {
		return nil, err
	}
	patterns := 0
	for _, side := range []operand{left, right} {
		if side.pattern != nil {
			patterns++
		}
	}
	if name == "=~" && patterns != 1 || name != "=~" && patterns > 0 {
		return nil, p.fail(at, "=~ compares with a pattern such as /^run.*/, and nothing else does")
	}
	return comparison{left, name, right}, nil
}

const operators = "== != === !== < <= > >= =~ in nin subsetof anyof noneof all contains size empty"

// operatorName reads an operator; words may be in any case. It is empty when
// none stands here.
func (p *parser) operatorName() string {
	const symbols = "<>=~!"
	from := p.pos
	for p.pos < p.end && strings.IndexByte(symbols, p.peek()) >= 0 {
		p.pos++
	}
	if p.pos == from {
		for p.pos < p.end && isLetter(p.peek()) {
			p.pos++
		}
	}
	return strings.ToLower(p.text[from:p.pos])
}

func (p *parser) unknownOperator(at int, name string) error {
	switch name {
	case "=":
		return p.fail(at, "= compares nothing; use ==")
	case "<>":
		return p.fail(at, "<> compares nothing; use !=")
	}
	return p.fail(at, "unknown operator %.40q; use one of ==, !=, <, <=, >, >=, =~, in", name)
}

// operand is one side of a comparison: a path, a literal or a pattern.
type operand struct {
	path    *Path
	literal any
	pattern *pattern
}

func (p *parser) operand() (operand, error) {
	p.skipBlanks()
	if p.pos == p.end {
		return operand{}, p.fail(p.pos, "the filter is never closed")
	}
	switch p.peek() {
	case '@', '$':
		path, err := p.filterPath()
		return operand{path: path}, err
	case '/':
		pattern, err := p.pattern()
		return operand{pattern: pattern}, err
	}
	v, err := p.literal()
	return operand{literal: v}, err
}

// filterPath reads a path inside a filter; it ends where an operator may begin.
func (p *parser) filterPath() (*Path, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer func() { p.nesting-- }()
	path := &Path{text: p.text, relative: p.peek() == '@'}
	p.pos++
	if p.pos < p.end && !p.atPathEnd() && p.peek() != '.' && p.peek() != '[' {
		return nil, p.fail(p.pos, "after %c comes a dot or a bracket, as in %[1]c.key", p.text[p.pos-1])
	}
	return path, p.segments(path)
}

// literal reads a text, number, true, false, null, a list or an object.
func (p *parser) literal() (any, error) {
	p.skipBlanks()
	if p.pos == p.end {
		return nil, p.fail(p.pos, "the filter is never closed")
	}
	switch c := p.peek(); {
	case c == '\'' || c == '"':
		text, _, err := p.quoted()
		return text, err
	case c == '[':
		return p.listLiteral()
	case c == '{':
		return p.objectLiteral()
	case c == '-' || c == '.' || isDigit(c):
		return p.numberLiteral()
	}
	from := p.pos
	for p.pos < p.end && isLetter(p.peek()) {
		p.pos++
	}
	switch word := p.text[from:p.pos]; word {
	case "true", "false":
		return word == "true", nil
	case "null":
		return nil, nil
	case "":
		return nil, p.fail(from, "a path, a text in quotes or a number is missing here")
	default:
		return nil, p.fail(from, "a text in a filter needs quotes: '%.40s'", word)
	}
}

func (p *parser) numberLiteral() (any, error) {
	from := p.pos
	for p.pos < p.end && (isDigit(p.peek()) || strings.IndexByte("-+.eE", p.peek()) >= 0) {
		p.pos++
	}
	n := json.Number(p.text[from:p.pos])
	if _, ok := value.CompareNumbers(n, n); ok {
		return n, nil
	}
	// Java reads more than JSON allows, such as 01 and .5.
	f, err := n.Float64()
	if err != nil {
		return nil, p.fail(from, "%.40q is not a number", string(n))
	}
	return number(f), nil
}

func (p *parser) listLiteral() (any, error) {
	list := []any{}
	err := p.elements(']', func() error {
		v, err := p.literal()
		list = append(list, v)
		return err
	})
	return list, err
}

func (p *parser) objectLiteral() (any, error) {
	o := &value.Object{}
	err := p.elements('}', func() error {
		p.skipBlanks()
		if p.pos == p.end || p.peek() != '\'' && p.peek() != '"' {
			return p.expected("a key in quotes")
		}
		key, _, err := p.quoted()
		if err != nil {
			return err
		}
		if !p.eat(':') {
			return p.expected("a colon")
		}
		v, err := p.literal()
		o.Set(key, v)
		return err
	})
	return o, err
}

// elements reads what read reads, separated by commas, from an opening bracket
// to its closing one.
func (p *parser) elements(closing byte, read func() error) error {
	if err := p.enter(); err != nil {
		return err
	}
	defer func() { p.nesting-- }()
	p.pos++
	if p.eat(closing) {
		return nil
	}
	for {
		if err := read(); err != nil {
			return err
		}
		if p.eat(closing) {
			return nil
		}
		if !p.eat(',') {
			return p.expected("a comma or a closing bracket")
		}
	}
}

// skipped skips blanks and returns the place after them.
func (p *parser) skipped() int {
	p.skipBlanks()
	return p.pos
}

func (p *parser) expected(what string) error {
	if p.pos == p.end {
		return p.fail(p.pos, "the filter is never closed")
	}
	return p.fail(p.pos, "expected %s", what)
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
