package document_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestParseFiles compares, for each file of testdata/parse, the tree, the
// problems and the text with all edits applied with those of its .golden file.
func TestParseFiles(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/parse/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if filepath.Ext(name) == ".golden" {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			doc, problems := document.Parse(document.NewSource(filepath.Base(name), text))
			checkTree(t, name, doc)
			var b strings.Builder
			fmt.Fprintf(&b, "kind: %s\n\n", orNone(string(doc.Kind)))
			dumpProblems(&b, problems)
			dumpEdits(t, &b, text, problems)
			dumpNode(&b, doc.Root, "", "")
			golden(t, name+".golden", b.String())
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func dumpProblems(b *strings.Builder, problems []document.Problem) {
	for _, p := range problems {
		fmt.Fprintf(b, "%s: %s: %s\n", spanText(p.Span), p.Code, p.Message)
		if p.Suggestion != "" {
			fmt.Fprintf(b, "    rather: %s\n", p.Suggestion)
		}
		if p.Related != nil {
			fmt.Fprintf(b, "    %s: %s\n", spanText(p.Related.Span), p.Related.Message)
		}
	}
	if len(problems) > 0 {
		b.WriteByte('\n')
	}
}

// dumpEdits shows the lines that the edits of all problems change.
func dumpEdits(t *testing.T, b *strings.Builder, text []byte, problems []document.Problem) {
	t.Helper()
	var edits []document.Edit
	for _, p := range problems {
		edits = append(edits, p.Edits...)
	}
	if edits == nil {
		return
	}
	mended, err := document.Apply(text, edits)
	if err != nil {
		t.Fatal(err)
	}
	before := strings.Split(string(text), "\n")
	for i, line := range strings.Split(string(mended), "\n") {
		if i >= len(before) || before[i] != line {
			fmt.Fprintf(b, "mended %d: %s\n", i+1, line)
		}
	}
	b.WriteByte('\n')
}

func dumpNode(b *strings.Builder, n *document.Node, label, indent string) {
	if n == nil {
		b.WriteString("no tree\n")
		return
	}
	style := map[document.Style]string{
		document.SingleQuoted: " '", document.DoubleQuoted: ` "`, document.Literal: " |", document.Folded: " >",
	}[n.Style]
	if n.Flow {
		style = " flow"
	}
	fmt.Fprintf(b, "%s%s%s%s %s", indent, label, n.Kind, style, spanText(n.Span()))
	if n.IsScalar() {
		fmt.Fprintf(b, " %q", n.Text)
	}
	b.WriteByte('\n')
	for _, item := range n.Items {
		dumpNode(b, item, "- ", indent+"  ")
	}
	for _, e := range n.Entries {
		mark := ""
		if e.Merged {
			mark = " merged"
		}
		if !e.Key.IsScalar() {
			dumpNode(b, e.Key, "? ", indent+"  ")
			dumpNode(b, e.Value, ": ", indent+"  ")
			continue
		}
		dumpNode(b, e.Value, fmt.Sprintf("%s (%s%s): ", e.Key.Text, spanText(e.Key.Span()), mark), indent+"  ")
	}
}

// spanText is line:column-line:column, the second line only when it differs.
func spanText(s document.Span) string {
	if s.Start.Line == s.End.Line {
		return fmt.Sprintf("%d:%d-%d", s.Start.Line, s.Start.Column, s.End.Column)
	}
	return fmt.Sprintf("%d:%d-%d:%d", s.Start.Line, s.Start.Column, s.End.Line, s.End.Column)
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
