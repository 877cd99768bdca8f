package document

// slab hands out nodes from blocks: one allocation for many nodes.
type slab struct {
	src  *Source
	free []Node
}

// newSlab expects about one node for every so many bytes of text, as measured on
// published documents.
func newSlab(src *Source) slab {
	const bytesPerNode = 48
	return slab{src: src, free: make([]Node, 8+len(src.text)/bytesPerNode)}
}

func (s *slab) node(kind NodeKind, start, end int) *Node {
	const block = 64
	if len(s.free) == 0 {
		s.free = make([]Node, block)
	}
	n := &s.free[0]
	s.free = s.free[1:]
	n.Kind, n.src, n.start, n.end = kind, s.src, start, end
	return n
}
