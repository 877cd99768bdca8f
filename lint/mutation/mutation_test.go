package mutation_test

import (
	"bytes"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/mutation"
	"github.com/ssmkit/ssmkit/lint/python"
	"github.com/ssmkit/ssmkit/lint/rules"
	"github.com/ssmkit/ssmkit/lint/shell"
)

var show = flag.String("show", "", "print the mutants of this kind with what is said about each")

const (
	// mutantsPerKind bounds the time that the test takes.
	mutantsPerKind = 30
	// mutantsPerDocument keeps one document from standing for a kind.
	mutantsPerDocument = 3

	leastRecall   = 0.97
	mostFindings  = 1.3
	fewestKinds   = 200
	fewestMutants = 5500 // with the published documents
	fewestOwn     = 2500 // with the documents of this repository alone
)

// tally is what came of the mutants of one kind.
type tally struct {
	mutants, found, findings int
	// missed and overReported are examples, for people.
	missed, overReported []string
}

func (t *tally) add(other tally) {
	t.mutants += other.mutants
	t.found += other.found
	t.findings += other.findings
}

// testedKinds are all kinds, and in short mode a sample that is the same in each
// run: all take minutes under the race detector.
func testedKinds() []mutation.Kind {
	kinds := mutation.Kinds()
	if !testing.Short() {
		return kinds
	}
	var some []mutation.Kind
	for i := 0; i < len(kinds); i += 20 {
		some = append(some, kinds[i])
	}
	return some
}

// eachKind runs a test for each kind and returns when all are done.
func eachKind(t *testing.T, kinds []mutation.Kind, test func(t *testing.T, i int, kind mutation.Kind)) {
	t.Run("kinds", func(t *testing.T) {
		for i, kind := range kinds {
			t.Run(kind.Name, func(t *testing.T) {
				t.Parallel()
				test(t, i, kind)
			})
		}
	})
}

func (t tally) recall() float64 { return float64(t.found) / float64(max(t.mutants, 1)) }

func (t tally) perMutant() float64 { return float64(t.findings) / float64(max(t.found, 1)) }

// TestMutants makes single mistakes in good documents and asks the linter to
// find each, and to say little more than that. Whatever the emulator refuses of
// them must be among what is found. With -v it prints a line for each kind.
func TestMutants(t *testing.T) {
	t.Parallel()
	linter := newLinter(t)
	documents := goodDocuments(t, linter)
	kinds := testedKinds()
	tallies := make([]tally, len(kinds))
	eachKind(t, kinds, func(t *testing.T, i int, kind mutation.Kind) {
		tallies[i] = measure(t, linter, kind, sample(kind, documents))
	})
	report(t, kinds, tallies)
}

func newLinter(t *testing.T) *lint.Linter {
	t.Helper()
	scripts := python.NewReader("")
	t.Cleanup(scripts.Close)
	linter, err := lint.New(rules.All(), lint.Config{Python: scripts, Shell: shell.NewReader(nil), Today: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return linter
}

// candidate is a mutant with its good document.
type candidate struct {
	good   good
	mutant mutation.Mutant
}

// sample takes mutants of a kind, spread over the documents in an order that
// differs from kind to kind and is the same in each run.
func sample(kind mutation.Kind, documents []good) []candidate {
	order := slices.Clone(documents)
	slices.SortFunc(order, func(a, b good) int {
		return int(int64(hash(kind.Name, a.name)) - int64(hash(kind.Name, b.name)))
	})
	var rounds [mutantsPerDocument][]candidate
	for _, g := range order {
		mutants := kind.Mutants(g.doc)
		for round := range min(mutantsPerDocument, len(mutants)) {
			at := (int(hash(g.name, kind.Name)) + round*len(mutants)/mutantsPerDocument) % len(mutants)
			rounds[round] = append(rounds[round], candidate{g, mutants[at]})
		}
		if len(rounds[0]) == mutantsPerKind {
			break
		}
	}
	all := slices.Concat(rounds[:]...)
	return all[:min(mutantsPerKind, len(all))]
}

func hash(texts ...string) uint32 {
	h := fnv.New32a()
	for _, text := range texts {
		h.Write([]byte(text))
		h.Write([]byte{0})
	}
	return h.Sum32()
}

// measure lints mutants.
func measure(t *testing.T, linter *lint.Linter, kind mutation.Kind, candidates []candidate) tally {
	var sum tally
	for _, c := range candidates {
		text, err := document.Apply(c.good.text, c.mutant.Edits)
		if err != nil {
			t.Fatalf("%s: %v", c.good.name, err)
		}
		if bytes.Equal(text, c.good.text) {
			t.Fatalf("%s: the mutant is the document itself: %v", c.good.name, c.mutant.Edits)
		}
		result := linter.Lint(document.NewSource(c.good.name, text))
		if !kind.BreaksForm {
			checkForm(t, c, text)
		}
		added := c.good.findings.added(result.Diagnostics)
		if len(added) == 0 && isRunbook(c.good.doc) {
			for _, message := range unreported(c.good.doc, result.Document) {
				t.Errorf("the emulator refuses what is not reported: %s\n%s", message, c.describe(nil))
			}
		}
		sum.mutants++
		if slices.ContainsFunc(added, func(d lint.Diagnostic) bool { return isAbout(d, c.mutant) }) {
			sum.found++
			sum.findings += len(added)
			if len(added) > 1 {
				sum.overReported = append(sum.overReported, c.describe(added))
			}
		} else {
			sum.missed = append(sum.missed, c.describe(added))
		}
		if *show == kind.Name {
			t.Log(c.describe(added))
		}
	}
	for _, miss := range sum.missed[:min(2, len(sum.missed))] {
		t.Logf("missed: %s", miss)
	}
	for _, over := range sum.overReported[:min(2, len(sum.overReported))] {
		t.Logf("said more than once: %s", over)
	}
	return sum
}

func isRunbook(doc *document.Document) bool {
	return doc.Kind == document.Automation && len(doc.Steps) > 0
}

// checkForm holds the mutants to their promise: a mistake of sense leaves the
// form of the file alone, but for aliases of what it took away.
func checkForm(t *testing.T, c candidate, text []byte) {
	t.Helper()
	_, problems := document.Parse(document.NewSource(c.good.name, text))
	if len(problems) > 0 && problems[0].Code != document.AliasProblem {
		t.Errorf("%s:%d: the mutant cannot be read: %s\n%s", c.good.name, problems[0].Span.Start.Line, problems[0].Message, c.describe(nil))
	}
}

// describe shows a mutant as a change of lines, with what is said about it.
func (c candidate) describe(added []lint.Diagnostic) string {
	var b strings.Builder
	for _, e := range c.mutant.Edits {
		pos := c.good.doc.Source.Pos(e.Start)
		fmt.Fprintf(&b, "%s:%d: %s -> %s\n", c.good.name, pos.Line, excerpt(c.good.text[e.Start:e.End]), excerpt([]byte(e.Text)))
	}
	for _, d := range added {
		fmt.Fprintf(&b, "    %d:%d: %s: %s [%s]\n", d.Span.Start.Line, d.Span.Start.Column, d.Severity, d.Message, d.Rule)
	}
	return b.String()
}

func excerpt(text []byte) string {
	const most = 60
	if len(text) > most {
		text = append(bytes.Clone(text[:most]), "..."...)
	}
	return fmt.Sprintf("%q", text)
}

// report prints the table and holds its sums to what is promised.
func report(t *testing.T, kinds []mutation.Kind, tallies []tally) {
	var sum tally
	var b strings.Builder
	fmt.Fprintf(&b, "%-34s %7s %6s %7s %9s\n", "kind", "mutants", "found", "recall", "findings")
	line := func(name string, v tally) {
		fmt.Fprintf(&b, "%-34s %7d %6d %6.1f%% %9.2f\n", name, v.mutants, v.found, 100*v.recall(), v.perMutant())
	}
	for i, kind := range kinds {
		line(kind.Name, tallies[i])
		sum.add(tallies[i])
	}
	line("all", sum)
	t.Log("\n" + b.String())

	least := fewestOwn
	if os.Getenv("SSMKIT_TESTDATA") != "" {
		least = fewestMutants
		for i, kind := range kinds {
			if tallies[i].mutants == 0 {
				t.Errorf("no document is good for %s", kind.Name)
			}
		}
	}
	if !testing.Short() && (len(kinds) < fewestKinds || sum.mutants < least) {
		t.Errorf("%d mutants of %d kinds were made, want %d of %d", sum.mutants, len(kinds), least, fewestKinds)
	}
	explained := readMisses(t, mutation.Kinds())
	for i, kind := range kinds {
		if v := tallies[i]; v.found < v.mutants && !explained[kind.Name] {
			t.Errorf("%d mutants of %s are not found, and testdata/misses.yaml does not say why", v.mutants-v.found, kind.Name)
		}
	}
	if sum.recall() < leastRecall {
		t.Errorf("%.1f%% of the mistakes are found, want %.0f%%", 100*sum.recall(), 100*leastRecall)
	}
	if sum.perMutant() > mostFindings {
		t.Errorf("%.2f findings for each mistake, want at most %.2f", sum.perMutant(), mostFindings)
	}
}
