// Package nearest finds the name that a misspelt one was meant to be.
//
//	name, ok := nearest.Of("Instnaces", slices.Values(names)) // "Instances", true
//
// It knows nothing about what the names stand for; where no name is near
// enough it says so, because a wild guess is worse than none.
package nearest

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// longest is the length in bytes from which names are only compared without
// regard to case: the effort grows with the square of it.
const longest = 128

// Of returns the candidate nearest to the name, or false when none is near.
// Among equally near ones it is the shortest, and of those the first in the order
// of text, so the answer does not depend on the order of the candidates.
func Of(name string, candidates iter.Seq[string]) (string, bool) {
	found := Several(name, candidates, 1)
	if len(found) == 0 {
		return "", false
	}
	return found[0], true
}

// Several returns the candidates that are near to the name, at most n, the
// nearest first, and equally near ones the shorter first. A candidate equal to
// the name is not returned: it would be no correction.
func Several(name string, candidates iter.Seq[string], n int) []string {
	type candidate struct {
		name string
		cost int
	}
	var near []candidate
	folded := []rune(strings.ToLower(name))
	for c := range candidates {
		if c == name {
			continue
		}
		if cost, ok := distance(name, folded, c); ok {
			near = append(near, candidate{c, cost})
		}
	}
	slices.SortFunc(near, func(a, b candidate) int {
		return cmp.Or(a.cost-b.cost, len(a.name)-len(b.name), strings.Compare(a.name, b.name))
	})
	var names []string
	for _, c := range slices.Compact(near) {
		if len(names) == n {
			break
		}
		names = append(names, c.name)
	}
	return names
}

// Certain returns the candidate that a name was meant to be beyond reasonable
// doubt: the only one that a slip of the finger turns into it. Only that is safe to
// put in its place unasked. That no other one is near says little: what the name
// stands for may be gone, and the next of kin left.
func Certain(name string, candidates iter.Seq[string]) (string, bool) {
	found := Several(name, candidates, 2)
	if len(found) == 0 || !Slip(name, found[0]) {
		return "", false
	}
	if strings.EqualFold(name, found[0]) {
		return found[0], true
	}
	if distinct(name, found[0]) || len(found) == 2 && Slip(name, found[1]) {
		return "", false
	}
	return found[0], true
}

// distinct reports whether two names that are nearly the same tell two things
// apart: by a number, or by a letter that is a word of its own, as step1 and step2
// or diskA and diskB.
func distinct(a, b string) bool {
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < min(len(a), len(b))-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	tells := func(name string) bool {
		part := name[start : len(name)-end]
		return strings.ContainsAny(part, "0123456789") || strings.Trim(part, "-_. ") != "" && isWord(name, start, len(name)-end)
	}
	return tells(a) || tells(b)
}

// isWord reports whether the bytes [start, end) of a name are one of its words,
// with others beside it.
func isWord(name string, start, end int) bool {
	return end-start < len(name) && (start == 0 || boundary(name, start)) && (end == len(name) || boundary(name, end))
}

// Slip reports whether two names differ by no more than case, marks between
// words, and one letter or transposition, as one slip of the finger makes it.
func Slip(name, other string) bool {
	if strings.EqualFold(name, other) {
		return true
	}
	if len(name) > longest || len(other) > longest {
		return false
	}
	if tooLong(utf8.RuneCountInString(name), utf8.RuneCountInString(other), edit) {
		return false
	}
	return restricted([]rune(strings.ToLower(name)), []rune(strings.ToLower(other)), edit) <= edit
}

// Costs of the distance, in halves of an edit: a difference in case or in the
// marks between words, and a transposition, are slips of the finger.
const (
	edit          = 2
	transposition = 1
	separator     = 1
)

// limit is the greatest cost at which a name of so many runes is near: a third
// of its length in edits, at least one. Of one or two letters an edit would
// leave nothing to recognise them by.
func limit(runes int) int {
	if runes < 3 {
		return transposition
	}
	return edit * (runes / 3)
}

// distance is the cost of turning a name, given also as folded runes, into
// another, or false when it is beyond the limit.
func distance(name string, folded []rune, other string) (int, bool) {
	if strings.EqualFold(name, other) {
		return 0, true
	}
	if len(folded) == 0 || len(name) > longest || len(other) > longest {
		return 0, false
	}
	most := limit(len(folded))
	// A name that begins with all of the other, or ends with it, is near at any
	// length (see affix).
	if tooLong(len(folded), utf8.RuneCountInString(other), most) && !affixed(name, other) && !lastWords(name, other) && !firstWords(name, other) {
		return 0, false
	}
	cost := restricted(folded, []rune(strings.ToLower(other)), most)
	switch {
	case lastWords(name, other):
		cost = min(cost, edit, most)
	case firstWords(name, other):
		cost = min(cost, edit+separator, most)
	case affixed(name, other):
		cost = min(cost, most)
	}
	return cost, cost <= most
}

// fewest is the length from which a name can be the whole words of another:
// "Name" and "Type" end too many names to mean one of them.
const fewest = 5

// lastWords reports whether the other name ends with whole words that are this
// one: "DBInstanceStatus" for "Status". AWS likes to put the resource before.
func lastWords(name, other string) bool {
	rest := len(other) - len(name)
	return rest > 0 && len(name) >= fewest && strings.EqualFold(other[rest:], name) && boundary(other, rest)
}

// firstWords reports whether the other name begins with whole words that are
// this one: "instance-state-name" for "instance-state".
func firstWords(name, other string) bool {
	return len(other) > len(name) && len(name) >= fewest &&
		strings.EqualFold(other[:len(name)], name) && boundary(other, len(name))
}

// boundary reports whether a word begins at an offset inside a name.
func boundary(name string, at int) bool {
	before, after := name[at-1], name[at]
	upper := func(c byte) bool { return 'A' <= c && c <= 'Z' }
	mark := func(c byte) bool { return c == '-' || c == '_' || c == '.' || c == ':' }
	return mark(before) || mark(after) || upper(after) && !upper(before)
}

// affixed reports whether one name is the beginning or the end of the other,
// without regard to case, and long enough to mean it: "VpcSecurityGroups" for
// "SecurityGroups".
func affixed(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 || 2*len(a) < len(b) {
		return false
	}
	return strings.EqualFold(b[:len(a)], a) || strings.EqualFold(b[len(b)-len(a):], a)
}

// tooLong reports whether the lengths alone, in runes, make a distance greater
// than most: each rune more or less costs something.
func tooLong(length, other, most int) bool {
	return max(length-other, other-length)*separator > most
}

// restricted is the edit distance in which two neighbours may change places
// once (optimal string alignment), with the costs above. Beyond most it is any
// number greater than that.
func restricted(a, b []rune, most int) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := 1; j <= len(b); j++ {
		row[j] = row[j-1] + single(b[j-1])
	}
	least := 0 // in the last row
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		row[0] = last[0] + single(a[i-1])
		leastBefore := least
		least = row[0]
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change += edit
			}
			row[j] = min(change, last[j]+single(a[i-1]), row[j-1]+single(b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+transposition)
			}
			least = min(least, row[j])
		}
		// All ways to the end lead through this row, or by a transposition over it.
		if min(least, leastBefore+transposition) > most {
			return most + 1
		}
	}
	return row[len(b)]
}

// single is the cost of a rune that the other name lacks.
func single(r rune) int {
	if r == '_' || r == '-' || r == '.' || r == ' ' {
		return separator
	}
	return edit
}
