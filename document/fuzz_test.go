package document_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document"
)

// FuzzParse checks what holds of every file: no panic, all places in the file,
// and what encoding/json accepts is read without complaint and with its value.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/parse/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		if filepath.Ext(name) == ".golden" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		src := document.NewSource("-", text)
		doc, problems := document.Parse(src)
		checkTree(t, "-", doc)
		doc.Root.Value()
		before := 0
		for _, p := range problems {
			checkSpan(t, src, p.Span)
			if p.Related != nil {
				checkSpan(t, src, p.Related.Span)
			}
			if p.Span.Start.Offset < before {
				t.Fatalf("%q is out of order", p.Message)
			}
			before = p.Span.Start.Offset
			if _, err := document.Apply(text, p.Edits); err != nil {
				t.Fatalf("%q: %v", p.Message, err)
			}
		}
		if trimmed := bytes.TrimLeft(text, " \t\r\n"); len(trimmed) == 0 || trimmed[0] != '{' && trimmed[0] != '[' {
			return
		}
		if !utf8.Valid(text) || !json.Valid(text) || hasCode(problems, document.TooLargeProblem) {
			return
		}
		if hasCode(problems, document.SyntaxProblem) {
			t.Fatalf("good JSON is refused: %v", problems)
		}
		checkJSON(t, text, doc.Root)
	})
}

func checkSpan(t *testing.T, src *document.Source, s document.Span) {
	t.Helper()
	for _, p := range []document.Pos{s.Start, s.End} {
		if p.Offset < 0 || p.Offset > len(src.Text()) || p.Line < 1 || p.Line > src.Lines() || p.Column < 1 {
			t.Fatalf("place %+v outside of the file", p)
		}
	}
	if s.End.Offset < s.Start.Offset {
		t.Fatalf("span %+v ends before it starts", s)
	}
}

// checkJSON compares a tree with what encoding/json reads.
func checkJSON(t *testing.T, text []byte, root *document.Node) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var want any
	if err := decoder.Decode(&want); err != nil {
		t.Fatal(err)
	}
	var same func(n *document.Node, v any) bool
	same = func(n *document.Node, v any) bool {
		switch v := v.(type) {
		case nil:
			return n.Kind == document.Null
		case bool:
			b, ok := n.Bool()
			return ok && b == v
		case json.Number:
			return (n.Kind == document.Int || n.Kind == document.Float) && n.Text == string(v)
		case string:
			return n.IsString() && n.Text == v
		case []any:
			if n.Kind != document.List || len(n.Items) != len(v) {
				return false
			}
			for i := range v {
				if !same(n.Items[i], v[i]) {
					return false
				}
			}
			return true
		case map[string]any:
			for key, value := range v {
				if member := n.Get(key); member == nil || !same(member, value) {
					return false
				}
			}
			return n.Kind == document.Map && len(n.Entries) >= len(v)
		}
		return false
	}
	if !same(root, want) {
		t.Fatalf("%q is not read as %v", text, want)
	}
}

// FuzzReferences checks the offsets of references, in the text and in a file.
func FuzzReferences(f *testing.F) {
	for _, seed := range []string{
		"", "{{ a }}", "{{a.b}}", "x{{{ a }}}y", "{{ {{ a }}", "{{ ssm:/a/b:1 }}", "{{ step.How to x }}",
		"f'{{{a}}}'", "{{}}", "{{ }", "{{ global:DATE }}\n{{ variable:x }}", "{{ 한국 }}", "'{{ a }}\"\\", "{{ a.b.c }}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if has := document.HasReferences(text); has != (len(document.References(text)) > 0) {
			t.Fatalf("%q: HasReferences is %t", text, has)
		}
		end := 0
		for _, r := range document.References(text) {
			if r.Start < end || r.End < r.Start || text[r.Start:r.End] != r.Text {
				t.Fatalf("%q: %+v", text, r)
			}
			end = r.End
			if text[r.NameStart:r.NameEnd()] != r.Name || r.NameStart < r.Start || r.NameEnd() > r.End {
				t.Fatalf("%q: name of %+v", text, r)
			}
			if r.Output != "" && text[r.OutputStart:r.OutputEnd()] != r.Output {
				t.Fatalf("%q: output of %+v", text, r)
			}
		}
		if !utf8.ValidString(text) {
			return
		}
		file, err := json.Marshal([]string{text})
		if err != nil {
			t.Fatal(err)
		}
		src := document.NewSource("-", file)
		doc, problems := document.Parse(src)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		n := doc.Root.Items[0]
		start, nodeEnd := n.Offsets()
		for _, r := range n.References() {
			span := n.SpanAt(r.Start, r.End)
			checkSpan(t, src, span)
			if span.Start.Offset <= start || span.End.Offset >= nodeEnd {
				t.Fatalf("%q: %+v outside of its text", text, span)
			}
			if got := string(file[span.Start.Offset:span.End.Offset]); got[0] != '{' || got[len(got)-1] != '}' {
				t.Fatalf("%q: %q is no reference", text, got)
			}
		}
	})
}
