package document

import (
	"strings"
	"unicode/utf8"
)

// decoder reads a scalar's raw text again, to know where it ends and which byte
// of the decoded text comes from where. It follows libyaml, and so yaml.v3.
type decoder struct {
	text []byte
	at   int // in text
	// length counts the bytes of the decoded text so far.
	length int
	// limit is the length of the decoded text, which ends a plain scalar.
	limit int
	// keep collects pieces; otherwise only the end is wanted.
	keep   bool
	pieces pieces
}

// same takes n bytes that stand for themselves.
func (d *decoder) same(n int) {
	if n > 0 && d.keep {
		if last := len(d.pieces) - 1; last >= 0 && !d.pieces[last].spelt && d.pieces[last].end == d.at {
			d.pieces[last].length += n
			d.pieces[last].end += n
		} else {
			d.pieces = append(d.pieces, piece{text: d.length, length: n, start: d.at, end: d.at + n})
		}
	}
	d.at += n
	d.length += n
}

// spelt takes the bytes up to end, which stand for n bytes of text.
func (d *decoder) spelt(n, start, end int) {
	if n > 0 && d.keep {
		d.pieces = append(d.pieces, piece{text: d.length, length: n, start: start, end: end, spelt: true})
	}
	d.length += n
}

// finish marks the end of the text.
func (d *decoder) finish(at int) {
	if d.keep {
		d.pieces = append(d.pieces, piece{text: d.length, start: at, end: at})
	}
}

// scalar reads a YAML scalar, whose decoded text is known, and returns its end.
func (d *decoder) scalar(style Style, decoded string) int {
	d.limit = len(decoded)
	switch style {
	case Literal, Folded:
		return d.block(style == Folded, decoded)
	case SingleQuoted, DoubleQuoted:
		return d.quotedYAML(style)
	}
	for d.length < d.limit && d.at < len(d.text) {
		if !d.space() {
			d.same(d.rune())
		}
	}
	d.finish(d.at)
	return d.at
}

// rune is the length of the character at d.at.
func (d *decoder) rune() int {
	if d.text[d.at] < utf8.RuneSelf {
		return 1
	}
	_, size := utf8.DecodeRune(d.text[d.at:])
	return size
}

func (d *decoder) quotedYAML(style Style) int {
	quote := byte('"')
	if style == SingleQuoted {
		quote = '\''
	}
	d.at++
	for d.at < len(d.text) {
		c := d.text[d.at]
		switch {
		case c == quote && quote == '\'' && d.at+1 < len(d.text) && d.text[d.at+1] == quote:
			d.spelt(1, d.at, d.at+2)
			d.at += 2
		case c == quote:
			d.finish(d.at)
			return d.at + 1
		case c == '\\' && quote == '"':
			d.escape()
		case d.space():
		default:
			d.same(d.rune())
		}
	}
	d.finish(d.at)
	return d.at
}

// space reads blanks and line breaks, if there are any, and folds them: one line
// break is a blank, of more all but the first stay, blanks around them go.
func (d *decoder) space() bool {
	blanks := d.blanksAt(d.at)
	at := d.at + blanks
	if at >= len(d.text) || breakAt(d.text, at) == 0 {
		d.same(blanks)
		return blanks > 0
	}
	d.fold(at, false)
	return true
}

// fold reads line breaks from at, where the first one is. An escaped one does
// not count itself.
func (d *decoder) fold(at int, escaped bool) {
	first := at
	at += breakAt(d.text, at)
	firstEnd, count := at, 0
	// LS and PS are never folded away.
	kept := !escaped && d.text[first] == 0xE2
	if kept {
		d.spelt(firstEnd-first, first, firstEnd)
	}
	for {
		next := at + d.blanksAt(at)
		if next >= len(d.text) {
			at = next
			break
		}
		size := breakAt(d.text, next)
		if size == 0 {
			at = next
			break
		}
		d.spelt(breakLength(d.text, next), next, next+size)
		count++
		at = next + size
	}
	if count == 0 && !escaped && !kept {
		d.spelt(1, first, at)
	}
	d.at = at
}

// breakLength is the length of the line break at at once it is decoded: all but
// LS and PS become \n.
func breakLength(text []byte, at int) int {
	if text[at] == 0xE2 {
		return 3
	}
	return 1
}

func (d *decoder) blanksAt(at int) int {
	start := at
	for at < len(d.text) && (d.text[at] == ' ' || d.text[at] == '\t') {
		at++
	}
	return at - start
}

// isYAMLEscape tells what yaml.v3 takes behind a backslash.
func isYAMLEscape(c byte) bool { return strings.IndexByte("0abt\tnvfre \"'\\N_LPxuU", c) >= 0 }

// escape reads an escape of a YAML string in double quotes.
func (d *decoder) escape() {
	start := d.at
	if start+1 >= len(d.text) {
		d.same(1)
		return
	}
	if breakAt(d.text, start+1) > 0 {
		d.fold(start+1, true)
		return
	}
	end, length := start+2, 1
	digits := 0
	if c := d.text[start+1]; c != '/' && !isYAMLEscape(c) {
		d.same(1) // no escape: the reader took the backslash for itself
		return
	}
	switch d.text[start+1] {
	case 'N', '_': // U+0085, U+00A0
		length = 2
	case 'L', 'P': // U+2028, U+2029
		length = 3
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	}
	if digits > 0 {
		var r rune
		for ; digits > 0 && end < len(d.text); digits-- {
			// The bit makes lower case of a letter and leaves a digit as it is.
			r = r<<4 | rune(strings.IndexByte("0123456789abcdef", d.text[end]|0x20))
			end++
		}
		length = max(utf8.RuneLen(r), 1)
	}
	d.spelt(length, start, end)
	d.at = end
}

// json reads a string of JSON, or what the reader took for one.
func (d *decoder) json(n *Node) {
	if n.Style == Plain {
		d.same(n.end - n.start)
		d.finish(n.end)
		return
	}
	d.at++
	end := n.end
	if !n.unclosed {
		end--
	}
	raw := string(d.text[d.at:end])
	base := d.at
	for {
		i := strings.IndexByte(raw[d.at-base:], '\\')
		if i < 0 {
			d.same(end - d.at)
			break
		}
		d.same(i)
		escapeEnd, decoded, _ := jsonEscape(raw, d.at-base)
		d.spelt(len(decoded), d.at, base+escapeEnd)
		d.at = base + escapeEnd
	}
	d.finish(end)
}
