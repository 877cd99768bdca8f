package document_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
)

func TestCorpusIsReadWithoutProblems(t *testing.T) {
	t.Parallel()
	for name, text := range documenttest.Published(t) {
		doc, problems := document.Parse(document.NewSource(name, text))
		for _, p := range problems {
			t.Errorf("%s:%d:%d: %s: %s", name, p.Span.Start.Line, p.Span.Start.Column, p.Code, p.Message)
		}
		if want := kindByText(string(text)); doc.Kind != want {
			t.Errorf("%s: kind %q, want %q", name, doc.Kind, want)
		}
		checkTree(t, name, doc)
	}
}

// kindByText judges a published document by words that stand in it, without the
// reader.
func kindByText(text string) document.Kind {
	has := func(pattern string) bool { return regexp.MustCompile(pattern).MatchString(text) }
	version := func(pattern string) bool { return has(`"?schemaVersion"?: *["']?` + pattern) }
	switch {
	case version(`1\.0`) && has(`"templateBody"`): // which may hold a runbook
		return document.CloudFormation
	case version(`0\.3`):
		return document.Automation
	case version(`1\.0`) && has(`"deploymentConfig"`):
		return document.QuickSetup
	case version(`1\.0`):
		return document.Session
	case version(`2\.0`) && has(`"packages"`):
		return document.Package
	case version(`(1\.2|2\.0|2\.2)`):
		return document.Command
	}
	return document.Foreign
}

// checkTree checks what holds of every tree: spans lie in the file and inside
// one another, and every text can be found in the file again.
func checkTree(t testing.TB, name string, doc *document.Document) {
	t.Helper()
	size := len(doc.Source.Text())
	// What aliases share stands elsewhere in the file.
	shares := bytes.IndexByte(doc.Source.Text(), '*') >= 0
	seen := map[*document.Node]bool{}
	var check func(n, parent *document.Node)
	check = func(n, parent *document.Node) {
		if n == nil || seen[n] {
			return
		}
		seen[n] = true
		start, end := n.Offsets()
		if parent != nil && !shares {
			if from, to := parent.Offsets(); start < from || end > to {
				t.Fatalf("%s: %s %q at bytes %d to %d, outside of its parent at %d to %d",
					name, n.Kind, n.Text, start, end, from, to)
			}
		}
		if start < 0 || end < start || end > size {
			t.Fatalf("%s: %s %q at bytes %d to %d of %d", name, n.Kind, n.Text, start, end, size)
		}
		if n.IsString() {
			checkText(t, name, n)
		}
		for _, item := range n.Items {
			check(item, n)
		}
		for _, e := range n.Entries {
			check(e.Key, n)
			check(e.Value, n)
		}
	}
	check(doc.Root, nil)
}

// checkText follows every character of a text back to the file.
func checkText(t testing.TB, name string, n *document.Node) {
	t.Helper()
	start, end := n.Offsets()
	source := n.Source().Text()
	before := start
	for i, r := range n.Text {
		at := n.OffsetAt(i)
		if at < before || at > end {
			t.Fatalf("%s: %q: character %q at %d is at byte %d, the one before at %d, the node at %d to %d",
				name, n.Text, r, i, at, before, start, end)
		}
		before = at
		here := string(source[at:min(len(source), at+8)])
		if strings.HasPrefix(here, string(r)) || strings.HasPrefix(here, `\`) || strings.HasPrefix(here, "''") {
			continue
		}
		if (r == ' ' || r == '\n') && strings.ContainsAny(here[:min(len(here), 3)], "\r\n\u0085\u2028\u2029") {
			continue // a line break that was folded or became \n
		}
		t.Fatalf("%s: %q: character %q at %d is said to be at byte %d: %.20q", name, n.Text, r, i, at, here)
	}
	if at := n.OffsetAt(len(n.Text)); at < before || at > end {
		t.Fatalf("%s: %q: the end is at byte %d of %d to %d", name, n.Text, at, start, end)
	}
}
