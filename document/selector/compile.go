package selector

import (
	"fmt"
	"strings"
	"sync"
)

const (
	// maxLength bounds a selector; the longest in a published runbook has 108
	// bytes.
	maxLength = 4096
	// maxSpread bounds the segments that multiply the values visited ("..", "*"
	// and filters), since their cost multiplies too. Published runbooks use two.
	maxSpread = 16
	// maxNesting bounds parentheses, negations and filters inside filters.
	maxNesting = 32
)

// Compile reads a selector. Blanks around it are allowed, a missing "$." is
// supplied. The error is a *SyntaxError.
//
// Two departures from Jayway's library are deliberate: it refuses blanks around
// some selectors and not around others, and it silently drops the bracket of
// "$.a[", which is always a mistake.
func Compile(text string) (*Path, error) {
	if len(text) > maxLength {
		return nil, &SyntaxError{
			Offset:  maxLength,
			Message: fmt.Sprintf("a selector of %d bytes is too long; %d are the most", len(text), maxLength),
		}
	}
	p := &parser{text: text, end: len(strings.TrimRight(text, blanks))}
	path, err := p.path()
	if err != nil {
		return nil, err
	}
	return path, nil
}

const blanks = " \t\r\n"

// parser reads text[pos:end].
type parser struct {
	text     string
	pos, end int
	nesting  int // of filters and of what they hold
	spread   int // segments so far that multiply values
	inFilter bool
}

// path reads a whole selector.
func (p *parser) path() (*Path, error) {
	p.skipBlanks()
	path := &Path{text: p.text}
	switch {
	case p.pos == p.end:
		return nil, p.fail(p.pos, "the selector is empty; $ selects everything")
	case p.peek() == '$' || p.peek() == '@':
		p.pos++
		if p.pos < p.end && p.peek() != '.' && p.peek() != '[' {
			return nil, p.fail(p.pos, "after $ comes a dot or a bracket, as in $.key or $[0]")
		}
	case strings.HasPrefix(p.text[p.pos:p.end], ".."):
		return nil, p.fail(p.pos, "$ is missing in front of ..")
	case p.peek() == '.':
		// Jayway puts "$." in front, so that .key becomes $..key.
		p.pos++
		if err := p.addSpread(path, Segment{Kind: Descend, Offset: p.pos - 1, End: p.pos}); err != nil {
			return nil, err
		}
		if err := p.step(path, p.pos); err != nil {
			return nil, err
		}
	default:
		if err := p.step(path, p.pos); err != nil {
			return nil, err
		}
	}
	return path, p.segments(path)
}

// segments reads what follows the root, to the end of the path.
func (p *parser) segments(path *Path) error {
	for p.pos < p.end && !p.atPathEnd() {
		if err := p.segment(path); err != nil {
			return err
		}
	}
	if err := p.checkFunctions(path); err != nil {
		return err
	}
	for path.leading < len(path.segments) {
		last := path.leading == len(path.segments)-1
		if !path.segments[path.leading].isDefinite(last) {
			break
		}
		path.leading++
	}
	path.definite = path.leading == len(path.segments)
	if inLibrary(path) {
		path.library = sync.OnceValues(func() (evaluable, error) { return newEvaluable(path) })
	}
	return nil
}

// atPathEnd tells whether a path inside a filter ends here.
func (p *parser) atPathEnd() bool {
	return p.inFilter && strings.IndexByte(blanks+"<>=~!&|,)]", p.peek()) >= 0
}

// segment reads one segment, or ".." and the segment after it.
func (p *parser) segment(path *Path) error {
	start := p.pos
	if p.peek() != '.' {
		return p.step(path, start)
	}
	p.pos++
	if p.pos < p.end && p.peek() == '.' {
		p.pos++
		if err := p.addSpread(path, Segment{Kind: Descend, Offset: start, End: p.pos}); err != nil {
			return err
		}
		start = p.pos
	}
	return p.step(path, start)
}

// step reads a segment whose dots have been read; start is where it begins.
func (p *parser) step(path *Path, start int) error {
	if p.pos == p.end || p.atPathEnd() {
		return p.fail(p.pos-1, "a key is missing after the dot")
	}
	switch p.peek() {
	case '.':
		return p.fail(p.pos, "one dot too many")
	case '[':
		return p.bracket(path, start)
	case '*':
		p.pos++
		return p.addSpread(path, Segment{Kind: Wildcard, Offset: start, End: p.pos})
	case '\'':
		return p.quotedKey(path, start)
	}
	return p.bareKey(path, start)
}

func (p *parser) addSpread(path *Path, s Segment) error {
	if p.spread++; p.spread > maxSpread {
		return p.fail(s.Offset, "more than %d of .., * and filters, which no run could finish", maxSpread)
	}
	path.segments = append(path.segments, s)
	return nil
}

// quotedKey reads 'a.b' after a dot. Jayway takes the quotes for a part of the
// key; the service does not, as published runbooks show. There are no escapes.
func (p *parser) quotedKey(path *Path, start int) error {
	from := p.pos + 1
	length := strings.IndexByte(p.text[from:p.end], '\'')
	if length < 0 {
		return p.fail(p.pos, "the quote is never closed")
	}
	to := from + length
	p.pos = to + 1
	if p.pos < p.end && p.peek() != '.' && p.peek() != '[' && !p.atPathEnd() {
		return p.fail(p.pos, "after the quoted key comes a dot or a bracket")
	}
	path.segments = append(path.segments, Segment{
		Kind: Child, Names: []string{p.text[from:to]}, NameSpans: []Span{{from, to}}, Offset: start, End: p.pos,
	})
	return nil
}

// bareKey reads a key without quotes, or the name of a function.
func (p *parser) bareKey(path *Path, start int) error {
	from := p.pos
	for p.pos < p.end && !p.atPathEnd() {
		switch c := p.peek(); {
		case c == '.' || c == '[':
			p.addKey(path, start, from)
			return nil
		case c == '(':
			return p.function(path, start, from)
		case strings.IndexByte(blanks, c) >= 0 && p.pos == from:
			return p.fail(p.pos, "a space cannot stand here; remove it")
		case strings.IndexByte(blanks, c) >= 0:
			return p.fail(p.pos, "use ['%s'] for a key with spaces", p.keyWithBlanks(from))
		}
		p.pos++
	}
	p.addKey(path, start, from)
	return nil
}

func (p *parser) addKey(path *Path, start, from int) {
	path.segments = append(path.segments, Segment{
		Kind: Child, Names: []string{p.text[from:p.pos]}, NameSpans: []Span{{from, p.pos}}, Offset: start, End: p.pos,
	})
}

// keyWithBlanks returns the key that the author may have meant, for the message.
func (p *parser) keyWithBlanks(from int) string {
	key := p.text[from:p.end]
	if i := strings.IndexAny(key, ".['"); i >= 0 {
		key = key[:i]
	}
	if key = strings.Trim(key, blanks); len(key) == 0 || len(key) > 60 {
		return "my key"
	}
	return key
}

func (p *parser) peek() byte { return p.text[p.pos] }

func (p *parser) skipBlanks() {
	for p.pos < p.end && strings.IndexByte(blanks, p.peek()) >= 0 {
		p.pos++
	}
}

// eat skips blanks and then c, if it is there.
func (p *parser) eat(c byte) bool {
	p.skipBlanks()
	if p.pos == p.end || p.peek() != c {
		return false
	}
	p.pos++
	return true
}

// enter counts a level of nesting, to be left with p.nesting--.
func (p *parser) enter() error {
	if p.nesting++; p.nesting > maxNesting {
		return p.fail(p.pos, "the filter is nested more than %d levels deep", maxNesting)
	}
	return nil
}

func (p *parser) fail(offset int, format string, args ...any) *SyntaxError {
	return &SyntaxError{Offset: max(0, offset), Message: fmt.Sprintf(format, args...)}
}

func (p *parser) unsupported(offset int, format string, args ...any) *SyntaxError {
	err := p.fail(offset, format, args...)
	err.Unsupported = true
	return err
}
