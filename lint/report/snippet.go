package report

import (
	"bytes"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document"
)

const (
	// lineCells is how much of a line is shown. JSON documents are often one line.
	lineCells = 110
	// leadCells is how much of a longer line is shown before the marked text.
	leadCells = lineCells / 3
	// reach is how far, in bytes, a line is looked at on both sides of a place,
	// so that the effort does not grow with the line.
	reach = 1 << 9
	// ellipsis stands for what is left out. The single character for it takes
	// two cells in some terminals of East Asia.
	ellipsis = "..."
)

// snippet is the line of a place as it is shown, with a mark below it.
type snippet struct {
	text string
	// The mark begins behind this many cells, and is this many wide.
	before, mark int
}

// newSnippet shows the line on which a span starts and marks the span's part of
// it. It is not ok when there is nothing to see on that line.
func newSnippet(src *document.Source, span document.Span) (s snippet, ok bool) {
	start := span.Start.Offset
	left, right, cutLeft, cutRight := around(src.Text(), start)
	line := src.Text()[left:right]
	if len(bytes.TrimSpace(line)) == 0 {
		return snippet{}, false
	}
	all := characters(string(line))
	from, to := cover(all, start-left, min(span.End.Offset, right)-left)
	first, last := window(all, from, cutLeft || cutRight)
	if cutLeft || first > 0 {
		s.text = ellipsis
	}
	s.before = len(s.text) + width(all[first:from])
	s.mark = max(1, width(all[from:min(to, last)]))
	s.text += shown(all[first:last])
	if cutRight || last < len(all) {
		s.text += ellipsis
	}
	return s, true
}

// around gives the part of the line round a byte offset, without its line
// ending, and whether the line goes on to the left and to the right.
func around(text []byte, at int) (left, right int, cutLeft, cutRight bool) {
	left, right = max(0, at-reach), min(len(text), at+reach)
	cutLeft, cutRight = left > 0, right < len(text)
	if i := bytes.LastIndexByte(text[left:at], '\n'); i >= 0 {
		left, cutLeft = left+i+1, false
	}
	if i := bytes.IndexByte(text[at:right], '\n'); i >= 0 {
		right, cutRight = at+i, false
	}
	if left == 0 && bytes.HasPrefix(text, []byte(byteOrderMark)) {
		left = min(len(byteOrderMark), at)
	}
	if !cutRight && right > left && text[right-1] == '\r' {
		right--
	}
	for cutLeft && left < at && !utf8.RuneStart(text[left]) {
		left++
	}
	for cutRight && right > at && !utf8.RuneStart(text[right]) {
		right--
	}
	return left, right, cutLeft, cutRight
}

// byteOrderMark may open a file and is not part of its first line.
const byteOrderMark = "\ufeff"

// cover gives the characters [from, to) that hold the bytes [start, end).
func cover(all []character, start, end int) (from, to int) {
	at := 0
	for from < len(all) && at+all[from].size <= start {
		at += all[from].size
		from++
	}
	for to = from; to < len(all) && at < end; to++ {
		at += all[to].size
	}
	return from, to
}

// window gives the characters [first, last) that are shown of a line: all when
// there is room for them, else those around the one at from.
func window(all []character, from int, cut bool) (first, last int) {
	if !cut && width(all) <= lineCells {
		return 0, len(all)
	}
	room := lineCells
	for first = from; first > 0 && room-all[first-1].cells >= lineCells-leadCells; first-- {
		room -= all[first-1].cells
	}
	for last = from; last < len(all) && all[last].cells <= room; last++ {
		room -= all[last].cells
	}
	// At the end of a line there is more room before the place.
	for ; last == len(all) && first > 0 && all[first-1].cells <= room; first-- {
		room -= all[first-1].cells
	}
	return first, last
}
