package python

import (
	"strings"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/lint"
)

// answer is what read.py says about a script. Lines and columns count from 1,
// those of an error in characters; the columns of everything else are bytes and
// count from 0.
type answer struct {
	Unsure bool
	Error  *struct {
		Message           string
		Line, Column, End int
	}
	Functions []struct {
		Name         string
		Line, Column int
		Least, Most  int
		Keywords     int
		Decorated    bool
	}
	Names []string
	Star  bool
	Reads []struct {
		Key          string
		Line, Column int
		Certain      bool
	}
	Returned *[]string
	Calls    []string
	Hidden   bool
}

func (a answer) python(text string) *lint.Python {
	if a.Unsure {
		return nil
	}
	lines := lineStarts(text)
	if a.Error != nil {
		e := &lint.PythonError{Message: a.Error.Message}
		start := lines.offset(a.Error.Line)
		e.Start = start + characters(text[start:], a.Error.Column-1)
		e.End = max(e.Start, start+characters(text[start:], a.Error.End-1))
		return &lint.Python{Error: e}
	}
	p := &lint.Python{Names: a.Names, Star: a.Star, Returned: a.Returned}
	for _, f := range a.Functions {
		p.Functions = append(p.Functions, lint.PythonFunction{
			Name: f.Name, Offset: lines.offset(f.Line) + f.Column,
			Least: f.Least, Most: f.Most, Keywords: f.Keywords, Decorated: f.Decorated,
		})
	}
	for _, read := range a.Reads {
		p.Reads = append(p.Reads, lint.PythonRead{Key: read.Key, Certain: read.Certain, Offset: lines.offset(read.Line) + read.Column})
	}
	return p
}

// starts are the offsets at which the lines of a text begin, as Python counts
// lines; the last is the end of the text.
type starts []int

func lineStarts(text string) starts {
	s := starts{0}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' || text[i] == '\r' && !strings.HasPrefix(text[i+1:], "\n") {
			s = append(s, i+1)
		}
	}
	return append(s, len(text))
}

// offset is where a line begins, counted from 1; the end of the text for a line
// that it does not have.
func (s starts) offset(line int) int {
	return s[min(max(line-1, 0), len(s)-1)]
}

// characters is the offset of the character number n, from 0, in the first line
// of a text, or of that line's end.
func characters(text string, n int) int {
	at := 0
	for ; n > 0 && at < len(text) && text[at] != '\n' && text[at] != '\r'; n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}
