package selector

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// quoted reads a string in single or double quotes at the present place, and
// tells where its text stands. A backslash escapes as in Java.
func (p *parser) quoted() (string, Span, error) {
	open := p.pos
	quote := p.peek()
	p.pos++
	from := p.pos
	for p.pos < p.end && p.peek() != quote {
		if p.peek() == '\\' {
			p.pos++
		}
		p.pos++
	}
	if p.pos >= p.end {
		p.pos = p.end
		return "", Span{}, p.fail(open, "the quote is never closed")
	}
	span := Span{from, p.pos}
	p.pos++
	text, bad := unescape(p.text[span.Start:span.End])
	if bad >= 0 {
		return "", Span{}, p.fail(span.Start+bad, `after \u come four hexadecimal digits`)
	}
	return text, span, nil
}

// unescape resolves the backslashes of s. bad is the offset of an escape that is
// broken, -1 when there is none.
func unescape(s string) (text string, bad int) {
	if strings.IndexByte(s, '\\') < 0 {
		return s, -1
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		if s[i] != 'u' {
			b.WriteByte(escaped(s[i]))
			continue
		}
		r, ok := codeUnit(s[i+1:])
		if !ok {
			return "", i - 1
		}
		i += 4
		if low, ok := strings.CutPrefix(s[i+1:], `\u`); ok && utf16.IsSurrogate(r) {
			if unit, ok := codeUnit(low); ok {
				if pair := utf16.DecodeRune(r, unit); pair != utf8.RuneError {
					r = pair
					i += len(`\u`) + 4
				}
			}
		}
		b.WriteRune(r)
	}
	return b.String(), -1
}

// escaped returns what a backslash before c means.
func escaped(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

// codeUnit reads four hexadecimal digits.
func codeUnit(s string) (rune, bool) {
	if len(s) < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(s[:4], 16, 16)
	return rune(n), err == nil
}
