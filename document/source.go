package document

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Pos is a place in one file. Offset counts bytes from 0. Line and Column count
// from 1, Column in Unicode code points, as yaml.v3 and most editors do.
type Pos struct{ Offset, Line, Column int }

// Span is the half-open stretch [Start, End) of one file.
type Span struct{ Start, End Pos }

// Source is the text of one file, and the only one who turns its byte offsets
// into lines and columns. It is safe for use by several goroutines.
type Source struct {
	name  string
	text  []byte
	once  sync.Once
	lines []int // offset of the first byte of each line
	// runes[i] is the number of code points before byte i*runeStep, so that a
	// column in a line of megabytes is not counted from its beginning.
	runes []int

	// scalar is the node that was taken apart last; see Node.PosAt.
	scalar struct {
		sync.Mutex
		node   *Node
		pieces pieces
	}
}

// tabWidth is what terminals and compilers take a tab for.
const tabWidth = 8

// NewSource wraps the text of a file. The name is what messages call it. The
// Source keeps text and the caller must not change it any more.
func NewSource(name string, text []byte) *Source {
	return &Source{name: name, text: text}
}

// Name is the name of the file as messages show it.
func (s *Source) Name() string { return s.name }

// Text is the whole file, a byte order mark and carriage returns included. It
// must not be changed.
func (s *Source) Text() []byte { return s.text }

// lineStarts is built on first use: a document without findings never asks.
func (s *Source) lineStarts() []int {
	s.once.Do(func() {
		s.lines = make([]int, 1, 1+bytes.Count(s.text, []byte{'\n'}))
		if bytes.HasPrefix(s.text, []byte(byteOrderMark)) {
			s.lines[0] = len(byteOrderMark)
		}
		for at := 0; ; {
			i := bytes.IndexByte(s.text[at:], '\n')
			if i < 0 {
				break
			}
			at += i + 1
			s.lines = append(s.lines, at)
		}
		count := 0
		s.runes = make([]int, 0, 1+len(s.text)/runeStep)
		for step := range slices.Chunk(s.text, runeStep) {
			s.runes = append(s.runes, count)
			count += runeStarts(step)
		}
	})
	return s.lines
}

const runeStep = 1 << 10

// runesBefore is the number of code points before a byte offset. Bytes that are
// no UTF-8 do not matter: Parse refuses such files.
func (s *Source) runesBefore(offset int) int {
	step := min(offset/runeStep, len(s.runes)-1)
	if step < 0 {
		return 0
	}
	return s.runes[step] + runeStarts(s.text[step*runeStep:offset])
}

// runeStarts is the number of code points that begin in a text.
func runeStarts(text []byte) int {
	const eight, notASCII = 8, 0x8080808080808080
	count := 0
	for len(text) > 0 {
		if len(text) >= eight && binary.NativeEndian.Uint64(text)&notASCII == 0 {
			count += eight
			text = text[eight:]
			continue
		}
		if utf8.RuneStart(text[0]) {
			count++
		}
		text = text[1:]
	}
	return count
}

// byteOrderMark may open a file; it takes no column.
const byteOrderMark = "\ufeff"

// Lines is the number of lines; an empty file has one.
func (s *Source) Lines() int { return len(s.lineStarts()) }

// Line is the text of line n, counted from 1, without its line ending. It is
// empty when there is no such line.
func (s *Source) Line(n int) string {
	starts := s.lineStarts()
	if n < 1 || n > len(starts) {
		return ""
	}
	end := len(s.text)
	if n < len(starts) {
		end = starts[n] - 1
	}
	return strings.TrimSuffix(string(s.text[starts[n-1]:end]), "\r")
}

// Pos is the place of a byte offset. Offsets outside the file are moved to its
// nearest end.
func (s *Source) Pos(offset int) Pos {
	starts := s.lineStarts()
	offset = min(max(offset, starts[0]), len(s.text))
	n := sort.Search(len(starts), func(i int) bool { return starts[i] > offset })
	start := starts[n-1]
	return Pos{Offset: offset, Line: n, Column: s.runesBefore(offset) - s.runesBefore(start) + 1}
}

// Span is the stretch between two byte offsets.
func (s *Source) Span(start, end int) Span {
	return Span{s.Pos(start), s.Pos(max(start, end))}
}

// Offset is the byte offset of a line and a column in code points, both counted
// from 1. A column past the end of its line gives the end of the line.
func (s *Source) Offset(line, column int) int {
	starts := s.lineStarts()
	line = min(max(line, 1), len(starts))
	end := len(s.text)
	if line < len(starts) {
		end = starts[line] - 1
	}
	at := starts[line-1]
	for ; column > 1 && at < end; column-- {
		_, size := utf8.DecodeRune(s.text[at:end])
		at += size
	}
	return at
}

// UTF16Column is the column of p in UTF-16 code units, counted from 1, as the
// Language Server Protocol and SARIF count.
func (s *Source) UTF16Column(p Pos) int {
	column := 1
	for _, r := range s.lineUpTo(p) {
		column++
		if r > 0xFFFF {
			column++
		}
	}
	return column
}

// DisplayColumn is the terminal cell of p, counted from 1: wide characters take
// two cells, combining ones none, tabs go to the next multiple of eight.
func (s *Source) DisplayColumn(p Pos) int {
	return 1 + DisplayWidth(s.lineUpTo(p))
}

// DisplayWidth is the number of terminal cells that text, a line or its
// beginning, takes.
func DisplayWidth(text string) int {
	cells := 0
	for {
		before, after, found := strings.Cut(text, "\t")
		cells += uniseg.StringWidth(before)
		if !found {
			return cells
		}
		cells += tabWidth - cells%tabWidth
		text = after
	}
}

func (s *Source) lineUpTo(p Pos) string {
	starts := s.lineStarts()
	if p.Line < 1 || p.Line > len(starts) {
		return ""
	}
	start := starts[p.Line-1]
	return string(s.text[start:min(max(p.Offset, start), len(s.text))])
}
