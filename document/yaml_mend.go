package document

// mend is a text put into the file in memory so that yaml.v3 reads on behind a
// mistake. Offsets in the mended text are turned back before anyone sees them.
type mend struct {
	at   int // in the file
	text string
	// opens says what the quote that is put in begins, if it is one.
	opens opening
}

// opening is what we quote in memory.
type opening uint8

const (
	nothing   opening = iota
	plainHere         // a text that the file has without quotes
	nullHere          // an alias that leads nowhere
	closing           // nothing: the text ends here
	// between is no quote: what is put in stands between texts.
	between
)

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

// originalOffset is the offset in the file of an offset in the mended text.
func originalOffset(mends []mend, offset int) int {
	shift := 0
	for _, m := range mends {
		at := m.at + shift
		if offset <= at {
			break
		}
		shift += min(len(m.text), offset-at)
	}
	return offset - shift
}

func (r *yamlReader) original(offset int) int { return originalOffset(r.mends, offset) }

// opened is what a quote that was put in at this offset of r.text begins.
func (r *yamlReader) opened(offset int) opening {
	for _, m := range r.mends {
		if (m.opens == plainHere || m.opens == nullHere) && m.at == r.original(offset) {
			return m.opens
		}
	}
	return nothing
}

// placesOf are the places in the mended text of the mends of one sort.
func placesOf(sort opening, mends []mend) []int {
	var places []int
	shift := 0
	for _, m := range mends {
		if m.opens == sort {
			places = append(places, m.at+shift)
		}
		shift += len(m.text)
	}
	return places
}

// quotesOf counts the mends that open or close a text.
func quotesOf(mends []mend) int {
	count := 0
	for _, m := range mends {
		if m.opens != nothing && m.opens != between {
			count++
		}
	}
	return count
}
