package mutation_test

import (
	"bytes"
	"flag"
	"fmt"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/mutation"
)

var showFixes = flag.Bool("show-fixes", false, "print the fixes that make something else of a mutant than it was")

// uncovers are the kinds of mistakes whose fix may show another finding, with the
// reason.
var uncovers = map[string]string{
	"allowed-values-as-text": "the values but one are gone, which the default or a condition has",
}

// leastRestored is the share of mended mutants that become what they were. The
// rest is mostly as good: blanks in braces that are new, a declaration that was
// renamed and to which the uses follow.
const leastRestored = 0.9

// mended is what became of the mutants of one kind that have a fix.
type mended struct {
	mutants, fixed, restored int
	// otherwise are those that became something else than they were.
	otherwise []string
}

// TestFixes mends mutants. A fix must leave the rest of the file alone and say
// nothing new, but for the kinds in uncovers; and nearly all become again what they
// were.
func TestFixes(t *testing.T) {
	t.Parallel()
	linter := newLinter(t)
	documents := goodDocuments(t, linter)
	kinds := testedKinds()
	all := make([]mended, len(kinds))
	eachKind(t, kinds, func(t *testing.T, i int, kind mutation.Kind) {
		for _, c := range sample(kind, documents) {
			all[i].add(t, linter, kind, c)
		}
	})
	var sum mended
	for i, kind := range kinds {
		m := all[i]
		sum.mutants, sum.fixed, sum.restored = sum.mutants+m.mutants, sum.fixed+m.fixed, sum.restored+m.restored
		if *showFixes && len(m.otherwise) > 0 {
			t.Logf("%s: %d of %d are not as they were:\n%s", kind.Name, len(m.otherwise), m.fixed, strings.Join(m.otherwise, ""))
		}
	}
	t.Logf("%d of %d mutants were mended, %d of them to what they were", sum.fixed, sum.mutants, sum.restored)
	if float64(sum.restored) < leastRestored*float64(sum.fixed) {
		t.Errorf("only %d of %d mended mutants are what they were", sum.restored, sum.fixed)
	}
}

func (m *mended) add(t *testing.T, linter *lint.Linter, kind mutation.Kind, c candidate) {
	t.Helper()
	text, err := document.Apply(c.good.text, c.mutant.Edits)
	if err != nil {
		t.Fatal(err)
	}
	m.mutants++
	before := linter.Lint(document.NewSource(c.good.name, text))
	fixed := linter.Fix(document.NewSource(c.good.name, text))
	if len(fixed.Done) == 0 {
		return
	}
	m.fixed++
	describe := func() string {
		var b strings.Builder
		b.WriteString(c.describe(fixed.Done))
		for _, d := range fixed.Done {
			for _, e := range d.Fix.Edits {
				fmt.Fprintf(&b, "        %s -> %s\n", excerpt(d.Source.Text()[e.Start:e.End]), excerpt([]byte(e.Text)))
			}
		}
		return b.String()
	}
	if again := linter.Fix(document.NewSource(c.good.name, fixed.Text)); !bytes.Equal(again.Text, fixed.Text) {
		t.Errorf("mending again changes more:\n%s", describe())
	}
	known := newFindings(before.Diagnostics)
	for key, n := range c.good.findings {
		known[key] = max(known[key], n)
	}
	for _, d := range known.added(fixed.Result.Diagnostics) {
		if uncovers[kind.Name] != "" {
			continue
		}
		t.Errorf("what was mended has a new finding: %s: %s [%s]\n%s", d.Severity, d.Message, d.Rule, describe())
	}
	if crlf := bytes.Count(text, []byte("\r\n")); crlf > 0 && crlf == bytes.Count(text, []byte("\n")) && bytes.Count(fixed.Text, []byte("\n")) != bytes.Count(fixed.Text, []byte("\r\n")) {
		t.Errorf("line ends are mixed:\n%s", describe())
	}
	if root := fixed.Result.Document.Root; root != nil {
		// A good document may have something to mend, too.
		mended := func() *document.Node { return linter.Fix(c.good.doc.Source).Result.Document.Root }
		if value.Equal(root.Value(), c.good.doc.Root.Value()) || value.Equal(root.Value(), mended().Value()) {
			m.restored++
			return
		}
	}
	m.otherwise = append(m.otherwise, describe())
}
