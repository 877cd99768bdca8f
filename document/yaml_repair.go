package document

import (
	"bytes"
	"regexp"
	"sync"
)

// repair looks for a mistake whose consequence is the failure of yaml.v3 at at,
// which may stand lines above it: a quote or bracket that is not closed, a dash
// or a colon that is missing. What it puts in counts only when yaml.v3 then
// gets past the failure.
func (p *yamlParser) repair(cause yamlFailure, at int) bool {
	line := p.lineAt(at)
	return p.closeQuote(line) || p.openLostQuote(line) || p.closeFlow(line) ||
		p.dash(line) || cause.message == "could not find expected ':'" && p.colon(p.line(cause.line))
}

// maxCandidates bounds how many causes of one sort are tried for one failure.
const maxCandidates = 4

// nearestFirst tries the candidates for the cause of a failure from the last one
// on until one is right.
func nearestFirst(candidates []candidate, try func(candidate) bool) bool {
	for i := len(candidates) - 1; i >= max(0, len(candidates)-maxCandidates); i-- {
		if try(candidates[i]) {
			return true
		}
	}
	return false
}

// candidate is a place that may be the cause of a failure: something that begins
// at an offset, and the offset where its end, or itself, is missing.
type candidate struct{ opener, place int }

// linesTo gives the lines up to one, that one included.
func (p *yamlParser) linesTo(last textLine, yield func(textLine) bool) {
	for at := 0; at <= last.start; {
		line := p.lineAt(at)
		if !yield(line) {
			return
		}
		i := bytes.IndexByte(p.text[line.end:], '\n')
		if i < 0 {
			return
		}
		at = line.end + i + 1
	}
}

// closeQuote reports a quote that is opened in a line and swallows the next one,
// which looks as if it had nothing to do with it.
func (p *yamlParser) closeQuote(last textLine) bool {
	var all []candidate
	p.linesTo(last, func(line textLine) bool {
		if quote := p.unclosedQuote(line); quote >= 0 && p.standsAlone(line.end) {
			all = append(all, candidate{quote, p.closingPlace(line, quote)})
		}
		return true
	})
	return nearestFirst(all, func(c candidate) bool {
		line := p.lineAt(c.opener)
		quote := p.text[c.opener : c.opener+1]
		rest := string(p.text[c.opener:c.place])
		opener, place := originalOffset(p.mends, c.opener), originalOffset(p.mends, c.place)
		if !p.accept(later(line, last), []mend{{at: c.place, text: string(quote), opens: closing}}) {
			return false
		}
		problem := p.found.add(SyntaxProblem, opener, place, "this %s is not closed", quote)
		problem.Suggestion = rest + string(quote)
		problem.Edits = []Edit{{Start: place, End: place, Text: string(quote)}}
		return true
	})
}

func later(a, b textLine) textLine {
	if a.start > b.start {
		return a
	}
	return b
}

// unclosedQuote is the offset of the quote in a line, at the beginning of its
// value or inside brackets there, that is not closed in the line; -1 if there is
// none.
func (p *yamlParser) unclosedQuote(line textLine) int {
	at := line.start + len(linePrefix().Find(p.text[line.start:line.end]))
	if at >= line.end {
		return -1
	}
	inFlow := p.text[at] == '[' || p.text[at] == '{'
	for start := true; at < line.end; at++ {
		switch c := p.text[at]; {
		case start && (c == '"' || c == '\''):
			end := quoteEnd(p.text[:line.end], at)
			if end < 0 {
				return at
			}
			if !inFlow {
				return -1
			}
			at, start = end-1, false
		case !inFlow:
			return -1
		case c == '[' || c == '{' || c == ',' || c == ':' && isBlank(p.byteAt(at+1)):
			start = true
		case !isBlank(c):
			start = false
		}
	}
	return -1
}

// quoteEnd is the offset behind the quote that closes the one at at, -1 if there
// is none.
func quoteEnd(text []byte, at int) int {
	quote := text[at]
	for at++; at < len(text); at++ {
		switch {
		case text[at] == '\\' && quote == '"':
			at++
		case text[at] != quote:
		case quote == '\'' && at+1 < len(text) && text[at+1] == quote:
			at++
		default:
			return at + 1
		}
	}
	return -1
}

// closingPlace is where the closing quote belongs: at the end of the line, but
// before a comment that stands apart and the brackets that close what it stands in.
func (p *yamlParser) closingPlace(line textLine, quote int) int {
	text := p.text[quote:line.end]
	if i := bytes.LastIndex(text, []byte("  #")); i > 0 {
		text = text[:i]
	}
	end := quote + len(bytes.TrimRight(text, " \t"))
	depth := bytes.Count(p.text[line.start:quote], []byte("[")) + bytes.Count(p.text[line.start:quote], []byte("{"))
	for ; depth > 0 && end > quote+1; depth-- {
		if c := p.text[end-1]; c != ']' && c != '}' {
			break
		}
		end--
	}
	return end
}

// keyLine is the beginning of a line that has a key, or is an element of a list.
var keyLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[ \t]*(?:- |-$|(?:"[^"]*"|'[^']*'|[A-Za-z_][A-Za-z0-9_.-]*)[ \t]*:(?:[ \t]|$))`)
})

// standsAlone tells whether what follows the line that ends at end is not the
// continuation of a text: a key, an element of a list, or the end of the file.
func (p *yamlParser) standsAlone(end int) bool {
	rest := bytes.TrimLeft(p.text[end:], " \t\r\n")
	if len(rest) == 0 {
		return true
	}
	line := p.lineAt(len(p.text) - len(rest))
	return keyLine().Match(p.text[line.start:line.end])
}

// openLostQuote reports a {{ reference }} that has a closing quote but no
// opening one.
func (p *yamlParser) openLostQuote(last textLine) bool {
	var all []candidate
	p.linesTo(last, func(line textLine) bool {
		start, end, ok := p.plainValue(line)
		if !ok || !bytes.HasPrefix(p.text[start:end], []byte("{{")) || bytes.IndexByte(p.text[start:end], '\\') >= 0 {
			return true
		}
		if quote := p.text[end-1]; (quote == '"' || quote == '\'') && bytes.Count(p.text[start:end], []byte{quote}) == 1 {
			all = append(all, candidate{start, end})
		}
		return true
	})
	return nearestFirst(all, func(c candidate) bool {
		quote := string(p.text[c.place-1])
		value := quote + string(p.text[c.opener:c.place])
		start, end := originalOffset(p.mends, c.opener), originalOffset(p.mends, c.place)
		if !p.accept(later(p.lineAt(c.opener), last), []mend{{at: c.opener, text: quote, opens: plainHere}}) {
			return false
		}
		problem := p.found.add(SyntaxProblem, start, end, "the opening %s is missing", quote)
		problem.Suggestion = value
		problem.Edits = []Edit{{Start: start, End: start, Text: quote}}
		return true
	})
}

// closeFlow reports a bracket that is open where a line begins that can no longer
// be inside.
func (p *yamlParser) closeFlow(last textLine) bool {
	var all []candidate
	behind := 0
	p.linesTo(last, func(line textLine) bool {
		at := line.start + len(linePrefix().Find(p.text[line.start:line.end]))
		if c := p.byteAt(at); line.start < behind || at >= line.end || c != '[' && c != '{' || bytes.HasPrefix(p.text[at:], []byte("{{")) {
			return true
		}
		end := flowEnd(p.text, at)
		if end >= 0 && !p.leaves(line, end) {
			behind = end
			return true
		}
		if p.budget -= len(p.text) - at; p.budget <= 0 {
			return false
		}
		if place := p.flowPlace(line, at); place > 0 {
			all = append(all, candidate{at, place})
		}
		return true
	})
	return nearestFirst(all, func(c candidate) bool {
		opener := p.text[c.opener]
		closer := string(closerOf(opener))
		start, place := originalOffset(p.mends, c.opener), originalOffset(p.mends, c.place)
		if !p.accept(later(p.lineAt(c.opener), last), []mend{{at: c.place, text: closer, opens: between}}) {
			return false
		}
		problem := p.found.add(SyntaxProblem, start, start+1, "this %c is not closed", opener)
		problem.Edits = []Edit{{Start: place, End: place, Text: closer}}
		return true
	})
}

// leaves tells whether one of the lines between a line and an offset is not
// further in than the line.
func (p *yamlParser) leaves(line textLine, end int) bool {
	indent := line.value(p.text) - line.start
	for next := line.end + 1; next < end; {
		l := p.lineAt(next)
		if at := l.value(p.text); at < l.end && at-l.start <= indent && !isCloser(p.text[at]) {
			return true
		}
		next = l.end + 1
	}
	return false
}

// flowPlace is where the closing bracket of the one at at is missing: behind the
// last text that is further in than the line of the opening one. It is 0 when
// more than this bracket is open there.
func (p *yamlParser) flowPlace(line textLine, at int) int {
	indent := line.value(p.text) - line.start
	end := line.end
	for next := line.end + 1; next < len(p.text); {
		l := p.lineAt(next)
		if value := l.value(p.text); value < l.end {
			if value-l.start <= indent {
				break
			}
			end = l.end
		}
		next = l.end + 1
	}
	place := at + len(bytes.TrimRight(p.text[at:end], " \t\r\n"))
	if place == at+1 {
		return 0 // what it holds is missing as well
	}
	closed := append(bytes.Clone(p.text[at:place]), closerOf(p.text[at]))
	if flowEnd(closed, 0) != len(closed) {
		return 0
	}
	return place
}

// dashedKey is a line such as -name: value.
var dashedKey = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[ \t]*-[A-Za-z_][A-Za-z0-9_.-]*:(?:[ \t]|$)`)
})

// dash reports a dash without its blank, or a key where the lines above that are
// as far in begin with a dash.
func (p *yamlParser) dash(line textLine) bool {
	at := line.value(p.text)
	file := originalOffset(p.mends, at)
	if dashedKey().Match(p.text[line.start:line.end]) {
		if !p.accept(line, []mend{{at: at + 1, text: " ", opens: between}}) {
			return false
		}
		problem := p.found.add(SyntaxProblem, file, file+1, "a space is missing after this dash")
		problem.Edits = []Edit{{Start: file + 1, End: file + 1, Text: " "}}
		return true
	}
	if !keyLine().Match(p.text[line.start:line.end]) || p.text[at] == '-' || !p.belowDash(line) {
		return false
	}
	if !p.accept(line, []mend{{at: at, text: "- ", opens: between}}) {
		return false
	}
	reportMissingDash(p.found, file, file+bytes.IndexByte(p.text[at:], ':'), []Edit{{Start: file, End: file, Text: "- "}})
	return true
}

// reportMissingDash reports an element of a list, given by its first key.
func reportMissingDash(found *problems, start, end int, edits []Edit) {
	problem := found.add(SyntaxProblem, start, end, "a dash is missing before this key, which begins the next element of the list")
	problem.Edits = edits
}

// belowDash tells whether the nearest line above that is not further in begins
// with a dash and is as far in.
func (p *yamlParser) belowDash(line textLine) bool {
	indent := line.value(p.text) - line.start
	for line.start > 0 {
		line = p.lineAt(line.start - 1)
		at := line.value(p.text)
		if at == line.end || at-line.start > indent {
			continue
		}
		return at-line.start == indent && p.text[at] == '-'
	}
	return false
}

// keyWithoutColon is a line with a key alone, or with a key and one word.
var keyWithoutColon = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[ \t]*(?:-[ \t]+)*([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*(?:[ \t]\S+[ \t]*)?$`)
})

// colon reports a key without its colon. That a word is a key, other places tell
// where it has one, or deeper lines below it.
func (p *yamlParser) colon(line textLine) bool {
	m := keyWithoutColon().FindSubmatchIndex(p.text[line.start:line.end])
	if m == nil {
		return false
	}
	start, end := line.start+m[2], line.start+m[3]
	alone := len(bytes.TrimSpace(p.text[end:line.end])) == 0
	if !(alone && p.hasDeeper(line)) && !p.isKeyElsewhere(p.text[start:end]) {
		return false
	}
	file := originalOffset(p.mends, end)
	if !p.accept(line, []mend{{at: end, text: ":", opens: between}}) {
		return false
	}
	problem := p.found.add(SyntaxProblem, file-(end-start), file, "a colon is missing after this key")
	problem.Edits = []Edit{{Start: file, End: file, Text: ":"}}
	return true
}

// hasDeeper tells whether the next line that is not blank is further in.
func (p *yamlParser) hasDeeper(line textLine) bool {
	rest := bytes.TrimLeft(p.text[line.end:], " \t\r\n")
	if len(rest) == 0 {
		return false
	}
	next := p.lineAt(len(p.text) - len(rest))
	return next.value(p.text)-next.start > line.value(p.text)-line.start
}

func (p *yamlParser) isKeyElsewhere(word []byte) bool {
	key := append(bytes.Clone(word), ':')
	for at := 0; ; {
		i := bytes.Index(p.text[at:], key)
		if i < 0 {
			return false
		}
		at += i
		if at == 0 || isBlank(p.text[at-1]) {
			return true
		}
		at += len(key)
	}
}
