package document

import "strings"

// bracketSearch finds out which brackets are missing, mistyped or too many in
// text that is JSON but for them. It goes by the indentation: what stands in a
// list or map is further in than the line that opens it, and a bracket that is
// the first of its line is as far in as the line of the one that it closes.
//
// It proposes and does not judge: the text is read again with the repairs, and
// they count when all brackets fit then.
type bracketSearch struct {
	text string
	// closes chooses between the two causes of a closing bracket of the other
	// sort inside a line: it closes what is around, or it is mistyped.
	closes bool
	// mistyped chooses between the two causes of a key in a list, or of a list's
	// end in a map: a bracket is mistyped or an opening one missing.
	mistyped bool
	// twice takes a closing bracket for one too many when it follows an equal one
	// and does not fit, or follows the one that begins a line and what it would
	// close begins further out.
	twice bool

	open    []openBracket
	repairs []bracketRepair

	start, indent int  // of the line
	first         bool // whether nothing of the line was seen yet
	closing       bool // whether the line begins with a closing bracket
	// last is the end of the last text that was no comma, lastLine the start of
	// its line, which is indented by lastIndent.
	last, lastLine, lastIndent int
	// comma is the offset of the comma behind the last text, -1 if there is none;
	// commaFirst tells that it is the first of its line, which begins at commaLine.
	comma, commaLine int
	commaFirst       bool
	colon            bool // whether a colon is the last that was seen
}

// openBracket is a list or map that goes on.
type openBracket struct {
	at           int
	closer       byte
	line, indent int // the line that opens it
	content      int // the indentation of its first line, -1 if that is not yet known
	// value is where the last value of a map begins, behind its colon.
	value, valueLine, valueIndent int
}

func newOpenBracket(at int, closer byte, line, indent int) openBracket {
	return openBracket{at: at, closer: closer, line: line, indent: indent, content: -1}
}

// run looks for the repairs of the whole text.
func (s *bracketSearch) run() []bracketRepair {
	s.comma, s.first = -1, true
	for at := 0; at < len(s.text) && len(s.repairs) <= maxMends; {
		c := s.text[at]
		if isBlank(c) {
			at++
			if c == '\n' {
				s.first, s.start = true, at
			}
			continue
		}
		if end := commentEnd(s.text, at); end > at {
			at = end
			continue
		}
		if s.first {
			s.indent, s.closing = at-s.start, isCloser(c)
		}
		at = s.token(at)
		s.first = false
	}
	if len(s.open) == 1 { // otherwise more than brackets may be missing
		s.closeInnermost(len(s.text))
	}
	return s.repairs
}

// token takes what begins at at and gives its end.
func (s *bracketSearch) token(at int) int {
	end := at + 1
	switch c := s.text[at]; c {
	case ',':
		if s.comma < 0 {
			s.comma, s.commaLine, s.commaFirst = at, s.start, s.first
		}
		s.colon = false
		return end
	case ':':
		s.take(end)
		s.colon = true
		if len(s.open) > 0 {
			top := &s.open[len(s.open)-1]
			top.value, top.valueLine, top.valueIndent = end, s.start, s.indent
		}
		return end
	case '}', ']':
		s.close(at, c)
		return end
	case '"', '\'':
		end = stringEnd(s.text, at)
		s.begin(at)
		if s.isKey(end) {
			s.key(at)
		} else if !s.colon {
			s.item(at)
		}
	case '{', '[':
		s.begin(at)
		if !s.colon && !s.item(at) {
			return end
		}
		s.open = append(s.open, newOpenBracket(at, closerOf(c), s.start, s.indent))
	default:
		s.begin(at)
		for end < len(s.text) && strings.IndexByte(wordEnds, s.text[end]) < 0 {
			end++
		}
	}
	s.take(end)
	return end
}

// take goes behind a text.
func (s *bracketSearch) take(end int) {
	s.last, s.lastLine, s.lastIndent, s.comma, s.colon = end, s.start, s.indent, -1, false
}

// stringEnd is the offset behind the string at at.
func stringEnd(text string, at int) int {
	quote := text[at]
	for at++; at < len(text); at++ {
		switch text[at] {
		case quote:
			return at + 1
		case '\\':
			at++
		case '\n':
			next, unclosed := behindBreak(text, at)
			if unclosed {
				return at
			}
			at = next - 1
		}
	}
	return min(at, len(text))
}

// isKey tells whether a colon, or what stands for it, is behind the string that
// ends at end.
func (s *bracketSearch) isKey(end int) bool {
	rest := strings.TrimLeft(s.text[end:], " \t\r\n")
	return rest != "" && (rest[0] == ':' || rest[0] == '=')
}

// begin closes what cannot go on in the line of a text at at.
func (s *bracketSearch) begin(at int) {
	if !s.first || s.colon || len(s.open) == 0 {
		return
	}
	before := len(s.repairs)
	for len(s.open) > 1 {
		top := &s.open[len(s.open)-1]
		if top.content < 0 && s.last == top.at+1 && s.indent >= top.indent {
			top.content = s.indent
			break
		}
		if s.indent > top.indent || s.indent >= top.content && top.content >= 0 {
			break
		}
		s.closeInnermost(at)
	}
	if len(s.repairs) > before && s.comma < 0 {
		last := &s.repairs[len(s.repairs)-1]
		last.comma = true
		last.edit.Text += ","
	}
}

// closeInnermost puts the closing bracket behind the last text. What shows that
// it is missing is at at.
func (s *bracketSearch) closeInnermost(at int) {
	top := s.open[len(s.open)-1]
	s.open = s.open[:len(s.open)-1]
	place, line, text := s.last, s.lastLine, string(top.closer)
	if s.comma >= 0 && s.commaFirst {
		place, line = s.comma, s.commaLine
	} else if top.line != s.lastLine {
		text = lineBreak(s.text) + s.text[top.line:top.line+top.indent] + text
	}
	r := bracketRepair{at: place, line: line, bracket: top.closer, opener: top.at, edit: Edit{place, place, text}}
	if r.atEnd = at == len(s.text); !r.atEnd && !s.first && isCloser(s.text[at]) {
		r.before, r.beforeAt = s.text[at], at
	}
	s.add(r)
}

// add notes a repair.
func (s *bracketSearch) add(r bracketRepair) {
	r.inside = !s.first
	s.repairs = append(s.repairs, r)
}

func isCloser(c byte) bool { return c == '}' || c == ']' }

// lineBreak is how the lines of a text end.
func lineBreak(text string) string {
	if i := strings.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// close takes a closing bracket.
func (s *bracketSearch) close(at int, c byte) {
	if s.first {
		for len(s.open) > 1 && s.open[len(s.open)-1].indent > s.indent {
			s.closeInnermost(at)
		}
	}
	switch count := len(s.open); {
	case count == 0 || s.twice && s.open[count-1].closer != c && s.text[at-1] == c:
		s.leaveOut(at)
		return
	case c == ']' && s.endsValue(s.open[count-1]):
		s.openAt(s.open[count-1].value, '[', openBracket{line: s.open[count-1].valueLine})
	case s.isBeyond(s.open[count-1]):
		s.leaveOut(at)
		return
	case s.open[count-1].closer == c:
	case s.closes && count > 1 && s.open[count-2].closer == c && !(s.first && s.open[count-1].indent == s.indent):
		s.closeInnermost(at)
	default:
		top := s.open[count-1]
		s.add(bracketRepair{
			at: at, line: s.start, bracket: top.closer, stands: true, opener: top.at, edit: Edit{at, at + 1, string(top.closer)},
		})
	}
	s.open = s.open[:len(s.open)-1]
	s.take(at + 1)
}

// isBeyond tells that a closing bracket cannot close a list or map: its line is
// as far in as what stands inside, or ends something further in.
func (s *bracketSearch) isBeyond(o openBracket) bool {
	if s.first {
		return o.content >= 0 && s.indent >= o.content && s.indent > o.indent
	}
	return s.twice && s.closing && o.line != s.start && o.indent != s.indent
}

// endsValue tells that a ] can only be the end of the last value of a map, which
// is not opened as a list.
func (s *bracketSearch) endsValue(o openBracket) bool {
	if o.closer == ']' || o.value == 0 || s.colon {
		return false
	}
	if s.first {
		return o.valueIndent == s.indent && o.valueLine != s.start && o.indent < s.indent
	}
	return o.valueLine == s.start && !s.mistyped
}

// leaveOut leaves out a bracket, and a comma behind it if there is one
// before it already.
func (s *bracketSearch) leaveOut(at int) {
	end := at + 1
	if rest := strings.TrimLeft(s.text[end:], " \t"); s.comma >= 0 && strings.HasPrefix(rest, ",") {
		end = len(s.text) - len(rest) + 1
	}
	s.add(bracketRepair{at: at, line: s.start, stands: true, opener: -1, edit: Edit{Start: at, End: end}})
}

// key takes a key at at. Where none can stand, the map that it belongs to was not
// opened, or the list before it not closed.
func (s *bracketSearch) key(at int) {
	if s.colon {
		s.openAt(s.last, '{', newOpenBracket(at, '}', s.lastLine, s.lastIndent))
		return
	}
	if len(s.open) == 0 {
		if s.last == 0 {
			s.openAt(at, '{', newOpenBracket(at, '}', s.start, 0))
		}
		return
	}
	top := &s.open[len(s.open)-1]
	switch {
	case top.closer == '}':
	case s.mistyped && s.last == top.at+1:
		s.retype(top, '{')
	case s.first:
		if top.content == s.indent {
			top.content = -1
		}
		s.openAt(at, '{', newOpenBracket(at, '}', s.start, top.indent))
	case s.comma >= 0 && len(s.open) > 1:
		s.closeInnermost(at)
	}
}

// item takes what is no key at at. Where only a key can stand, the list that it
// belongs to was not opened. It is false for an opening brace that was written
// twice.
func (s *bracketSearch) item(at int) bool {
	if len(s.open) == 0 || s.open[len(s.open)-1].closer == ']' {
		return true
	}
	top := &s.open[len(s.open)-1]
	switch {
	case at == top.at+1 && s.text[at] == '{':
		s.leaveOut(at)
		return false
	case s.last == top.at+1:
		s.retype(top, '[')
	case top.value > 0:
		s.openAt(top.value, '[', newOpenBracket(top.value, ']', top.valueLine, top.valueIndent))
	}
	return true
}

// retype takes an opening bracket for the other one.
func (s *bracketSearch) retype(o *openBracket, bracket byte) {
	o.closer = closerOf(bracket)
	s.add(bracketRepair{
		at: o.at, line: o.line, bracket: bracket, stands: true, opener: -1, edit: Edit{o.at, o.at + 1, string(bracket)},
	})
}

// openAt puts an opening bracket at a place.
func (s *bracketSearch) openAt(place int, bracket byte, o openBracket) {
	if s.first {
		o.content = s.indent
	}
	s.open = append(s.open, o)
	text := string(bracket)
	if place > 0 && s.text[place-1] == ':' {
		text = " " + text
	}
	s.add(bracketRepair{at: place, line: o.line, bracket: bracket, opener: -1, edit: Edit{place, place, text}})
}
