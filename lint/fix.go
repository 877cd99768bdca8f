package lint

import (
	"bytes"
	"slices"

	"github.com/ssmkit/ssmkit/document"
)

// maxFixRounds bounds how often a file is mended and looked at again. Each round
// needs fewer findings than the one before, so the bound is never met by
// well-behaved rules; it keeps two rules that undo each other from going on.
const maxFixRounds = 20

// Fixed is a file after its fixes.
type Fixed struct {
	// Text is the mended file, the same as before when nothing could be done.
	Text []byte
	// Done are the findings that were mended, in the order in which that was
	// done. Their places are those of the text at that moment.
	Done []Diagnostic
	// Result is what is left, with the places of Text.
	Result Result
}

// Fix makes the fixes of all findings of a file, and of those that come to
// light on the way, until none is left that makes it better. A fix that does
// not leave the file with fewer findings is not made, so fixing twice is the
// same as fixing once.
func (l *Linter) Fix(src *document.Source) Fixed {
	now := Fixed{Text: src.Text(), Result: l.Lint(src)}
	for range maxFixRounds {
		next, ok := l.mend(src.Name(), now, false)
		if !ok {
			next, ok = l.mend(src.Name(), now, true)
		}
		if !ok {
			break
		}
		now = next
	}
	return now
}

// mend makes one round of fixes: those that want to be last, or all others.
func (l *Linter) mend(name string, before Fixed, last bool) (after Fixed, ok bool) {
	candidates := pick(before.Result.Diagnostics, last)
	after, ok = l.apply(name, before, candidates)
	for i := 0; !ok && i < len(candidates); i++ {
		// Together they did no good; one of them alone may.
		after, ok = l.apply(name, before, candidates[i:i+1])
	}
	return after, ok
}

// apply makes the fixes of some findings. It is not ok when that does not leave
// fewer findings.
func (l *Linter) apply(name string, before Fixed, findings []Diagnostic) (after Fixed, ok bool) {
	var edits []document.Edit
	for _, d := range findings {
		edits = append(edits, d.Fix.Edits...)
	}
	if len(edits) == 0 {
		return before, false
	}
	text, err := document.Apply(before.Text, edits)
	if err != nil || bytes.Equal(text, before.Text) {
		return before, false
	}
	after = Fixed{
		Text:   text,
		Done:   slices.Concat(before.Done, findings),
		Result: l.Lint(document.NewSource(name, text)),
	}
	return after, better(before.Result, after.Result)
}

// better compares errors first: a mended document may show warnings that could
// not be seen before.
func better(before, after Result) bool {
	errorsBefore, errorsAfter := countErrors(before), countErrors(after)
	if errorsBefore != errorsAfter {
		return errorsAfter < errorsBefore
	}
	return len(after.Diagnostics) < len(before.Diagnostics)
}

func countErrors(r Result) int {
	n := 0
	for _, d := range r.Diagnostics {
		if d.Severity == Error {
			n++
		}
	}
	return n
}

// pick picks the fixable findings whose edits do not get into each other's way,
// the first of those that do.
func pick(diagnostics []Diagnostic, last bool) []Diagnostic {
	var picked []Diagnostic
	var taken []document.Edit
	for _, d := range diagnostics {
		if d.Fix == nil || d.Fix.Last != last || slices.ContainsFunc(d.Fix.Edits, func(e document.Edit) bool {
			return slices.ContainsFunc(taken, func(t document.Edit) bool { return overlap(e, t) })
		}) {
			continue
		}
		picked = append(picked, d)
		taken = append(taken, d.Fix.Edits...)
	}
	return picked
}

// overlap tells whether one edit reaches into the other. Edits that only meet,
// two insertions at one place for example, do not.
func overlap(a, b document.Edit) bool {
	return a.Start < b.End && b.Start < a.End
}
