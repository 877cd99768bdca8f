package document

import "strings"

// block reads a block scalar from its | or >. The end is that of its last line,
// without the line break.
func (d *decoder) block(folded bool, decoded string) int {
	keepBreaks, strip := d.header()
	end := d.at
	d.at += d.breakHere()
	indent := d.indent(decoded)

	// As in libyaml: the line break before a line is held back until the line is
	// known, the empty lines behind it as well.
	var held, empty []stretch
	empty = d.emptyLines(empty, indent)
	leadingBlank := false
	for d.at < len(d.text) && d.columnIs(indent) && d.length+len(empty) < d.limit {
		d.at += indent
		trailingBlank := d.isBlankHere()
		switch {
		case folded && !leadingBlank && !trailingBlank && len(held) > 0 && d.text[held[0].start] != 0xE2:
			if len(empty) == 0 {
				d.spelt(1, held[0].start, d.at)
			}
		default:
			d.breaks(held)
		}
		held = held[:0]
		d.breaks(empty)
		empty = empty[:0]
		leadingBlank = d.isBlankHere()
		line := d.at
		for line < len(d.text) && breakAt(d.text, line) == 0 {
			line++
		}
		d.same(line - d.at)
		end = d.at
		if size := d.breakHere(); size > 0 {
			held = append(held, stretch{d.at, d.at + size})
			d.at += size
		}
		empty = d.emptyLines(empty, indent)
	}
	if !strip {
		d.breaks(held)
	}
	if keepBreaks {
		d.breaks(empty)
		if len(empty) > 0 {
			end = empty[len(empty)-1].start
		}
	}
	d.finish(end)
	return end
}

// stretch is a line break in the text.
type stretch struct{ start, end int }

func (d *decoder) breaks(list []stretch) {
	for _, b := range list {
		d.spelt(breakLength(d.text, b.start), b.start, b.end)
	}
}

// header goes behind the indicators of a block scalar, to its line break.
func (d *decoder) header() (keep, strip bool) {
	d.at++
	for d.at < len(d.text) {
		switch c := d.text[d.at]; {
		case c == '+':
			keep = true
		case c == '-':
			strip = true
		case c < '1' || '9' < c:
			rest := d.at
			for rest < len(d.text) && breakAt(d.text, rest) == 0 {
				rest++
			}
			d.at = rest
			return keep, strip
		}
		d.at++
	}
	return keep, strip
}

func (d *decoder) breakHere() int {
	if d.at >= len(d.text) {
		return 0
	}
	return breakAt(d.text, d.at)
}

func (d *decoder) isBlankHere() bool {
	return d.at < len(d.text) && (d.text[d.at] == ' ' || d.text[d.at] == '\t')
}

// indent is how many blanks the first line of the decoded text has lost.
func (d *decoder) indent(decoded string) int {
	line := strings.TrimLeft(decoded, "\n\u2028\u2029")
	if line == "" {
		return len(d.text) // all lines are empty
	}
	at := d.at
	for range leadingBreaks(decoded) {
		at += spaces(d.text[min(at, len(d.text)):])
		if at >= len(d.text) {
			return len(d.text)
		}
		at += breakAt(d.text, at)
	}
	return max(spaces(d.text[min(at, len(d.text)):])-spaces([]byte(line)), 0)
}

func leadingBreaks(decoded string) int {
	count := 0
	for _, c := range decoded {
		if c != '\n' && c != '\u2028' && c != '\u2029' {
			break
		}
		count++
	}
	return count
}

func spaces(text []byte) int {
	n := 0
	for n < len(text) && text[n] == ' ' {
		n++
	}
	return n
}

// columnIs tells whether the line at d.at has the indentation.
func (d *decoder) columnIs(indent int) bool {
	return d.at+indent < len(d.text) && spaces(d.text[d.at:d.at+indent]) == indent
}

// emptyLines goes over lines of nothing but indentation.
func (d *decoder) emptyLines(list []stretch, indent int) []stretch {
	for d.at < len(d.text) {
		blanks := 0
		for blanks < indent && d.at+blanks < len(d.text) && d.text[d.at+blanks] == ' ' {
			blanks++
		}
		at := d.at + blanks
		if at >= len(d.text) || breakAt(d.text, at) == 0 {
			return list
		}
		size := breakAt(d.text, at)
		list = append(list, stretch{at, at + size})
		d.at = at + size
	}
	return list
}
