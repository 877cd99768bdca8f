package document

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// textLine is a line of the mended text, without its line break.
type textLine struct{ start, end int }

// value is the offset of the first byte of the line that is not blank.
func (l textLine) value(text []byte) int {
	at := l.start
	for at < l.end && isBlank(text[at]) {
		at++
	}
	return at
}

// line is the line of a number, counted from 1.
func (p *yamlParser) line(number int) textLine {
	start := 0
	for ; number > 1; number-- {
		i := bytes.IndexByte(p.text[start:], '\n')
		if i < 0 {
			break
		}
		start += i + 1
	}
	return p.lineAt(start)
}

func (p *yamlParser) lineAt(at int) textLine {
	start := bytes.LastIndexByte(p.text[:at], '\n') + 1
	end := len(p.text)
	if i := bytes.IndexByte(p.text[start:], '\n'); i >= 0 {
		end = start + i
	}
	if end > start && p.text[end-1] == '\r' {
		end--
	}
	return textLine{start, end}
}

// byteAt is the byte at an offset, 0 behind the end.
func (p *yamlParser) byteAt(at int) byte {
	if at >= len(p.text) {
		return 0
	}
	return p.text[at]
}

// locate finds the byte at which a failure arises: the last one of the shortest
// beginning of the text that fails in the same way. What yaml.v3 says about a
// place is that of the enclosing list or map, without a column.
func (p *yamlParser) locate(f yamlFailure) int {
	good, bad := 0, len(p.text)
	for bad-good > 1 && p.budget > 0 {
		middle := (good + bad) / 2
		// Not inside a character, nor inside an escape, which is bad when cut.
		for middle > good+1 && (!utf8.RuneStart(p.text[middle]) || p.text[middle-1] == '\\') {
			middle--
		}
		if p.failure(p.text[:middle]).text == f.text {
			bad = middle
		} else {
			good = middle
		}
	}
	if bad-good > 1 { // out of budget
		return p.line(f.line).start
	}
	return good
}

// cause is the failure to explain, and the byte at which it arises. It is an
// earlier one when the text before the line fails already: yaml.v3 may read on
// into the next key before it notices.
func (p *yamlParser) cause(f yamlFailure) (yamlFailure, int) {
	at := p.locate(f)
	line := p.lineAt(at)
	if line.start == 0 || p.budget <= 0 {
		return f, at
	}
	switch earlier := p.failure(p.text[:line.start]); earlier.message {
	case "could not find expected ':'", "did not find expected key", "did not find expected '-' indicator":
		prefix := yamlParser{text: p.text[:line.start], budget: p.budget}
		at = prefix.locate(earlier)
		p.budget = prefix.budget
		return earlier, at
	}
	return f, at
}

// linePrefix is what stands before the value of a line: blanks, dashes, and a
// key with its colon.
var linePrefix = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("^[ \t]*(?:-[ \t]+)*(?:(?:\"[^\"]*\"|'[^']*'|[^ \t\"'#{}\\[\\],&*!|>%@`-][^\"'#]*?):[ \t]+)?")
})

// plainValue is the value of a line, if it is neither quoted nor a block scalar.
func (p *yamlParser) plainValue(line textLine) (start, end int, ok bool) {
	raw := p.text[line.start:line.end]
	start = line.start + len(linePrefix().Find(raw))
	value := string(p.text[start:line.end])
	if i := strings.Index(value, " #"); i >= 0 {
		value = value[:i]
	}
	value = strings.TrimRight(value, " \t")
	if value == "" || strings.IndexByte("\"'|>#", value[0]) >= 0 || strings.ContainsAny(value, "\r\u0085\u2028\u2029") {
		return 0, 0, false
	}
	return start, start + len(value), true
}

// quoteValue reports a plain value that needs quotes, and puts them in.
func (p *yamlParser) quoteValue(cause yamlFailure, line textLine) bool {
	start, end, ok := p.plainValue(line)
	if !ok || start == line.value(p.text) && len(bytes.TrimSpace(p.text[:start])) > 0 {
		return false // it may go on from the line above, where a quote is but a sign
	}
	value := string(p.text[start:end])
	code, reason := reasonToQuote(cause, value)
	if reason == "" || start == line.start && value[0] == '%' { // a directive
		return false
	}
	mends := quotes(value, start)
	edits := make([]Edit, len(mends))
	for i, m := range mends {
		at := originalOffset(p.mends, m.at)
		edits[i] = Edit{Start: at, End: at, Text: m.text}
	}
	if !p.accept(line, mends) {
		return false
	}
	// The mends in place are the new ones, too, so file the place by the edits.
	from, to := edits[0].Start, edits[len(edits)-1].Start
	if step := stepTarget(value); step != value {
		found := p.found.add(code, from, to, "no blank belongs behind step:, which makes a key of it to YAML")
		found.Suggestion = step
		found.Edits = []Edit{{Start: from, End: to, Text: step}}
		return true
	}
	found := p.found.add(code, from, to, "quote this: %s", reason)
	found.Suggestion = quotedWith(value, mends, start)
	found.Edits = edits
	return true
}

// stepTarget is a value such as step: name without its blank, as in onFailure;
// other values are as they were.
func stepTarget(value string) string {
	const prefix = "step:"
	rest, ok := strings.CutPrefix(value, prefix)
	name := strings.TrimLeft(rest, " ")
	if !ok || name == rest || strings.ContainsAny(name, " \t:") {
		return value
	}
	return prefix + name
}

// reasonToQuote says why a value cannot stand without quotes, "" if it can.
func reasonToQuote(f yamlFailure, value string) (ProblemCode, string) {
	switch {
	case strings.HasPrefix(value, "{{"):
		return UnquotedReferenceProblem, "YAML takes " + oneLine(value) + " for a map"
	case strings.IndexByte("@`%", value[0]) >= 0:
		return SyntaxProblem, "YAML takes no text that begins with " + value[:1]
	case strings.IndexByte("*&,]}", value[0]) >= 0:
		return SyntaxProblem, "to YAML a " + value[:1] + " at the beginning is a sign of its own"
	case strings.Contains(value, ": ") && f.message == "mapping values are not allowed in this context":
		return SyntaxProblem, "YAML takes what stands before a colon for a key"
	}
	return "", ""
}

// quotes are the mends that put a plain value at an offset into quotes.
func quotes(value string, at int) []mend {
	end := at + len(value)
	if !strings.ContainsAny(value, `"\`) {
		return []mend{{at: at, text: `"`, opens: plainHere}, {at: end, text: `"`}}
	}
	mends := []mend{{at: at, text: `'`, opens: plainHere}}
	for i := range len(value) {
		if value[i] == '\'' {
			mends = append(mends, mend{at: at + i, text: `'`})
		}
	}
	return append(mends, mend{at: end, text: `'`})
}

// quotedWith is the value with its quotes.
func quotedWith(value string, mends []mend, at int) string {
	shifted := make([]mend, len(mends))
	for i, m := range mends {
		m.at -= at
		shifted[i] = m
	}
	return string(mendText([]byte(value), shifted))
}

// keyWithoutBlank is a line such as name:value.
var keyWithoutBlank = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[ \t]*(?:-[ \t]+)*[A-Za-z_][A-Za-z0-9_.-]*:[^ \t:/]`)
})

// blankBehindColon reports name:value, in the line of the failure or in the one
// before, and puts the blank in.
func (p *yamlParser) blankBehindColon(cause yamlFailure, line textLine) bool {
	switch cause.message {
	case "mapping values are not allowed in this context", "could not find expected ':'", "did not find expected key":
	default:
		return false
	}
	for _, candidate := range []textLine{line, p.lineAt(max(line.start-1, 0))} {
		m := keyWithoutBlank().Find(p.text[candidate.start:candidate.end])
		if m == nil {
			continue
		}
		at := candidate.start + len(m) - 1
		file := originalOffset(p.mends, at)
		if p.accept(candidate, []mend{{at: at, text: " "}}) {
			found := p.found.add(SyntaxProblem, file-1, file, "a space is missing after this colon")
			found.Edits = []Edit{{Start: file, End: file, Text: " "}}
			return true
		}
	}
	return false
}

// explain reports a failure that we cannot mend, in plain words.
func (p *yamlParser) explain(f yamlFailure, at int, line textLine) {
	if start := p.behindQuote(line); start > 0 {
		p.report(SyntaxProblem, start, line.end,
			"this follows the closing quote; a quote inside is written '' between single quotes and \\\" between double ones")
		return
	}
	start := line.value(p.text)
	message := f.message
	switch f.message {
	case "did not find expected key", "did not find expected '-' indicator", "did not find expected <document start>":
		switch {
		case !bytes.ContainsAny(p.text[start:max(start, at)], " \t\"'"):
			message = "this line fits no list or map above it; compare how far they are indented"
			at = start
		case p.byteAt(at) == '}' || p.byteAt(at) == ']':
			message = "one closing bracket too many"
		default:
			message = "this follows the end of a value; put quotes around the whole value"
		}
	case "mapping values are not allowed in this context":
		message = "a key cannot stand here: the text above goes on into this line; compare how far they are indented"
		at = start
	case "could not find expected ':'":
		message = "this line is neither a key with a colon nor part of the value above it"
		line = p.line(f.line)
		at = line.value(p.text)
	case "block sequence entries are not allowed in this context":
		message = "a list cannot begin after its key; begin it on the next line"
	case "mapping keys are not allowed in this context":
		message = "to YAML a ? at the beginning is a sign of its own; put quotes round the text"
	case "did not find expected node content":
		message = "to YAML this is a sign of its own; put quotes round the text"
	case "did not find expected alphabetic or numeric character":
		message = "a name belongs after * and &; put quotes around the text if it is not an alias"
	case "did not find expected comment or line break":
		message = "after | and > the line must end; begin the text on the next line"
	case "found unknown directive name":
		message = "a line that begins with % is a directive, and YAML knows no such one"
	case "found character that cannot start any token":
		message = "YAML takes no text that begins with this character; put quotes round it"
	}
	p.report(SyntaxProblem, min(at, line.end), line.end, "%s", message)
}

// behindQuote is the offset of text behind the closing quote of a line's value,
// 0 if there is none.
func (p *yamlParser) behindQuote(line textLine) int {
	raw := p.text[line.start:line.end]
	prefix := len(linePrefix().Find(raw))
	value := raw[prefix:]
	if len(value) < 2 || value[0] != '"' && value[0] != '\'' {
		return 0
	}
	closing := bytes.IndexByte(value[1:], value[0])
	if closing < 0 {
		return 0
	}
	rest := value[closing+2:]
	trimmed := bytes.TrimLeft(rest, " \t")
	if len(trimmed) == 0 || bytes.IndexByte([]byte("#:,]}"), trimmed[0]) >= 0 {
		return 0
	}
	return line.end - len(trimmed)
}
