package document

import (
	"bytes"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// content is where a list or map itself begins, behind its anchor and tag.
func (r *yamlReader) content(y *yaml.Node, start int) int {
	if y.Anchor == "" && y.Style&yaml.TaggedStyle == 0 && y.Style&yaml.FlowStyle == 0 {
		return start
	}
	return min(r.properties(start), len(r.text)-1)
}

// properties is the offset behind the anchor and the tag that may stand at at,
// and what blanks and comments follow them.
func (r *yamlReader) properties(at int) int {
	for at < len(r.text) && isProperty(r.text[at]) {
		at = r.skip(r.word(at))
	}
	return at
}

// propertiesEnd is the offset directly behind them.
func (r *yamlReader) propertiesEnd(at int) int {
	end := at
	for at < len(r.text) && isProperty(r.text[at]) {
		end = r.word(at)
		at = r.skip(end)
	}
	return end
}

func isProperty(c byte) bool { return c == '&' || c == '!' }

// word is the end of an anchor or tag, as yaml.v3 sees it: it lets a tag have
// commas and brackets.
func (r *yamlReader) word(at int) int {
	tag := r.text[at] == '!'
	for at++; at < len(r.text); at++ {
		c := r.text[at]
		if tag && (isBlank(c) || breakAt(r.text, at) > 0) || !tag && !isNameByte(c) {
			break
		}
	}
	return at
}

// skip goes over blanks, line breaks and comments.
func (r *yamlReader) skip(at int) int {
	for at < len(r.text) {
		switch {
		case isBlank(r.text[at]):
			at++
		case r.text[at] == '#':
			at = r.lineEnd(at)
		default:
			size := breakAt(r.text, at)
			if size == 0 {
				return at
			}
			at += size
		}
	}
	return at
}

func (r *yamlReader) lineEnd(at int) int {
	for at < len(r.text) && breakAt(r.text, at) == 0 {
		at++
	}
	return at
}

// at is the offset in r.text of a node's line and column.
func (r *yamlReader) at(y *yaml.Node) int {
	line := min(max(y.Line, 1), len(r.lines))
	if line != r.line || y.Column < r.column {
		r.line, r.column, r.offset = line, 1, r.lines[line-1]
	}
	for r.column < y.Column && r.offset < len(r.text) {
		_, size := utf8.DecodeRune(r.text[r.offset:])
		r.offset += size
		r.column++
	}
	return r.offset
}

// yamlLines are the starts of the lines as YAML breaks them: beside \n also at a
// lone \r and at three characters of Unicode. A byte order mark takes no column.
func yamlLines(text []byte) []int {
	lines := make([]int, 1, 1+bytes.Count(text, []byte{'\n'}))
	if bytes.HasPrefix(text, []byte(byteOrderMark)) {
		lines[0] = len(byteOrderMark)
	}
	for at := 0; at < len(text); at++ {
		if size := breakAt(text, at); size > 0 {
			at += size - 1
			lines = append(lines, at+1)
		}
	}
	return lines
}

// breakAt is the length of the line break at at, 0 if there is none.
func breakAt(text []byte, at int) int {
	switch text[at] {
	case '\n':
		return 1
	case '\r':
		if at+1 < len(text) && text[at+1] == '\n' {
			return 2
		}
		return 1
	case 0xC2: // NEL
		if at+1 < len(text) && text[at+1] == 0x85 {
			return 2
		}
	case 0xE2: // LS, PS
		if at+2 < len(text) && text[at+1] == 0x80 && (text[at+2] == 0xA8 || text[at+2] == 0xA9) {
			return 3
		}
	}
	return 0
}
