package document

import (
	"cmp"
	"fmt"
	"slices"
)

// Edit replaces the bytes [Start, End) of a file with Text.
type Edit struct {
	Start, End int
	Text       string
}

// Apply carries out edits on text and returns the result; text stays as it is.
// The edits may come in any order; those at one place are put in in the order
// given. It is an error when two overlap or one lies outside the text.
func Apply(text []byte, edits []Edit) ([]byte, error) {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	var out []byte
	at := 0
	for _, e := range sorted {
		if e.Start > e.End || e.End > len(text) {
			return nil, fmt.Errorf("edit of bytes %d to %d in a text of %d", e.Start, e.End, len(text))
		}
		if e.Start < at {
			return nil, fmt.Errorf("edit at byte %d overlaps the one that ends at %d", e.Start, at)
		}
		out = append(out, text[at:e.Start]...)
		out = append(out, e.Text...)
		at = e.End
	}
	return append(out, text[at:]...), nil
}
