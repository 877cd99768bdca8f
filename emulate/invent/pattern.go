package invent

import (
	"regexp"
	"regexp/syntax"
	"strings"

	"github.com/ssmkit/ssmkit/emulate/random"
)

// maxMatching is the length, in bytes, beyond which no text is made, maxSteps how
// much may be done for it: repeated repetitions of nothing are endless.
const (
	maxMatching = 4096
	maxSteps    = 20_000
)

// Matching makes a text in which a pattern of Go's dialect is found, and which is
// found as a whole. It is false when the pattern cannot be read or when no text
// was found: words at boundaries and the like are not reckoned with beforehand.
func Matching(pattern string, source *random.Source) (string, bool) {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "", false
	}
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		return "", false
	}
	// What may go on does so for as long as IDs and names do at first, and
	// alternatives are tried in their order.
	for choice := range 4 {
		for _, more := range [][2]int{{8, 0}, {0, 0}, {1, 1}, {7, 7}, {30, 30}} {
			w := &writer{source: source, letters: more[0], others: more[1], choice: choice}
			w.write(tree)
			text := w.text.String()
			if text != "" && len(text) <= maxMatching && compiled.MatchString(text) {
				return text, true
			}
		}
	}
	return "", compiled.MatchString("")
}

// writer writes what a pattern describes.
type writer struct {
	source *random.Source
	text   strings.Builder
	// letters is how often a class with letters is repeated beyond what is needed,
	// others how often everything else is, choice which alternative is taken, counted
	// round.
	letters, others, choice int
	steps                   int
}

func (w *writer) write(re *syntax.Regexp) {
	if w.exhausted() {
		return
	}
	w.steps++
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			w.text.WriteRune(r)
		}
	case syntax.OpCharClass:
		w.class(re.Rune)
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		w.class([]rune{'a', 'z'})
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			w.write(sub)
		}
	case syntax.OpAlternate:
		w.write(re.Sub[w.choice%len(re.Sub)])
	case syntax.OpStar:
		w.repeat(re.Sub[0], 0, -1)
	case syntax.OpPlus:
		w.repeat(re.Sub[0], 1, -1)
	case syntax.OpQuest:
		w.repeat(re.Sub[0], 0, 1)
	case syntax.OpRepeat:
		w.repeat(re.Sub[0], re.Min, re.Max)
	}
}

func (w *writer) exhausted() bool { return w.steps > maxSteps || w.text.Len() > maxMatching }

// repeat writes something as often as it must be, and more often as long as it
// may be.
func (w *writer) repeat(re *syntax.Regexp, least, most int) {
	times := least + w.others
	if lettered(re) {
		times = least + w.letters
	}
	if most >= 0 {
		times = min(times, most)
	}
	for i := 0; i < times && !w.exhausted(); i++ {
		w.write(re)
	}
}

// class writes one character of a class: a lower-case letter or a digit where it
// has any, else an upper-case one, else the first that can be seen.
func (w *writer) class(ranges []rune) {
	for _, wanted := range [][2]rune{{'0', '9'}, {'a', 'f'}, {'a', 'z'}, {'A', 'Z'}, {'-', '-'}, {'!', '~'}} {
		var inside []rune
		for i := 0; i+1 < len(ranges); i += 2 {
			for r := max(ranges[i], wanted[0]); r <= min(ranges[i+1], wanted[1]); r++ {
				inside = append(inside, r)
			}
		}
		// A text of letters and digits looks better with both.
		if len(inside) > 0 && (wanted[0] != '0' || !overlaps(ranges, 'a', 'f') || w.source.IntN(2) == 0) {
			w.text.WriteRune(inside[w.source.IntN(len(inside))])
			return
		}
	}
	if len(ranges) > 0 {
		w.text.WriteRune(ranges[0])
	}
}

// lettered tells a class with letters, in parentheses and among alternatives too.
func lettered(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpCharClass:
		return overlaps(re.Rune, 'a', 'z') || overlaps(re.Rune, 'A', 'Z')
	case syntax.OpAlternate, syntax.OpCapture:
		return lettered(re.Sub[0])
	}
	return false
}

func overlaps(ranges []rune, from, to rune) bool {
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i] <= to && ranges[i+1] >= from {
			return true
		}
	}
	return false
}
