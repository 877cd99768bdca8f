package document

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// yamlParser gets a file through yaml.v3. When that refuses it, it finds out
// where and why, as yaml.v3 says little of it, and mends in memory what has one
// clear cure, to find the mistakes behind it in the same run.
type yamlParser struct {
	src   *Source
	found *problems
	// text is the file with mends.
	text  []byte
	mends []mend
	// root is the first document that holds something, second the one behind it.
	root, second *yaml.Node
	// broken tells that root is only the part before a mistake, which serves to
	// find what is wrong there.
	broken bool
	// budget is how many bytes may still be read again in search of a cause.
	budget int
}

const (
	// maxReread bounds the search for causes to about a second. A document of
	// 64 KB, which is all that the service takes, never comes near it.
	maxReread = 8 << 20
	// maxMends bounds how often we go on behind a syntax error.
	maxMends = 50
)

// parseYAML reads the file with yaml.v3 and reports its syntax errors.
func parseYAML(src *Source, found *problems) *yamlParser {
	p := &yamlParser{src: src, found: found, text: src.text, budget: maxReread}
	for range maxMends {
		var err error
		p.root, p.second, err = decodeYAML(p.text)
		if err == nil {
			return p
		}
		p.budget -= len(p.text)
		if !p.mend(newYAMLFailure(err)) {
			break
		}
	}
	p.before(p.lastProblem())
	return p
}

// yamlFailure is what yaml.v3 says about an error.
type yamlFailure struct {
	text    string // all of it
	message string // without the line
	line    int    // from 1
}

var yamlErrorStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^yaml: (?:line (\d+): )?`)
})

func newYAMLFailure(err error) yamlFailure {
	f := yamlFailure{text: err.Error(), line: 1}
	m := yamlErrorStart().FindStringSubmatch(f.text)
	if m == nil {
		f.message = f.text
		return f
	}
	f.message = strings.TrimPrefix(f.text, m[0])
	if line, err := strconv.Atoi(m[1]); err == nil {
		f.line = line
	}
	return f
}

// failure reads the first bytes of the text again; the text of the failure is
// empty when there is none.
func (p *yamlParser) failure(text []byte) yamlFailure {
	p.budget -= len(text)
	if _, _, err := decodeYAML(text); err != nil {
		return newYAMLFailure(err)
	}
	return yamlFailure{}
}

// mend reports a failure and tells whether the text was mended, to be read
// again.
func (p *yamlParser) mend(f yamlFailure) bool {
	switch {
	case strings.HasPrefix(f.message, "exceeded max depth"):
		p.found.add(TooLargeProblem, 0, 0, "lists and maps nest deeper than %d", maxDepth)
		return false
	case f.message == "control characters are not allowed":
		p.controlCharacter()
		return false
	case strings.HasPrefix(f.message, "unknown anchor '"):
		return p.unknownAnchor(f)
	case strings.Contains(f.message, "tab character"):
		p.tab(f.line)
		return false
	}
	cause, at := p.cause(f)
	if p.repair(cause, at) {
		return true
	}
	switch f.message {
	case "found unexpected end of stream":
		p.openQuote(f)
		return false
	case "did not find expected ',' or ']'":
		p.openBracket(f, '[')
		return false
	case "did not find expected ',' or '}'":
		p.openBracket(f, '{')
		return false
	}
	line := p.lineAt(at)
	switch cause.message {
	case "found unknown escape character":
		return p.badEscape(at)
	case "found character that cannot start any token":
		if bytes.IndexByte(p.text[line.start:line.value(p.text)], '\t') >= 0 {
			p.tab(cause.line)
			return false
		}
	case "did not find expected node content":
		if c := p.byteAt(at); (c == '[' || c == '{') && flowEnd(p.text, at) < 0 {
			p.report(SyntaxProblem, at, at+1, "this %c is not closed", c)
			return false
		}
	}
	if p.quoteValue(cause, line) || p.blankBehindColon(cause, line) {
		return true
	}
	p.explain(cause, at, line)
	return false
}

// report files a problem at offsets of the mended text.
func (p *yamlParser) report(code ProblemCode, start, end int, format string, args ...any) *Problem {
	return p.found.add(code, originalOffset(p.mends, start), originalOffset(p.mends, end), format, args...)
}

// accept puts mends, given by offsets of the mended text, into the file if that
// gets yaml.v3 past the line of the failure.
func (p *yamlParser) accept(line textLine, mends []mend) bool {
	if p.budget <= 0 {
		return false
	}
	var all []mend
	for _, m := range mends {
		m.at = originalOffset(p.mends, m.at)
		all = append(all, m)
	}
	all = append(all, p.mends...)
	slices.SortStableFunc(all, func(a, b mend) int { return cmp.Compare(a.at, b.at) })
	text := mendText(p.src.text, all)
	if again := p.failure(text); again.text != "" {
		other := yamlParser{text: text, budget: p.budget}
		at := other.locate(again)
		p.budget = other.budget
		if originalOffset(all, at) < originalOffset(p.mends, line.end) {
			return false
		}
	}
	p.text, p.mends = text, all
	return true
}

func (p *yamlParser) controlCharacter() {
	for at := 0; at < len(p.text); {
		r, size := utf8.DecodeRune(p.text[at:])
		if isYAMLControl(r) {
			p.report(SyntaxProblem, at, at+size, "the control character U+%04X may not stand in a file", r)
			return
		}
		at += size
	}
	p.report(SyntaxProblem, 0, 0, "a control character stands in the file")
}

func isYAMLControl(r rune) bool {
	switch {
	case r == '\t', r == '\n', r == '\r', r == 0x85:
		return false
	}
	return r < ' ' || 0x7F <= r && r < 0xA0 || r == 0xFFFE || r == 0xFFFF
}

// unknownAnchor finds the alias without an anchor. The error has no place, and
// *name may also stand in scripts and comments: it is the first one at which the
// text up to there fails.
func (p *yamlParser) unknownAnchor(f yamlFailure) bool {
	name := strings.TrimSuffix(strings.TrimPrefix(f.message, "unknown anchor '"), "' referenced")
	alias := []byte("*" + name)
	for at := 0; p.budget > 0; {
		i := bytes.Index(p.text[at:], alias)
		if i < 0 {
			break
		}
		at += i
		end := at + len(alias)
		if p.failure(p.text[:end]).message != f.message {
			at = end
			continue
		}
		p.report(AliasProblem, at, end, "nothing is anchored as &%s", name)
		return p.accept(textLine{start: at, end: end}, []mend{{at: at, text: `"`, opens: nullHere}, {at: end, text: `"`}})
	}
	p.report(AliasProblem, 0, 0, "the alias *%s is there, but no &%s before it", name, name)
	return false
}

// openQuote reports a string without its closing quote. The line that yaml.v3
// gives is that of the opening one, unless that is the first.
func (p *yamlParser) openQuote(f yamlFailure) {
	line := p.line(f.line)
	if f.line != 1 {
		if again := p.failure(p.text[:line.start]); again.message == f.message {
			line = p.line(1)
		}
	}
	for at := line.end - 1; at >= line.start; at-- {
		c := p.text[at]
		if c != '"' && c != '\'' || p.budget < 0 {
			continue
		}
		if p.failure(p.text[:at+1]).message == f.message && p.failure(p.text[:at]).message != f.message {
			p.report(SyntaxProblem, at, line.end, "this %c is not closed", c)
			return
		}
	}
	p.report(SyntaxProblem, line.start, line.end, "a quote in this line is not closed")
}

// openBracket reports a [ or { whose list or map does not go on as it should.
// The line that yaml.v3 gives is one short of that of the bracket.
func (p *yamlParser) openBracket(f yamlFailure, opener byte) {
	number := f.line + 1
	if !strings.HasPrefix(f.text, "yaml: line") {
		number = 1
	}
	line := p.line(number)
	if quote := p.unclosedQuote(line); quote >= 0 {
		p.report(SyntaxProblem, quote, line.end, "this %c is not closed", p.text[quote])
		return
	}
	first := -1
	for at := line.start; at < line.end; at++ {
		if p.text[at] != opener {
			continue
		}
		end := flowEnd(p.text, at)
		if end < 0 {
			p.report(SyntaxProblem, at, at+1, "this %c is not closed", opener)
			return
		}
		if first < 0 {
			first = at
		}
	}
	if first < 0 {
		p.report(SyntaxProblem, line.start, line.end, "a %c in this line is not closed", opener)
		return
	}
	p.report(SyntaxProblem, first, flowEnd(p.text, first),
		"a comma is missing between these brackets, or quotes round a text")
}

// flowEnd is the offset behind the bracket that closes the one at at, -1 if
// there is none.
func flowEnd(text []byte, at int) int {
	depth := 0
	for ; at < len(text); at++ {
		switch text[at] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return at + 1
			}
		case '"', '\'':
			closing := bytes.IndexByte(text[at+1:], text[at])
			if closing < 0 {
				return -1
			}
			at += closing + 1
		}
	}
	return -1
}

// tab reports the first tab in the indentation from a line on.
func (p *yamlParser) tab(number int) {
	const message = "YAML is indented with spaces; a tab does not count"
	first := p.line(number)
	at := first.start
	for raw := range bytes.Lines(p.text[first.start:]) {
		indentation := raw[:len(raw)-len(bytes.TrimLeft(raw, " \t"))]
		if i := bytes.IndexByte(indentation, '\t'); i >= 0 {
			p.report(SyntaxProblem, at+i, at+len(indentation), message)
			return
		}
		at += len(raw)
	}
	p.report(SyntaxProblem, first.start, first.end, message)
}

func (p *yamlParser) badEscape(at int) bool {
	// yaml.v3 may have looked at a byte or two behind the escape.
	start := at
	for start > 0 && (p.text[start] != '\\' || isYAMLEscape(p.byteAt(start+1))) {
		start--
	}
	if p.text[start] != '\\' {
		start = at
	}
	_, size := utf8.DecodeRune(p.text[min(start+1, len(p.text)):])
	end := start + 1 + size
	if p.byteAt(start+1) == '/' {
		// Legal in YAML 1.2 but not for yaml.v3. An escaped line break is nothing.
		return p.accept(textLine{start: start, end: end}, []mend{{at: start + 1, text: "\n"}})
	}
	file := originalOffset(p.mends, start)
	found := p.report(SyntaxProblem, start, end,
		"%s is not an escape; between double quotes a backslash is written \\\\", p.text[start:end])
	found.Edits = []Edit{{Start: file, End: file, Text: `\`}}
	return p.accept(textLine{start: start, end: end}, []mend{{at: start, text: `\`}})
}

// before keeps the part of the text before an offset of the file that can be
// read: whole entries at the left margin.
func (p *yamlParser) before(offset int) {
	p.broken, p.root, p.second = true, nil, nil
	end := 0
	for line := range bytes.Lines(p.text) {
		if originalOffset(p.mends, end+len(line)) > offset {
			break
		}
		end += len(line)
	}
	for tries := 0; tries < 3 && end > 0 && p.budget > 0; tries++ {
		end = marginBefore(p.text[:end])
		p.budget -= end
		if root, _, err := decodeYAML(p.text[:end]); err == nil {
			p.text, p.root = p.text[:end], root
			return
		}
	}
}

// marginBefore is the start of the last line that is not indented.
func marginBefore(text []byte) int {
	for end := len(text); end > 0; {
		start := bytes.LastIndexByte(text[:end-1], '\n') + 1
		if c := text[start]; !isBlank(c) && c != '#' {
			return start
		}
		end = start
	}
	return 0
}

// lastProblem is where the syntax error is that ended the reading.
func (p *yamlParser) lastProblem() int {
	if len(p.found.list) == 0 {
		return 0
	}
	return p.found.list[len(p.found.list)-1].Span.Start.Offset
}
