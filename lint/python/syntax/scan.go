package syntax

import "strings"

type tokenKind byte

const (
	endOfText tokenKind = iota
	newline
	indent
	dedent
	name
	keyword
	number
	text
	operator
)

// token is a word of the script. Its text is empty for those that only stand for
// a place.
type token struct {
	kind       tokenKind
	text       string
	start, end int
}

// scanner cuts a script into tokens. Once it is stopped, all that comes is the
// end of the text.
type scanner struct {
	source  string
	at      int // the next byte
	limit   int // the end of what is read
	tok     token
	last    int // the end of the token before
	stopped bool

	atLineStart bool
	brackets    int // that are open: lines do not end in them
	indents     []int
	deeper      bool // the next token is an indent
	dedents     int  // that come next
	inField     bool // of an f-string
}

// stop gives the script up: it is not plain.
func (s *scanner) stop() {
	s.stopped = true
	s.tok = token{start: s.at, end: s.at}
}

func (s *scanner) next() {
	if s.stopped {
		return
	}
	s.last = s.tok.end
	if s.atLineStart {
		s.atLineStart = false
		s.indentation()
	}
	switch {
	case s.stopped:
	case s.deeper:
		s.deeper = false
		s.tok = token{kind: indent, start: s.at, end: s.at}
	case s.dedents > 0:
		s.dedents--
		s.tok = token{kind: dedent, start: s.at, end: s.at}
	default:
		s.blanks()
		start := s.at
		if kind := s.token(); !s.stopped {
			s.tok = token{kind: kind, text: s.source[start:s.at], start: start, end: s.at}
		}
	}
}

// indentation goes to the first token of the next line that has one.
func (s *scanner) indentation() {
	for {
		start := s.at
		for s.peek(0) == ' ' {
			s.at++
		}
		column := s.at - start
		for s.peek(0) == ' ' || s.peek(0) == '\t' {
			s.at++
		}
		tab := s.at > start+column
		if s.peek(0) == '#' {
			s.comment()
		}
		switch {
		case s.at == s.limit:
			s.indentTo(0)
		case s.source[s.at] == '\n':
			s.at++
			continue
		case tab || s.source[s.at] == '\\':
			s.stop() // what they count for is not plain
		default:
			s.indentTo(column)
		}
		return
	}
}

func (s *scanner) indentTo(column int) {
	last := func() int { return s.indents[len(s.indents)-1] }
	if column > last() {
		s.indents = append(s.indents, column)
		s.deeper = true
		return
	}
	for column < last() {
		s.indents = s.indents[:len(s.indents)-1]
		s.dedents++
	}
	if column != last() {
		s.stop()
	}
}

// blanks goes to the next token of the line.
func (s *scanner) blanks() {
	for s.at < s.limit {
		switch c := s.source[s.at]; {
		case c == ' ' || c == '\t':
			s.at++
		case c == '\n' && s.brackets > 0 && !s.inField:
			s.at++
		case c == '#' && !s.inField:
			s.comment()
		case c == '\\' && s.peek(1) == '\n' && s.at+2 < s.limit && !s.inField:
			s.at += 2
		default:
			return
		}
	}
}

func (s *scanner) comment() {
	if length := strings.IndexByte(s.source[s.at:s.limit], '\n'); length >= 0 {
		s.at += length
	} else {
		s.at = s.limit
	}
}

// peek is the byte so many after the next, 0 behind the end.
func (s *scanner) peek(n int) byte {
	if s.at+n < s.limit {
		return s.source[s.at+n]
	}
	return 0
}

func (s *scanner) token() tokenKind {
	c := s.peek(0)
	switch {
	case s.at == s.limit:
		if s.tok.kind != newline && s.tok.kind != dedent && s.tok.kind != endOfText && !s.inField {
			s.atLineStart = true // the last line may end without a newline
			return newline
		}
		return endOfText
	case c == '\n':
		s.at++
		s.atLineStart = true
		return newline
	case isLetter(c):
		return s.word()
	case isDigit(c) || c == '.' && isDigit(s.peek(1)):
		s.number()
		return number
	case c == '"' || c == '\'':
		s.quoted()
		return text
	}
	length := operatorLength(s.source[s.at:s.limit])
	if c == '!' && length == 0 && s.inField {
		length = 1
	}
	if length == 0 {
		s.stop()
		return endOfText
	}
	s.at += length
	switch c {
	case '(', '[', '{':
		s.brackets++
	case ')', ']', '}':
		s.brackets--
	}
	return operator
}

func (s *scanner) word() tokenKind {
	start := s.at
	for isLetter(s.peek(0)) || isDigit(s.peek(0)) {
		s.at++
	}
	word := s.source[start:s.at]
	switch {
	case (s.peek(0) == '"' || s.peek(0) == '\'') && isPrefix(word):
		s.quoted()
		return text
	case isKeyword(word):
		return keyword
	}
	return name
}

// quoted goes over a string that is not raw or formatted otherwise: in all kinds
// of strings, a backslash keeps the next quote from ending it.
func (s *scanner) quoted() {
	quote := s.source[s.at : s.at+1]
	long := strings.Repeat(quote, 3)
	isLong := strings.HasPrefix(s.source[s.at:s.limit], long)
	if isLong {
		quote = long
	}
	start := s.at
	s.at += len(quote)
	for s.at < s.limit {
		switch c := s.source[s.at]; {
		case c == quote[0] && strings.HasPrefix(s.source[s.at:s.limit], quote):
			s.at += len(quote)
			if s.inField && (isLong || strings.IndexByte(s.source[start:s.at], '\\') >= 0) {
				s.stop() // Python before 3.12 does not take that
			}
			return
		case c == '\\':
			s.at = min(s.at+2, s.limit)
		case c == '\n' && !isLong:
			s.stop()
			return
		default:
			s.at++
		}
	}
	s.stop()
}

// number goes over a number that is written in one of the usual ways.
func (s *scanner) number() {
	switch base := s.peek(1) | 0x20; {
	case s.peek(0) == '0' && (base == 'x' || base == 'o' || base == 'b'):
		s.at += 2
		s.digits(func(c byte) bool {
			switch {
			case base == 'x':
				return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f'
			case base == 'o':
				return c >= '0' && c <= '7'
			}
			return c == '0' || c == '1'
		})
	default:
		if s.peek(0) == '0' && (isDigit(s.peek(1)) || s.peek(1) == '_') {
			s.stop()
			return
		}
		if s.peek(0) != '.' {
			s.digits(isDigit)
		}
		if s.peek(0) == '.' {
			s.at++
			if isDigit(s.peek(0)) {
				s.digits(isDigit)
			}
		}
		if s.peek(0)|0x20 == 'e' {
			s.at++
			if s.peek(0) == '+' || s.peek(0) == '-' {
				s.at++
			}
			s.digits(isDigit)
		}
		if s.peek(0)|0x20 == 'j' {
			s.at++
		}
	}
	if isLetter(s.peek(0)) || isDigit(s.peek(0)) || s.peek(0) >= 0x80 {
		s.stop()
	}
}

// digits goes over one digit or more, with single underscores between them.
func (s *scanner) digits(isDigit func(byte) bool) {
	if !isDigit(s.peek(0)) {
		s.stop()
		return
	}
	for isDigit(s.peek(0)) || s.peek(0) == '_' && isDigit(s.peek(1)) {
		s.at++
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isPrefix tells whether a word belongs to the string behind it.
func isPrefix(word string) bool {
	switch strings.ToLower(word) {
	case "r", "b", "u", "f", "br", "rb", "fr", "rf":
		return true
	}
	return false
}

func isKeyword(word string) bool {
	switch word {
	case "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
		"else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
		"pass", "raise", "return", "try", "while", "with", "yield":
		return true
	}
	return false
}

// operatorLength is how long the operator is that a text starts with, 0 when it
// starts with none.
func operatorLength(s string) int {
	for length := min(3, len(s)); length > 0; length-- {
		switch s[:length] {
		case "**=", "//=", ">>=", "<<=", "...",
			"**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", ":=",
			"+", "-", "*", "/", "%", "&", "|", "^", "~", "<", ">", "(", ")", "[", "]", "{", "}", ",", ":", ".", ";", "@", "=":
			return length
		}
	}
	return 0
}
