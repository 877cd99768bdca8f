package mutation_test

import (
	"os"
	"slices"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint/mutation"
)

// readMisses reads the kinds of which some mutants are missed on purpose.
func readMisses(t *testing.T, kinds []mutation.Kind) map[string]bool {
	t.Helper()
	const path = "testdata/misses.yaml"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, problems := document.Parse(document.NewSource(path, text))
	if len(problems) > 0 {
		t.Fatalf("%s: %v", path, problems)
	}
	explained := map[string]bool{}
	for _, n := range doc.Root.Items {
		name := n.Get("kind").Text
		if n.Get("reason").Text == "" {
			t.Errorf("%s:%d: a miss without a reason", path, n.Span().Start.Line)
		}
		if explained[name] || !slices.ContainsFunc(kinds, func(k mutation.Kind) bool { return k.Name == name }) {
			t.Errorf("%s:%d: %q is no kind of mistakes or stands there twice", path, n.Span().Start.Line, name)
		}
		explained[name] = true
	}
	return explained
}
