package document

import (
	"cmp"
	"slices"
)

// bracketRepair puts one bracket right in memory: it puts one in, takes another
// one for it, or leaves it out.
type bracketRepair struct {
	// at is where the bracket belongs or stands.
	at int
	// bracket is the right one, 0 for one too many.
	bracket byte
	// stands tells that there is a bracket at at that is wrong.
	stands bool
	// comma tells that behind the bracket a comma is missing, too.
	comma bool
	// before is the bracket that shows that the one before it is missing; 0 when
	// the indentation shows it.
	before   byte
	beforeAt int
	// atEnd tells that the bracket belongs to the end of the file.
	atEnd bool
	// line is where the line of at begins. inside tells that the mistake shows
	// inside a line and not at its beginning.
	line   int
	inside bool
	// opener is what the bracket closes, -1 if it opens something itself.
	opener int
	// edit is the mend as an author would write it.
	edit Edit
}

// repairBrackets reads text again with its brackets put right. The node is nil
// when that does not make all of them fit.
func repairBrackets(src *Source, text string, start int, found *problems) *Node {
	var best *problems
	var root *Node
	fewest := maxMends + 1
	for choice := range 1 << 3 {
		search := bracketSearch{text: text, closes: choice&1 == 0, mistyped: choice&2 != 0, twice: choice&4 == 0}
		repairs := search.run()
		if len(repairs) == 0 || len(repairs) >= fewest || isGuess(repairs) {
			continue
		}
		again := &problems{src: src, mends: mendsOf(repairs)}
		r := newJSONReader(src, repaired(text, repairs), again)
		n := r.read(start)
		if n == nil || r.unbalanced || !n.moveBack(again.mends) {
			continue
		}
		for i := range again.list {
			moveBack(again.list[i].Edits, again.mends)
		}
		again.mends = nil
		for _, repair := range repairs {
			repair.report(again)
		}
		best, root, fewest = again, n, len(repairs)
	}
	if best != nil {
		*found = *best
	}
	return root
}

// isGuess tells that the repairs could as well be others: one shows inside a
// line, where the indentation does not help, and it takes more in that line or
// many elsewhere for all to fit.
func isGuess(repairs []bracketRepair) bool {
	const many = 3
	inside := map[int]bool{}
	for _, r := range repairs {
		another, ok := inside[r.line]
		if ok && (another || r.inside) || r.inside && len(repairs) >= many {
			return true
		}
		inside[r.line] = r.inside
	}
	return false
}

// mendsOf are the repairs that put something in.
func mendsOf(repairs []bracketRepair) []mend {
	var mends []mend
	for _, r := range repairs {
		if r.stands {
			continue
		}
		text := string(r.bracket)
		if r.comma {
			text += ","
		}
		mends = append(mends, mend{at: r.at, text: text})
	}
	slices.SortStableFunc(mends, func(a, b mend) int { return cmp.Compare(a.at, b.at) })
	return mends
}

// repaired is the text with its repairs. A bracket too many becomes a blank.
func repaired(text string, repairs []bracketRepair) string {
	bytes := []byte(text)
	for _, r := range repairs {
		if !r.stands {
			continue
		}
		if r.bracket != 0 {
			bytes[r.at] = r.bracket
			continue
		}
		for i := r.edit.Start; i < r.edit.End; i++ {
			bytes[i] = ' '
		}
	}
	return string(mendText(bytes, mendsOf(repairs)))
}

// moveBack gives a node of mended text, and all below it, its place in the file.
// It is false when a mend became a part of a text.
func (n *Node) moveBack(mends []mend) bool {
	length := n.end - n.start
	n.start, n.end = originalOffset(mends, n.start), originalOffset(mends, n.end)
	ok := n.Kind >= List || n.end-n.start == length
	for _, item := range n.Items {
		ok = item.moveBack(mends) && ok
	}
	for _, e := range n.Entries {
		ok = e.Key.moveBack(mends) && ok
		ok = e.Value.moveBack(mends) && ok
	}
	return ok
}

func moveBack(edits []Edit, mends []mend) {
	for i := range edits {
		edits[i].Start, edits[i].End = originalOffset(mends, edits[i].Start), originalOffset(mends, edits[i].End)
	}
}

func (r bracketRepair) report(found *problems) {
	var problem *Problem
	related := "what is not closed begins here"
	switch {
	case r.bracket == 0:
		problem = found.add(SyntaxProblem, r.at, r.at+1, "one %q too many", found.src.text[r.at])
	case r.stands:
		problem = found.add(SyntaxProblem, r.at, r.at+1, "this %q ought to be a %q", found.src.text[r.at], r.bracket)
		problem.Suggestion, related = string(r.bracket), "what it closes begins here"
	case r.atEnd:
		problem = found.add(SyntaxProblem, r.at, r.at, "the file ends where a %q is missing", r.bracket)
	case r.before != 0:
		problem = found.add(SyntaxProblem, r.beforeAt, r.beforeAt+1, "a %q is missing before this %q", r.bracket, r.before)
	case r.comma:
		problem = found.add(SyntaxProblem, r.at, r.at, "a %q and a comma are missing here, judging by the indentation", r.bracket)
	default:
		problem = found.add(SyntaxProblem, r.at, r.at, "a %q is missing here, judging by the indentation", r.bracket)
	}
	problem.Edits = []Edit{r.edit}
	if r.opener >= 0 {
		found.related(problem, r.opener, r.opener+1, related)
	}
}
