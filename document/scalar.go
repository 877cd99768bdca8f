package document

import "sort"

// PosAt is the place in the file of the character of Text at a byte offset.
// Escapes, folded lines and the indentation of block scalars are reckoned with:
// of what is not written as it reads, it is the beginning of its spelling. The
// offset len(Text) is the end of the text, before a closing quote. Offsets
// outside of Text are moved to its nearest end.
func (n *Node) PosAt(offset int) Pos { return n.src.Pos(n.OffsetAt(offset)) }

// SpanAt is the stretch of the file that Text[start:end] comes from.
func (n *Node) SpanAt(start, end int) Span {
	p := n.src.pieces(n)
	length := p[len(p)-1].text
	start, end = min(max(start, 0), length), min(end, length)
	from := p.startOf(start)
	if end <= start {
		return n.src.Span(from, from)
	}
	// The last line break of a block scalar lies behind its node.
	return n.src.Span(from, min(p.endOf(end), n.end))
}

// OffsetAt is the byte offset in the file of PosAt.
func (n *Node) OffsetAt(offset int) int { return n.src.pieces(n).startOf(offset) }

// piece is a stretch of a scalar's text: either bytes that stand in the file as
// they are, or one that is spelt differently, such as an escape.
type piece struct {
	text, length int // in Node.Text
	start, end   int // in the file
	spelt        bool
}

// pieces are all pieces of a text. The last one is empty and marks the end.
type pieces []piece

// find is the piece that holds an offset.
func (p pieces) find(offset int) piece {
	i := sort.Search(len(p), func(i int) bool { return p[i].text > offset })
	return p[max(i-1, 0)]
}

func (p pieces) startOf(offset int) int {
	last := p[len(p)-1]
	offset = min(max(offset, 0), last.text)
	at := p.find(offset)
	if at.spelt {
		return at.start
	}
	return at.start + offset - at.text
}

// endOf is the end in the file of what lies before an offset, which is not 0.
func (p pieces) endOf(offset int) int {
	at := p.find(offset - 1)
	if at.spelt {
		return at.end
	}
	return at.start + offset - at.text
}

// pieces takes a scalar apart. The last answer is kept, as a rule asks for many
// places of one script.
func (s *Source) pieces(n *Node) pieces {
	s.scalar.Lock()
	defer s.scalar.Unlock()
	if s.scalar.node != n {
		s.scalar.node, s.scalar.pieces = n, n.takeApart()
	}
	return s.scalar.pieces
}

func (n *Node) takeApart() pieces {
	d := decoder{text: n.src.text, at: n.start, keep: true}
	switch {
	case n.Kind >= List, n.Kind == Null:
		d.finish(n.start)
	case n.json:
		d.json(n)
	default:
		if n.unclosed {
			d.text = d.text[:n.end]
		}
		d.scalar(n.Style, n.Text)
	}
	return d.pieces
}
