package document

import (
	"strings"
	"unicode/utf8"
)

// quoted reads the string in double quotes at r.at.
func (r *jsonReader) quoted() *Node {
	at := r.at + 1
	for at < len(r.text) {
		c := r.text[at]
		if c == '"' {
			n := r.stringNode(at + 1)
			n.Text = r.text[n.start+1 : at]
			return n
		}
		if c == '\\' || c < ' ' {
			break
		}
		at++
	}
	return r.escaped(at, '"')
}

// singleQuoted reads a string in single quotes, which JSON does not have.
func (r *jsonReader) singleQuoted() *Node {
	before := len(r.found.list)
	n := r.escaped(r.at+1, '\'')
	n.Style = SingleQuoted
	if len(r.found.list) > before {
		return n // not closed, for example: one problem is enough
	}
	problem := r.found.add(SyntaxProblem, n.start, n.end, "JSON has only double quotes")
	problem.Suggestion = jsonQuote(n.Text)
	problem.Edits = []Edit{{Start: n.start, End: n.end, Text: problem.Suggestion}}
	return n
}

func (r *jsonReader) stringNode(end int) *Node {
	n := r.nodes.node(String, r.at, end)
	n.Style, n.json = DoubleQuoted, true
	r.at, r.last = end, end
	return n
}

// escaped reads on in a string from at, where its first special byte is.
func (r *jsonReader) escaped(at int, quote byte) *Node {
	r.decoded = r.decoded[:0]
	copied := r.at + 1 // up to here the text is in r.decoded
	var control []Edit
	for at < len(r.text) {
		c := r.text[at]
		switch {
		case c == quote:
			r.decoded = append(r.decoded, r.text[copied:at]...)
			n := r.stringNode(at + 1)
			n.Text = string(r.decoded)
			r.control(control)
			return n
		case c == '\\':
			r.decoded = append(r.decoded, r.text[copied:at]...)
			end, decoded, ok := jsonEscape(r.text, at)
			if !ok && !(quote == '\'' && strings.HasPrefix(r.text[at:], `\'`)) {
				problem := r.found.add(SyntaxProblem, at, end, "JSON has no escape %s; a backslash itself is \\\\", r.text[at:end])
				problem.Edits = []Edit{{Start: at, End: at, Text: `\`}}
				if decoded == "'" {
					problem.Edits = []Edit{{Start: at, End: at + 1}}
				}
			}
			r.decoded = append(r.decoded, decoded...)
			at, copied = end, end
		case (c == '\n' || c == '\r') && r.endsUnclosed(at):
			r.control(control)
			return r.unclosedString(copied, at)
		case c < ' ':
			control = append(control, Edit{Start: at, End: at + 1, Text: controlEscape(c)})
			at++
		default:
			at++
		}
	}
	r.control(control)
	return r.unclosedString(copied, at)
}

// control reports the control characters of one string as one problem.
func (r *jsonReader) control(edits []Edit) {
	if len(edits) == 0 {
		return
	}
	first := edits[0]
	problem := r.found.add(SyntaxProblem, first.Start, first.End,
		"JSON strings write %s as %s", controlName(r.text[first.Start]), first.Text)
	problem.Suggestion = first.Text
	problem.Edits = edits
}

// endsUnclosed tells, at the end of a line inside a string, whether the closing
// quote was forgotten.
func (r *jsonReader) endsUnclosed(at int) bool {
	if at < r.goesOn {
		return false
	}
	next, unclosed := behindBreak(r.text, at)
	if !unclosed {
		r.goesOn = next
	}
	return unclosed
}

// behindBreak is the offset of what follows the line break at at. It tells that
// no string can go on over the break: what follows goes on as JSON does.
func behindBreak(text string, at int) (next int, isJSON bool) {
	rest := strings.TrimLeft(text[at:], " \t\r\n")
	next = len(text) - len(rest)
	if rest == "" {
		return next, true
	}
	switch rest[0] {
	case '}', ']', '{', '[':
		return next, true
	case '"':
		// "key": or a whole string in a list, but no closing quote.
		line, _, _ := strings.Cut(rest, "\n")
		return next, strings.Count(line, `"`) >= 2
	}
	return next, false
}

func (r *jsonReader) unclosedString(copied, at int) *Node {
	end := max(at, r.at+1)
	for end > copied && isBlank(r.text[end-1]) {
		end--
	}
	if end > copied && r.text[end-1] == ',' && at < len(r.text) {
		end--
	}
	r.decoded = append(r.decoded, r.text[copied:end]...)
	start := r.at
	n := r.stringNode(end)
	n.Text, n.unclosed = string(r.decoded), true
	r.found.add(SyntaxProblem, start, end, "this string is not closed")
	if at >= len(r.text) {
		r.stop()
	}
	return n
}

// jsonEscape decodes the escape whose backslash is at at. An escape that JSON
// does not have stands for itself, but for \'.
func jsonEscape(text string, at int) (end int, decoded string, ok bool) {
	if at+1 >= len(text) {
		return at + 1, `\`, false
	}
	end = at + 2
	switch c := text[at+1]; c {
	case '"', '\\', '/':
		return end, text[at+1 : end], true
	case 'b':
		return end, "\b", true
	case 'f':
		return end, "\f", true
	case 'n':
		return end, "\n", true
	case 'r':
		return end, "\r", true
	case 't':
		return end, "\t", true
	case '\'':
		return end, "'", false
	case 'u':
		high, ok := hexRune(text, end)
		if !ok {
			return end, text[at:end], false
		}
		end += 4
		if 0xD800 <= high && high < 0xDC00 && strings.HasPrefix(text[end:], `\u`) {
			if low, ok := hexRune(text, end+2); ok && 0xDC00 <= low && low < 0xE000 {
				return end + 6, string((high-0xD800)<<10 + (low - 0xDC00) + 0x10000), true
			}
		}
		return end, string(high), true // a lone surrogate becomes U+FFFD
	case '\r', '\n':
		return at + 1, `\`, false
	default:
		_, size := utf8.DecodeRuneInString(text[at+1:])
		end = at + 1 + size
		return end, text[at:end], false
	}
}

// hexRune reads the four hexadecimal digits at at.
func hexRune(text string, at int) (rune, bool) {
	if at+4 > len(text) {
		return 0, false
	}
	var r rune
	for _, c := range []byte(text[at : at+4]) {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

func controlName(c byte) string {
	switch c {
	case '\t':
		return "a tab"
	case '\n', '\r':
		return "a line break"
	}
	return "a control character"
}

func controlEscape(c byte) string {
	switch c {
	case '\t':
		return `\t`
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	}
	const hex = "0123456789abcdef"
	return `\u00` + string(hex[c>>4]) + string(hex[c&15])
}

// jsonQuote writes text as a JSON string, characters beyond ASCII as they are.
func jsonQuote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range text {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c < ' ':
			b.WriteString(controlEscape(byte(c)))
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
