package layout

import "encoding/binary"

// JoinColumns returns an image: where each column ends, and then the columns.
func JoinColumns(columns [][]byte) []byte {
	var ends, bodies []byte
	for _, c := range columns {
		bodies = append(bodies, c...)
		ends = binary.LittleEndian.AppendUint32(ends, uint32(len(bodies)))
	}
	return append(ends, bodies...)
}

// SplitColumns undoes JoinColumns. The columns are views into the image.
func SplitColumns(image []byte, count int) [][]byte {
	columns := make([][]byte, count)
	body, start := image[4*count:], uint32(0)
	for i := range columns {
		end := binary.LittleEndian.Uint32(image[4*i:])
		columns[i] = body[start:end:end]
		start = end
	}
	return columns
}
