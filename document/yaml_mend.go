package document

import "sort"

// mend is a text put into the file in memory so that yaml.v3 reads on behind a
// mistake. Offsets in the mended text are turned back before anyone sees them.
type mend struct {
	at   int // in the file
	text string
}

// mendText puts the mends, sorted by offset, into the text of the file.
func mendText(text []byte, mends []mend) []byte {
	if len(mends) == 0 {
		return text
	}
	var out []byte
	at := 0
	for _, m := range mends {
		out = append(out, text[at:m.at]...)
		out = append(out, m.text...)
		at = m.at
	}
	return append(out, text[at:]...)
}

// original is the offset in the file of an offset in the text that was read.
func (r *yamlReader) original(offset int) int {
	shift := 0
	for _, m := range r.mends {
		at := m.at + shift
		if offset <= at {
			break
		}
		shift += min(len(m.text), offset-at)
	}
	return offset - shift
}

// mended tells whether a mend was put in directly at this offset of r.text.
func (r *yamlReader) mended(offset int) bool {
	at := r.original(offset)
	i := sort.Search(len(r.mends), func(i int) bool { return r.mends[i].at >= at })
	return i < len(r.mends) && r.mends[i].at == at
}
