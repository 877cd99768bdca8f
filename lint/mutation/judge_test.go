package mutation_test

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/mutation"
)

// findings counts the same things said about a document. Places are left out,
// as they move with each edit, and so are the numbers in messages, such as the
// size of the file.
type findings map[finding]int

type finding struct{ rule, message string }

func newFindings(diagnostics []lint.Diagnostic) findings {
	f := findings{}
	for _, d := range diagnostics {
		f[newFinding(d)]++
	}
	return f
}

func newFinding(d lint.Diagnostic) finding {
	return finding{d.Rule, strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return -1
		}
		return r
	}, d.Message)}
}

// added are the errors and warnings about a mutant that its good document does
// not have.
func (f findings) added(diagnostics []lint.Diagnostic) []lint.Diagnostic {
	seen := findings{}
	var added []lint.Diagnostic
	for _, d := range diagnostics {
		key := newFinding(d)
		seen[key]++
		if d.Severity >= lint.Warning && seen[key] > f[key] {
			added = append(added, d)
		}
	}
	return added
}

// isAbout tells whether a finding in a mutant is about its mistake: it is on the
// lines of the mistake, points to them, or says the word in question.
func isAbout(d lint.Diagnostic, m mutation.Mutant) bool {
	return isNear(d, m) || slices.ContainsFunc(m.Words, func(word string) bool { return says(d.Message, word) })
}

func isNear(d lint.Diagnostic, m mutation.Mutant) bool {
	first := d.Source.Pos(shift(m, m.Start, false)).Line
	last := d.Source.Pos(shift(m, m.End, true)).Line
	near := func(s document.Span) bool {
		return s.Start.Line <= last && s.End.Line >= first && s.Start.Line >= first-1
	}
	return near(d.Span) || slices.ContainsFunc(d.Related, func(r lint.Related) bool { return near(r.Span) })
}

// says tells whether a message has a word, and not only as a part of a longer
// one.
func says(message, word string) bool {
	if word == "" {
		return false
	}
	for from := 0; ; {
		at := strings.Index(message[from:], word)
		if at < 0 {
			return false
		}
		at += from
		before, after := message[:at], message[at+len(word):]
		if isWordEnd(before, utf8.DecodeLastRuneInString) && isWordEnd(after, utf8.DecodeRuneInString) {
			return true
		}
		from = at + 1
	}
}

// isWordEnd tells whether the letter next to a word is no letter.
func isWordEnd(text string, next func(string) (rune, int)) bool {
	r, _ := next(text)
	return text == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// shift is the place in the mutant of an offset in the good document. What is
// put in at the offset itself comes before it only at the end of a stretch.
func shift(m mutation.Mutant, offset int, end bool) int {
	moved := offset
	for _, e := range m.Edits {
		if e.End < offset || e.End == offset && (end || e.Start < e.End) {
			moved += len(e.Text) - (e.End - e.Start)
		}
	}
	return moved
}
