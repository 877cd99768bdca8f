package document_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
)

// bracketMistakes are what can happen to the bracket at at. It is not ok where
// the mistake cannot be made, or what was meant cannot be told afterwards.
var bracketMistakes = map[string]func(text string, at int) (mistaken string, ok bool){
	"missing": func(text string, at int) (string, bool) {
		return text[:at] + text[at+1:], true
	},
	"missing-with-its-line": func(text string, at int) (string, bool) {
		start := strings.LastIndexByte(text[:at], '\n') + 1
		end := at + strings.IndexByte(text[at:]+"\n", '\n') + 1
		alone := strings.Trim(text[start:min(end, len(text))], " ,\n") == text[at:at+1]
		return text[:start] + text[min(end, len(text)):], alone && start > 0
	},
	"twice": func(text string, at int) (string, bool) {
		return text[:at] + text[at:at+1] + text[at:], text[at] != '[' // a list in a list is right
	},
	"of-the-other-sort": func(text string, at int) (string, bool) {
		other := map[byte]string{'{': "[", '}': "]", '[': "{", ']': "}"}[text[at]]
		return text[:at] + other + text[at+1:], true
	},
}

// TestMistakenBracket makes every mistake with every bracket of a document. Each
// must be one problem, whose edits give the document back. Inside a line, where
// no indentation helps, one problem is all that is asked for.
func TestMistakenBracket(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("testdata/brackets.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, lineBreak := range []string{"\n", "\r\n"} {
		text := strings.ReplaceAll(string(file), "\n", lineBreak)
		want := parsedValue(t, text)
		for name, mistake := range bracketMistakes {
			for _, at := range brackets(text) {
				mistaken, ok := mistake(text, at)
				if !ok {
					continue
				}
				src := document.NewSource("brackets.json", []byte(mistaken))
				doc, problems := document.Parse(src)
				line := strings.Count(text[:at], "\n") + 1
				if len(problems) != 1 {
					t.Errorf("line %d, %c %s: %d problems: %v", line, text[at], name, len(problems), problems)
					continue
				}
				p := problems[0]
				if p.Span.Start.Line > line+1 || p.Related == nil && p.Span.Start.Line < line-1 {
					t.Errorf("line %d, %c %s: reported in line %d: %s", line, text[at], name, p.Span.Start.Line, p.Message)
				}
				checkTree(t, name, doc)
				if !first(text, at) && !last(text, at) {
					continue
				}
				if diff := cmp.Diff(want, rootValue(t, doc)); diff != "" {
					t.Errorf("line %d, %c %s: %s (-want +got):\n%s", line, text[at], name, p.Message, diff)
				}
				mended, err := document.Apply([]byte(mistaken), p.Edits)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, parsedValue(t, string(mended))); diff != "" {
					t.Errorf("line %d, %c %s: mended (-want +got):\n%s", line, text[at], name, diff)
				}
			}
		}
	}
}

// first tells whether nothing stands before a place in its line, last whether
// nothing but a comma stands behind it.
func first(text string, at int) bool {
	return strings.Trim(text[strings.LastIndexByte(text[:at], '\n')+1:at], " ") == ""
}

func last(text string, at int) bool {
	rest, _, _ := strings.Cut(text[at+1:], "\n")
	return strings.Trim(rest, " ,\r") == ""
}

// brackets are the places of the brackets that are not in strings.
func brackets(text string) []int {
	var all []int
	inString := false
	for at := range text {
		switch c := text[at]; {
		case c == '"':
			inString = !inString
		case !inString && strings.IndexByte("{}[]", c) >= 0:
			all = append(all, at)
		}
	}
	return all
}

// parsedValue is the value of text that is read without a problem.
func parsedValue(t *testing.T, text string) string {
	t.Helper()
	doc, problems := document.Parse(document.NewSource("brackets.json", []byte(text)))
	if len(problems) > 0 {
		t.Errorf("%v in\n%s", problems, text)
	}
	return rootValue(t, doc)
}

func rootValue(t *testing.T, doc *document.Document) string {
	t.Helper()
	value, err := json.MarshalIndent(doc.Root.Value(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(value)
}
