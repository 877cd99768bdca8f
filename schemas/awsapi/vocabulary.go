package awsapi

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sort"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// A vocabulary says which operations have a name.
type vocabulary struct{ columns [][]byte }

func openVocabulary() (vocabulary, error) {
	return read(layout.EntryVocabulary, func(b []byte) vocabulary {
		return vocabulary{layout.SplitColumns(b, layout.VocabularyColumns)}
	})
}

func (v vocabulary) u32(c layout.VocabularyColumn, row int) uint32 {
	return binary.LittleEndian.Uint32(v.columns[c][4*row:])
}

// postings returns the rows of the operations that have each of the names.
func (v vocabulary) postings(names []string, hashes, start, posting layout.VocabularyColumn) map[string][]int {
	found := make(map[string][]int, len(names))
	count := len(v.columns[hashes]) / 4
	for _, name := range names {
		hash := layout.Hash(name)
		row, ok := sort.Find(count, func(i int) int { return cmp.Compare(hash, v.u32(hashes, i)) })
		if !ok {
			continue
		}
		list := v.columns[posting][v.u32(start, row/layout.VocabularyStep):]
		for range row % layout.VocabularyStep {
			_, list = prefixed(list)
		}
		rows, _ := prefixed(list)
		found[name] = ascending(rows)
	}
	return found
}

// prefixed cuts off bytes that begin with their number.
func prefixed(b []byte) (bytes, rest []byte) {
	length, n := binary.Uvarint(b)
	end := n + int(length)
	return b[n:end], b[end:]
}

// ascending adds up differences.
func ascending(differences []byte) []int {
	var rows []int
	for last := 0; len(differences) > 0; {
		d, n := binary.Uvarint(differences)
		last, differences = last+int(d), differences[n:]
		rows = append(rows, last)
	}
	return rows
}

// readers are the operations that a vocabulary is about.
type readers struct {
	columns  [][]byte
	services []string
}

func openReaders() (readers, error) {
	return read(layout.EntryReaders, func(b []byte) readers {
		columns := layout.SplitColumns(b, layout.ReaderColumns)
		return readers{columns, slices.Collect(lines(columns[layout.ReaderService]))}
	})
}

func (r readers) u16(c layout.ReaderColumn, row int) int {
	return int(binary.LittleEndian.Uint16(r.columns[c][2*row:]))
}

func (r readers) len() int { return len(r.columns[layout.ReaderOwner]) / 2 }

// operation is the name of the operation in a row and the size of its service.
func (r readers) operation(row int) (name OperationName, size int) {
	end := func(row int) uint32 { return binary.LittleEndian.Uint32(r.columns[layout.ReaderEnd][4*row:]) }
	start := uint32(0)
	if row > 0 {
		start = end(row - 1)
	}
	owner := r.u16(layout.ReaderOwner, row)
	api := string(r.columns[layout.ReaderName][start:end(row)])
	return OperationName{r.services[owner], api}, r.u16(layout.ReaderServiceSize, owner)
}
