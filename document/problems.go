package document

import (
	"cmp"
	"fmt"
	"slices"
)

// maxProblems bounds what one file can make us say. Who has that many mistakes
// is helped by the first ones.
const maxProblems = 1000

// problems collects what the readers find.
type problems struct {
	src  *Source
	list []Problem
	// mends are what the text that offsets are given in has more than the file.
	mends []mend
	// dropped counts those beyond maxProblems.
	dropped int
}

// add files a problem with the bytes [start, end). The result is good until the
// next call, to hang edits and related places on it.
func (p *problems) add(code ProblemCode, start, end int, format string, args ...any) *Problem {
	problem := Problem{Code: code, Message: fmt.Sprintf(format, args...)}
	if len(p.list) >= maxProblems {
		p.dropped++
		return &problem
	}
	problem.Span = p.span(start, end)
	p.list = append(p.list, problem)
	return &p.list[len(p.list)-1]
}

// related hangs another place on the problem.
func (p *problems) related(to *Problem, start, end int, message string) {
	to.Related = &Related{Span: p.span(start, end), Message: message}
}

func (p *problems) span(start, end int) Span {
	return p.src.Span(originalOffset(p.mends, start), originalOffset(p.mends, end))
}

// has tells whether there is a problem of this code.
func (p *problems) has(code ProblemCode) bool {
	return slices.ContainsFunc(p.list, func(x Problem) bool { return x.Code == code })
}

// sorted gives the problems in the order of the file.
func (p *problems) sorted() []Problem {
	slices.SortStableFunc(p.list, func(a, b Problem) int {
		return cmp.Compare(a.Span.Start.Offset, b.Span.Start.Offset)
	})
	if p.dropped > 0 {
		end := len(p.src.text)
		p.list = append(p.list, Problem{
			Code:    TooLargeProblem,
			Message: fmt.Sprintf("the file has %d more problems, which are not shown", p.dropped),
			Span:    p.src.Span(end, end),
		})
	}
	return p.list
}
