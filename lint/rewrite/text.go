package rewrite

import (
	"bytes"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func textKinds() []Kind {
	return []Kind{
		{Name: "crlf", Summary: "ended the lines as Windows does", rewrite: crlf},
		{Name: "bom", Summary: "put a byte order mark in front", rewrite: byteOrderMark},
		{Name: "yaml-crlf", Summary: "wrote YAML with lines that end as Windows has them", rewrite: ofYAML(crlf)},
		{Name: "comments", Summary: "put comments and blank lines between the lines of YAML", rewrite: ofYAML(comments)},
		{Name: "line-comments", Summary: "put comments behind the values of YAML", rewrite: ofYAML(lineComments)},
		{Name: "document-marks", Summary: "put marks where the YAML begins and ends", rewrite: ofYAML(marks)},
	}
}

// ofYAML writes the document as YAML first, unless it is.
func ofYAML(rewrite func(*document.Document) (Rewritten, bool)) func(*document.Document) (Rewritten, bool) {
	return func(doc *document.Document) (Rewritten, bool) {
		if isJSON(doc) {
			doc, _ = document.Parse(document.NewSource(yamlName(doc), printYAML(tree(doc.Root, sameText), 2, nil)))
		}
		return rewrite(doc)
	}
}

func crlf(doc *document.Document) (Rewritten, bool) {
	text := doc.Source.Text()
	if bytes.Contains(text, []byte("\r")) {
		return Rewritten{}, false
	}
	return Rewritten{Name: doc.Source.Name(), Text: bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")), SameValue: true}, true
}

func byteOrderMark(doc *document.Document) (Rewritten, bool) {
	text := bytes.TrimPrefix(doc.Source.Text(), []byte("\ufeff"))
	return Rewritten{Name: doc.Source.Name(), Text: append([]byte("\ufeff"), text...), SameValue: true}, true
}

// comments puts a comment and a blank line before each line that begins with a
// key or a dash. The blank line comes last, as one behind a block scalar may be
// of its text.
func comments(doc *document.Document) (Rewritten, bool) {
	text := doc.Source.Text()
	var edits []document.Edit
	seen := map[int]bool{}
	for n := range doc.Root.All() {
		for _, e := range n.Entries {
			at, _ := e.Key.Offsets()
			start := bytes.LastIndexByte(text[:at], '\n') + 1
			before := string(text[start:at])
			if n.Flow || e.Merged || seen[start] || strings.Trim(before, " -") != "" {
				continue
			}
			seen[start] = true
			blanks := before[:len(before)-len(strings.TrimLeft(before, " "))]
			edits = append(edits, document.Edit{Start: start, End: start, Text: blanks + "# a note: it's {{ no }} - \"reference\"\n\n"})
		}
	}
	return edited(doc, edits)
}

// lineComments puts a comment behind each value that ends its line.
func lineComments(doc *document.Document) (Rewritten, bool) {
	text := doc.Source.Text()
	var edits []document.Edit
	seen := map[int]bool{}
	for n := range doc.Root.All() {
		for _, e := range n.Entries {
			v := e.Value
			_, end := v.Offsets()
			if n.Flow || e.Merged || !v.IsScalar() || v.Style == document.Literal || v.Style == document.Folded || seen[end] {
				continue
			}
			if end < len(text) && text[end] == '\n' {
				seen[end] = true
				edits = append(edits, document.Edit{Start: end, End: end, Text: "  # it's: a note"})
			}
		}
	}
	return edited(doc, edits)
}

func marks(doc *document.Document) (Rewritten, bool) {
	text := bytes.TrimPrefix(doc.Source.Text(), []byte("\ufeff"))
	if bytes.HasPrefix(text, []byte("---")) || bytes.HasPrefix(text, []byte("%")) || !bytes.HasSuffix(text, []byte("\n")) {
		return Rewritten{}, false
	}
	text = append([]byte("%YAML 1.1\n---\n"), text...)
	return Rewritten{Name: doc.Source.Name(), Text: append(text, "...\n"...), SameValue: true}, true
}

func edited(doc *document.Document, edits []document.Edit) (Rewritten, bool) {
	text, err := document.Apply(doc.Source.Text(), edits)
	if err != nil || len(edits) == 0 {
		return Rewritten{}, false
	}
	return Rewritten{Name: doc.Source.Name(), Text: text, SameValue: true}, true
}
