package document_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
)

// TestPosAt follows the word "{{ here }}" of each text back to the file.
func TestPosAt(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"plain", "a: x {{ here }}\n", "1:6-16"},
		{"plain on two lines", "a: x\n   y {{ here }}\n", "2:6-16"},
		{"plain broken inside", "a: x {{\n  here }}\n", "1:6-2:10"},
		{"single quoted", "a: 'it''s {{ here }}'\n", "1:11-21"},
		{"double quoted", `a: "\"\té\u00e9 {{ here }}"`, "1:17-27"},
		{"all escapes of YAML", `a: "\0\a\b\t\n\v\f\r\e\ \"\'\/\\\N\_\L\P\x41\u0041\U00000041 {{ here }}"`, "1:62-72"},
		{"spelt with an escape", `a: "x {\x7b here }}"`, "1:7-20"},
		{"double quoted on two lines", "a: \"x \\\n  {{ here }}\"\n", "2:3-13"},
		{"literal", "a: |\n  x\n\n    {{ here }}\n", "4:5-15"},
		{"folded", "a: >-\n  x\n  {{\n  here }}\n", "3:3-4:10"},
		{"with an indicator", "a: |1\n   한 {{ here }}\n", "2:6-16"},
		{"CRLF", "a: |\r\n  x\r\n  {{ here }}\r\n", "3:3-13"},
		{"JSON", `{"a": "\/ \ud83d\ude00 {{ here }}"}`, "1:24-34"},
		{"without quotes", "a: 1\nb: {{ here }}/x\n", "2:4-14"},
		{"behind another mend", "b: {{ a }} x\na: '' # x\nc: {{ here }} y\n", "3:4-14"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc, _ := document.Parse(document.NewSource("-", []byte(test.text)))
			for n := range doc.Root.All() {
				if start := strings.Index(n.Text, "{{ here }}"); start >= 0 {
					if got := spanText(n.SpanAt(start, start+len("{{ here }}"))); got != test.want {
						t.Errorf("got %s, want %s", got, test.want)
					}
					return
				}
			}
			t.Error("not found")
		})
	}
}

func TestPosAtTheEnds(t *testing.T) {
	t.Parallel()
	doc, _ := document.Parse(document.NewSource("-", []byte("a: 'xy'\nb: ''\nc:\nd: [1]\ne: |\n  x\n")))
	var got []string
	for _, key := range []string{"a", "b", "c", "d", "e"} {
		n := doc.Root.Get(key)
		for _, span := range []document.Span{n.SpanAt(-1, 0), n.SpanAt(0, 99), n.SpanAt(len(n.Text), len(n.Text))} {
			got = append(got, spanText(span))
		}
	}
	want := []string{
		"1:5-5", "1:5-7", "1:7-7",
		"2:5-5", "2:5-5", "2:5-5",
		"3:3-3", "3:3-3", "3:3-3",
		"4:4-4", "4:4-4", "4:4-4",
		"6:3-3", "6:3-4", "6:4-4",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
