package syntax

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// strings reads one string, or several that follow each other and make one.
func (p *parser) strings() *Node {
	start := p.tok.start
	bytes, formatted := false, false
	var fields []*Node
	var value string
	for first := true; p.tok.kind == text; first = false {
		quote := strings.IndexAny(p.tok.text, `"'`)
		prefix := strings.ToLower(p.tok.text[:quote])
		width := 1
		if len(p.tok.text) >= quote+6 && strings.HasPrefix(p.tok.text[quote:], strings.Repeat(p.tok.text[quote:quote+1], 3)) {
			width = 3
		}
		from, to := p.tok.start+quote+width, p.tok.end-width
		inner := p.source[from:to]
		raw := strings.Contains(prefix, "r")
		switch isBytes := strings.Contains(prefix, "b"); {
		case !first && isBytes != bytes:
			p.stop()
		case isBytes:
			bytes = true
			if strings.ContainsFunc(inner, func(r rune) bool { return r >= utf8.RuneSelf }) {
				p.stop()
			}
		}
		if strings.Contains(prefix, "f") {
			formatted = true
			fields = append(fields, p.fields(from, to, raw)...)
		} else if raw || strings.IndexByte(inner, '\\') < 0 {
			value += inner
		} else {
			value += p.unescape(inner, bytes)
		}
		p.next()
	}
	switch {
	case formatted:
		n := p.node("JoinedStr", start)
		n.add("values", fields...)
		return n
	case bytes:
		return p.node("Constant", start)
	}
	n := p.node("Str", start)
	n.Text = value
	return n
}

// unescape is what a string with backslashes stands for.
func (p *parser) unescape(s string, bytes bool) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			out.WriteByte(s[i])
			i++
			continue
		}
		c := s[i+1] // the scanner has seen that there is one
		i += 2
		digits := 0
		switch c {
		case '\n':
		case '\\', '\'', '"':
			out.WriteByte(c)
		case 'a', 'b', 'f', 'n', 'r', 't', 'v':
			out.WriteByte("\a\b\f\n\r\t\v"[strings.IndexByte("abfnrtv", c)])
		case '0', '1', '2', '3', '4', '5', '6', '7':
			i--
			end := i
			for end < min(i+3, len(s)) && s[end] >= '0' && s[end] <= '7' {
				end++
			}
			code, _ := strconv.ParseUint(s[i:end], 8, 16) // three digits at most
			out.WriteRune(rune(code))
			i = end
		case 'x':
			digits = 2
		case 'u':
			digits = 4
		case 'U':
			digits = 8
		case 'N':
			if !bytes {
				p.stop() // a name that Unicode may have or not
			}
			out.WriteString(`\N`)
		default:
			out.WriteByte('\\') // Python leaves alone what means nothing
			out.WriteByte(c)
		}
		switch {
		case digits == 0:
		case bytes && digits > 2:
			out.WriteString(`\u`)
		default:
			end := min(i+digits, len(s))
			code, err := strconv.ParseUint(s[i:end], 16, 32)
			if end < i+digits || err != nil || !utf8.ValidRune(rune(code)) {
				p.stop() // or half a character, that Python keeps as such
				return ""
			}
			out.WriteRune(rune(code))
			i = end
		}
	}
	return out.String()
}

// fields are what the braces of an f-string hold. Only what Python takes both
// before and after version 3.12 is plain.
func (p *parser) fields(from, to int, raw bool) []*Node {
	var found []*Node
	literal := from
	check := func(end int) {
		if piece := p.source[literal:end]; !raw && strings.IndexByte(piece, '\\') >= 0 {
			p.unescape(piece, false)
		}
	}
	for i := from; i < to && !p.stopped; {
		switch c := p.source[i]; {
		case c == '\\' && !raw:
			if next := p.source[i+1]; next == '{' || next == '}' {
				p.stop()
			}
			i += 2
		case c != '{' && c != '}':
			i++
		case i+1 < to && p.source[i+1] == c:
			i += 2
		case c == '}' || p.inField:
			p.stop() // a brace alone, or an f-string in an f-string
		default:
			check(i)
			var field *Node
			field, i = p.field(i, to, true)
			found = append(found, field)
			literal = i
		}
	}
	if !p.stopped {
		check(to)
	}
	return found
}

// field reads from one brace to behind the other. Only an outer field may have a
// format in which there are fields again.
func (p *parser) field(open, limit int, outer bool) (n *Node, end int) {
	inner := &parser{scanner: scanner{source: p.source, at: open + 1, limit: limit, brackets: 1, inField: true}, nested: p.nested + 1}
	n = p.node("FormattedValue", open)
	inner.next()
	n.add("value", inner.expression())
	inner.take("=") // to print the expression, too
	if inner.at("!") {
		end := inner.tok.end
		inner.next()
		switch inner.tok.text {
		case "r", "s", "a":
		default:
			inner.stop()
		}
		if inner.tok.start != end || inner.peek(0) != '}' && inner.peek(0) != ':' {
			inner.stop()
		}
		inner.next()
	}
	end = inner.tok.end
	if inner.at(":") {
		var format *Node
		format, end = inner.format(inner.tok.start, outer)
		n.add("format_spec", format)
	} else if !inner.at("}") {
		inner.stop()
	}
	if inner.stopped {
		p.stop()
	}
	return n, end
}

// format reads what follows the colon of a field, to behind the brace.
func (p *parser) format(colon int, outer bool) (n *Node, end int) {
	n = p.node("JoinedStr", colon)
	for i := colon + 1; i < p.limit && !p.stopped; {
		switch p.source[i] {
		case '}':
			return n, i + 1
		case '{':
			if !outer || i+1 < p.limit && p.source[i+1] == '{' {
				p.stop()
				break
			}
			var field *Node
			field, i = p.field(i, p.limit, false)
			n.add("values", field)
		case '\\', '\n':
			p.stop()
		default:
			i++
		}
	}
	p.stop()
	return n, p.limit
}
