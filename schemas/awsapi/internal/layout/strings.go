package layout

import (
	"encoding/binary"
	"maps"
	"slices"
)

// Strings gives numbers to texts. Numbers follow the order of the texts, so
// that equal sets of texts have equal tables: first Add everything, then Seal,
// then ask. The zero value is ready for use.
type Strings struct {
	numbers map[string]uint32
	sorted  []string
}

// Add puts a text into the table.
func (s *Strings) Add(text string) {
	if s.numbers == nil {
		s.numbers = map[string]uint32{"": 0}
	}
	s.numbers[text] = 0
}

// Seal gives every text its number; the empty text has number 0.
func (s *Strings) Seal() {
	s.Add("")
	s.sorted = slices.Sorted(maps.Keys(s.numbers))
	for i, text := range s.sorted {
		s.numbers[text] = uint32(i)
	}
}

// Number is the number of a text and whether it was added before Seal.
func (s *Strings) Number(text string) (uint32, bool) {
	n, ok := s.numbers[text]
	return n, ok
}

// Columns are the bytes of the table: all texts, and where each ends (U32).
func (s *Strings) Columns() (text, ends []byte) {
	for _, t := range s.sorted {
		text = append(text, t...)
		ends = binary.LittleEndian.AppendUint32(ends, uint32(len(text)))
	}
	return text, ends
}
