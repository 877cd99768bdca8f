package selector

import (
	"strconv"
	"strings"
)

// bracket reads what stands in brackets.
func (p *parser) bracket(path *Path, start int) error {
	open := p.pos
	p.pos++
	p.skipBlanks()
	if p.pos == p.end {
		return p.fail(open, "the bracket is never closed")
	}
	switch c := p.peek(); {
	case c == '\'' || c == '"':
		return p.keys(path, start, open, c)
	case c == '*':
		p.pos++
		if err := p.closeBracket(open); err != nil {
			return err
		}
		return p.addSpread(path, Segment{Kind: Wildcard, Offset: start, End: p.pos})
	case c == '?':
		return p.filter(path, start, open)
	case c == '-' || c == ':' || isDigit(c):
		return p.indexes(path, start, open)
	case c == '(':
		return p.fail(p.pos, "an expression does not work as an index; [-1] is the last element")
	case c == ']':
		return p.fail(p.pos, "the brackets are empty; [0] is the first element, [*] are all")
	}
	if key, _, closed := strings.Cut(p.text[p.pos:p.end], "]"); closed && !strings.ContainsAny(key, "'[") {
		return p.fail(p.pos, "a key in brackets needs quotes: ['%s']", strings.TrimRight(key, blanks))
	}
	return p.fail(p.pos, "in brackets comes an index, a key in quotes, * or a filter ?(...)")
}

func (p *parser) closeBracket(open int) error {
	if p.eat(']') {
		return nil
	}
	if p.pos == p.end {
		return p.fail(open, "the bracket is never closed")
	}
	return p.fail(p.pos, "expected a closing bracket")
}

// keys reads 'a','b'] with quotes of one sort.
func (p *parser) keys(path *Path, start, open int, quote byte) error {
	s := Segment{Kind: Child, Offset: start}
	for {
		p.skipBlanks()
		if p.pos == p.end || p.peek() != quote {
			return p.fail(p.pos, "expected a key in %s quotes, as the first one", quoteName(quote))
		}
		name, span, err := p.quoted()
		if err != nil {
			return err
		}
		s.Names = append(s.Names, name)
		s.NameSpans = append(s.NameSpans, span)
		if p.eat(',') {
			continue
		}
		if p.pos < p.end && p.peek() != ']' {
			return p.fail(p.pos, "after the quoted key comes a comma or a closing bracket")
		}
		if err := p.closeBracket(open); err != nil {
			return err
		}
		s.End = p.pos
		path.segments = append(path.segments, s)
		return nil
	}
}

func quoteName(quote byte) string {
	if quote == '"' {
		return "double"
	}
	return "single"
}

// indexes reads 0] or 0,1] or 0:2].
func (p *parser) indexes(path *Path, start, open int) error {
	length := strings.IndexByte(p.text[p.pos:p.end], ']')
	if length < 0 {
		return p.fail(open, "the bracket is never closed")
	}
	from := p.pos
	text := strings.TrimRight(p.text[from:from+length], blanks)
	p.pos += length + 1
	s := Segment{Offset: start, End: p.pos}
	var err error
	if strings.Contains(text, ":") {
		s.Kind = Slice
		s.From, s.To, err = p.slice(text, from)
	} else {
		s.Kind = Index
		s.Indexes, err = p.indexList(text, from)
	}
	if err != nil {
		return err
	}
	path.segments = append(path.segments, s)
	return nil
}

func (p *parser) indexList(text string, offset int) ([]int, error) {
	var indexes []int
	for part := range strings.SplitSeq(text, ",") {
		trimmed := strings.TrimLeft(part, blanks)
		n, err := p.integer(strings.TrimRight(trimmed, blanks), offset+len(part)-len(trimmed))
		if err != nil {
			return nil, err
		}
		indexes = append(indexes, n)
		offset += len(part) + len(",")
	}
	return indexes, nil
}

// slice reads from:to. Like Jayway it takes a step after a second colon and
// ignores it, and takes no blanks.
func (p *parser) slice(text string, offset int) (from, to *int, err error) {
	if i := strings.IndexAny(text, blanks); i >= 0 {
		return nil, nil, p.fail(offset+i, "a slice takes no spaces")
	}
	bounds := []**int{&from, &to}
	at := offset
	for i, part := range strings.Split(text, ":") {
		if part != "" {
			n, err := p.integer(part, at)
			if err != nil {
				return nil, nil, err
			}
			if i < len(bounds) {
				*bounds[i] = &n
			}
		}
		at += len(part) + len(":")
	}
	if from == nil && to == nil {
		return nil, nil, p.fail(offset, "a slice needs a bound; [*] are all elements")
	}
	return from, to, nil
}

func (p *parser) integer(text string, offset int) (int, error) {
	if text == "" {
		return 0, p.fail(offset, "a number is missing here")
	}
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, p.fail(offset, "%.40q is not a whole number", text)
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return 0, p.fail(offset, "index %.40s is too large", text)
	}
	return int(n), nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
