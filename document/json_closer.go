package document

import "strings"

// bracketProblem reports a contradiction that comes from a bracket. After the
// first one the others are but its consequences.
func (r *jsonReader) bracketProblem(start, end int, format string, args ...any) *Problem {
	if r.unbalanced {
		return &Problem{}
	}
	r.unbalanced, r.trouble = true, len(r.found.list)+1
	return r.found.add(SyntaxProblem, start, end, format, args...)
}

// more goes to the next element of the innermost list or map, which has count
// ones and ends with closer, or behind its end.
func (r *jsonReader) more(closer byte, count int) bool {
	comma, strange := -1, false
	for {
		r.blanks()
		if r.at >= len(r.text) {
			r.unclosed()
			return false
		}
		switch c := r.text[r.at]; c {
		case closer:
			if comma >= 0 {
				problem := r.found.add(SyntaxProblem, comma, comma+1, "JSON takes no comma before a closing %q", closer)
				problem.Edits = []Edit{{Start: comma, End: comma + 1}}
			}
			r.at++
			r.last = r.at
			return false
		case '}', ']':
			r.wrongCloser(closer)
			return false
		case ',':
			if comma >= 0 || count == 0 {
				problem := r.found.add(SyntaxProblem, r.at, r.at+1, "one comma too many")
				problem.Edits = []Edit{{Start: r.at, End: r.at + 1}}
			} else {
				comma = r.at
			}
			r.at++
		case ':', ';', '=', '(', ')':
			switch {
			case strange:
			case c == ':':
				r.bracketProblem(r.at, r.at+1, "%q does not belong here", c)
			default:
				r.found.add(SyntaxProblem, r.at, r.at+1, "%q does not belong here", c)
			}
			strange = true
			r.at++
		default:
			if count > 0 && comma < 0 && !strange {
				problem := r.found.add(SyntaxProblem, r.last, r.last, "a comma is missing")
				problem.Edits = []Edit{{Start: r.last, End: r.last, Text: ","}}
			}
			return true
		}
	}
}

// wrongCloser decides what a closing bracket of the other sort means: it ends an
// outer list or map, and ours was not closed; or it was mistyped.
func (r *jsonReader) wrongCloser(closer byte) {
	c, mine := r.text[r.at], r.open[len(r.open)-1]
	outer := -1
	for i, at := range r.open[:len(r.open)-1] {
		if closerOf(r.text[at]) == c {
			outer = i
		}
	}
	// It cannot end the document when text follows.
	if outer > 0 || outer == 0 && strings.Trim(r.text[r.at+1:], " \t\r\n") == "" {
		problem := r.bracketProblem(r.at, r.at+1, "a %q is missing before this %q", closer, c)
		r.found.related(problem, mine, mine+1, "what is not closed begins here")
		r.last = max(r.last, mine+1)
		return
	}
	problem := r.bracketProblem(r.at, r.at+1, "this %q ought to be a %q", c, closer)
	problem.Suggestion = string(closer)
	r.found.related(problem, mine, mine+1, "what it closes begins here")
	r.at++
	r.last = r.at
}

func closerOf(opener byte) byte {
	if opener == '{' {
		return '}'
	}
	return ']'
}

// unclosed reports the end of the file inside a list or map, once.
func (r *jsonReader) unclosed() {
	r.last = max(r.last, r.open[len(r.open)-1]+1)
	if r.over {
		return
	}
	r.stop()
	mine := r.open[len(r.open)-1]
	problem := r.bracketProblem(r.last, r.last,
		"the file ends where a %q is missing", closerOf(r.text[mine]))
	r.found.related(problem, mine, mine+1, "what is not closed begins here")
}
