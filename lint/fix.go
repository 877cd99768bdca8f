package lint

import (
	"bytes"
	"slices"

	"github.com/ssmkit/ssmkit/document"
)

// fixBudget bounds the effort for one file: how many bytes are looked at again
// after fixes. Well-behaved rules need two or three looks. Each look costs at
// least fixLook.
const (
	fixBudget = 64 << 20
	fixLook   = 64 << 10
)

// Fixed is a file after its fixes.
type Fixed struct {
	// Text is the mended file, the same as before when nothing could be done.
	Text []byte
	// Before is how many findings the file had.
	Before int
	// Done are the findings that were mended, in the order in which that was
	// done. Their places are those of the text at that moment.
	Done []Diagnostic
	// Result is what is left, with the places of Text.
	Result Result
}

// Fix makes the fixes of all findings of a file, and of those that come to
// light on the way, until none is left that makes it better. A fix that does
// not leave the file with fewer findings, or breaks its form, is not made, so
// fixing twice is the same as fixing once.
func (l *Linter) Fix(src *document.Source) Fixed {
	f := &fixer{linter: l, name: src.Name(), budget: fixBudget}
	now, problems := f.look(src)
	f.now, f.problems = Fixed{Text: src.Text(), Before: len(now.Diagnostics), Result: now}, problems
	for f.round(false) || f.round(true) {
	}
	return f.now
}

// fixer mends one file.
type fixer struct {
	linter *Linter
	name   string
	now    Fixed
	// problems is how many the parser found in it, those of rules that are
	// switched off as well.
	problems int
	budget   int
}

func (f *fixer) look(src *document.Source) (Result, int) {
	f.budget -= max(len(src.Text()), fixLook)
	doc, problems := document.Parse(src)
	return Result{doc, f.linter.Check(doc, problems)}, len(problems)
}

// round makes one set of fixes: of those that want to be last, or of all
// others. It tells whether it could.
func (f *fixer) round(last bool) bool {
	candidates := pick(f.now.Result.Diagnostics, last)
	// Fixes that are good one by one may not go together: two that insert the
	// same key, for example. Then half of them may, and so on.
	for n := len(candidates); n > 1; n /= 2 {
		if f.try(candidates[:n]) {
			return true
		}
	}
	for i := range candidates {
		if f.try(candidates[i : i+1]) {
			return true
		}
	}
	return false
}

// try makes the fixes of some findings if that is for the better.
func (f *fixer) try(findings []Diagnostic) bool {
	if f.budget <= 0 {
		return false
	}
	var edits []document.Edit
	for _, d := range findings {
		edits = append(edits, d.Fix.Edits...)
	}
	text, err := document.Apply(f.now.Text, edits)
	if err != nil || bytes.Equal(text, f.now.Text) {
		return false
	}
	result, problems := f.look(document.NewSource(f.name, text))
	unreadable := result.Document.Root == nil && f.now.Result.Document.Root != nil
	if unreadable || problems > f.problems || !better(f.now.Result, result, len(findings)) {
		return false
	}
	f.now = Fixed{Text: text, Before: f.now.Before, Done: slices.Concat(f.now.Done, findings), Result: result}
	f.problems = problems
	return true
}

// better tells whether fixes left less to say. Several fixes together must each
// have done so. One may uncover what could not be seen before, as long as that
// is less severe.
func better(before, after Result, fixes int) bool {
	errors := countErrors(after) - countErrors(before)
	all := len(after.Diagnostics) - len(before.Diagnostics)
	if fixes > 1 {
		return errors <= 0 && all <= -fixes
	}
	return errors < 0 || errors == 0 && all < 0
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
	var taken stretches
	for _, d := range diagnostics {
		if d.Fix != nil && d.Fix.Last == last && taken.take(d.Fix.Edits) {
			picked = append(picked, d)
		}
	}
	return picked
}

// stretches are edits in the order of the file of which none reaches into
// another. Those that only meet, two insertions at one place for example, do
// not.
type stretches []document.Edit

// take adds all edits, or none when there is no room for one of them.
func (s *stretches) take(edits []document.Edit) bool {
	var own stretches
	for _, e := range edits {
		at, free := own.find(e)
		if _, freeHere := s.find(e); !free || !freeHere {
			return false
		}
		own = slices.Insert(own, at, e)
	}
	for _, e := range own {
		at, _ := s.find(e)
		*s = slices.Insert(*s, at, e)
	}
	return true
}

// find tells where an edit belongs, and whether there is room for it.
func (s stretches) find(e document.Edit) (at int, free bool) {
	at, _ = slices.BinarySearchFunc(s, e, func(t, e document.Edit) int {
		if t.End <= e.Start {
			return -1
		}
		return 1
	})
	return at, at == len(s) || e.End <= s[at].Start
}
