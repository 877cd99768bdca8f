package mutation_test

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/mutation"
)

// findings counts the same things said about a document. Places are left out:
// they move with each edit.
type findings map[finding]int

type finding struct{ rule, message string }

func newFindings(diagnostics []lint.Diagnostic) findings {
	f := findings{}
	for _, d := range diagnostics {
		f[finding{d.Rule, d.Message}]++
	}
	return f
}

// added are the errors and warnings about a mutant that its good document does
// not have.
func (f findings) added(diagnostics []lint.Diagnostic) []lint.Diagnostic {
	seen := findings{}
	var added []lint.Diagnostic
	for _, d := range diagnostics {
		key := finding{d.Rule, d.Message}
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
	source := d.Source
	first := source.Pos(shift(m, m.Start, false)).Line
	last := source.Pos(shift(m, m.End, true)).Line
	near := func(s document.Span) bool {
		return s.Start.Line <= last && s.End.Line >= first && s.Start.Line >= first-1
	}
	if near(d.Span) {
		return true
	}
	for _, r := range d.Related {
		if near(r.Span) {
			return true
		}
	}
	for _, word := range m.Words {
		if len(word) > 1 && strings.Contains(d.Message, word) {
			return true
		}
	}
	return false
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
