package awsapi

import (
	"encoding/binary"
	"iter"
	"sort"
	"unsafe"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// An image is one service read in: views of its columns.
type image struct {
	name    string
	text    string
	columns [][]byte
}

func newImage(name string, b []byte) *image {
	columns := layout.SplitColumns(b, layout.Columns)
	return &image{name: name, text: inPlace(columns[layout.StringText]), columns: columns}
}

// inPlace reads bytes as text without a copy. Nobody writes to the index, and a
// copy of what is never looked at would be most of the work of opening ec2.
func inPlace(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func (m *image) u8(c layout.Column, row int) uint8 { return m.columns[c][row] }

func (m *image) u16(c layout.Column, row int) uint16 {
	return binary.LittleEndian.Uint16(m.columns[c][2*row:])
}

func (m *image) u32(c layout.Column, row int) uint32 {
	return binary.LittleEndian.Uint32(m.columns[c][4*row:])
}

// str is the text whose number stands in a column.
func (m *image) str(c layout.Column, row int) string {
	number, start := int(m.u32(c, row)), uint32(0)
	if number > 0 {
		start = m.u32(layout.StringEnd, number-1)
	}
	return m.text[start:m.u32(layout.StringEnd, number)]
}

// span is the range of elements that a row owns by a start column.
func (m *image) span(c layout.Column, row int) (start, end int) {
	return int(m.u32(c, row)), int(m.u32(c, row+1))
}

// traits yields the values of a trait of a row.
func (m *image) traits(c layout.Column, row int, t layout.Trait) iter.Seq[string] {
	return func(yield func(string) bool) {
		key := uint32(row)<<8 | uint32(t)
		pairs := len(m.columns[c]) / 8
		i := sort.Search(pairs, func(i int) bool { return m.u32(c, 2*i) >= key })
		for ; i < pairs && m.u32(c, 2*i) == key; i++ {
			if !yield(m.str(c, 2*i+1)) {
				return
			}
		}
	}
}

// trait is the first value of a trait of a row, or empty.
func (m *image) trait(c layout.Column, row int, t layout.Trait) string {
	for value := range m.traits(c, row, t) {
		return value
	}
	return ""
}

// find returns the row of a name in a column of ascending names.
func (m *image) find(c layout.Column, name string) (int, bool) {
	n := len(m.columns[c]) / 4
	i := sort.Search(n, func(i int) bool { return m.str(c, i) >= name })
	return i, i < n && m.str(c, i) == name
}
