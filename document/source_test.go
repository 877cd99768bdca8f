package document_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
)

const family = "👩\u200d👩\u200d👧" // one character on the screen, five code points

func TestSourceColumns(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text            string
		offset                int
		line, column          int
		utf16Column, cellAtIt int
	}{
		{"the beginning", "abc", 0, 1, 1, 1, 1},
		{"the end", "abc", 3, 1, 4, 4, 4},
		{"behind the end", "abc", 99, 1, 4, 4, 4},
		{"before the beginning", "abc", -1, 1, 1, 1, 1},
		{"an empty file", "", 0, 1, 1, 1, 1},
		{"a second line", "a\nbc", 3, 2, 2, 2, 2},
		{"behind a last line break", "a\n", 2, 2, 1, 1, 1},
		{"CRLF", "a\r\nbc", 4, 2, 2, 2, 2},
		{"the line break itself", "a\r\nb", 2, 1, 3, 3, 2},
		{"Korean text", "한국x", 6, 1, 3, 3, 5},
		{"an emoji", "😀x", 4, 1, 2, 3, 3},
		{"a family of emoji", family + "x", len(family), 1, 6, 9, 3},
		{"a combining accent", "e\u0301x", 3, 1, 3, 3, 2},
		{"a tab", "\tx", 1, 1, 2, 2, 9},
		{"a tab behind text", "abc\tx", 4, 1, 5, 5, 9},
		{"a byte order mark", "\ufeffab", 4, 1, 2, 2, 2},
		{"the byte order mark", "\ufeffab", 0, 1, 1, 1, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			src := document.NewSource("x", []byte(test.text))
			p := src.Pos(test.offset)
			got := []int{p.Line, p.Column, src.UTF16Column(p), src.DisplayColumn(p)}
			want := []int{test.line, test.column, test.utf16Column, test.cellAtIt}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("line, column, UTF-16 column, cell (-want +got):\n%s", diff)
			}
			if back := src.Offset(p.Line, p.Column); back != p.Offset {
				t.Errorf("byte %d is at line %d, column %d, and that is at byte %d", p.Offset, p.Line, p.Column, back)
			}
		})
	}
}

func TestSourceLines(t *testing.T) {
	t.Parallel()
	src := document.NewSource("x", []byte("\ufeffone\r\ntwo\n\nlast"))
	var got []string
	for n := range src.Lines() + 2 {
		got = append(got, src.Line(n))
	}
	if diff := cmp.Diff([]string{"", "one", "two", "", "last", ""}, got); diff != "" {
		t.Errorf("lines from 0 (-want +got):\n%s", diff)
	}
	if end := src.Offset(1, 99); end != len("\ufeffone\r") {
		t.Errorf("a column past the end of its line is at byte %d", end)
	}
	if end := src.Offset(99, 1); end != len("\ufeffone\r\ntwo\n\n") {
		t.Errorf("a line past the end is at byte %d", end)
	}
}

func TestColumnsOfLongLines(t *testing.T) {
	t.Parallel()
	var text []byte
	for range 5000 {
		text = append(text, "aé한😀"...)
	}
	src := document.NewSource("x", text)
	for i := range 5000 {
		if p := src.Pos(10*i + 3); p.Column != 4*i+3 {
			t.Fatalf("byte %d is in column %d, want %d", 10*i+3, p.Column, 4*i+3)
		}
	}
}

func TestApplyEdits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, want string
		edits      []document.Edit
	}{
		{"none", "hello", nil},
		{"in any order", "jelly", []document.Edit{{4, 5, "y"}, {0, 1, "j"}}},
		{"two at one place, in their order", "h12ello", []document.Edit{{1, 1, "1"}, {1, 1, "2"}}},
		{"at both ends", "(hello)", []document.Edit{{5, 5, ")"}, {0, 0, "("}}},
		{"side by side", "HEllo", []document.Edit{{0, 1, "H"}, {1, 2, "E"}}},
		{"everything", "", []document.Edit{{0, 5, ""}}},
		{"overlapping", "error", []document.Edit{{0, 3, ""}, {2, 4, ""}}},
		{"behind the end", "error", []document.Edit{{5, 6, ""}}},
		{"before the beginning", "error", []document.Edit{{-1, 2, ""}}},
		{"backwards", "error", []document.Edit{{3, 2, ""}}},
	}
	for _, test := range tests {
		text := []byte("hello")
		got, err := document.Apply(text, test.edits)
		if err != nil {
			got = []byte("error")
		}
		if string(got) != test.want || string(text) != "hello" {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
