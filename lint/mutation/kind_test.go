package mutation_test

import (
	"regexp"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint/mutation"
)

func TestKindsHaveNamesOfTheirOwn(t *testing.T) {
	t.Parallel()
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, kind := range mutation.Kinds() {
		if seen[kind.Name] || !kebab.MatchString(kind.Name) || kind.Summary == "" {
			t.Errorf("%q is there twice, is not kebab-case or has no summary", kind.Name)
		}
		seen[kind.Name] = true
	}
}

// TestOddDocuments makes mutants of what is hardly a document: it must come to
// an end, and every edit must lie in the text.
func TestOddDocuments(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "{}", "[]", "mainSteps: 5", "schemaVersion: '0.3'\nmainSteps: [1, {}, {name: 1, action: [], inputs: x}]\n",
		"schemaVersion: '0.3'\nparameters: [a]\noutputs: {a: b}\nmainSteps:\n  - {name: a, action: 'aws:branch', inputs: {Choices: 1}}\n",
		`{"schemaVersion": "2.2", "mainSteps": [{"name": "a", "action": "aws:runShellScript", "inputs": [], "precondition": "x"}]}`,
		`{"schemaVersion": "1.0", "sessionType": 5, "inputs": "x", "properties": []}`,
	} {
		doc, _ := document.Parse(document.NewSource("odd.yaml", []byte(text)))
		for _, kind := range mutation.Kinds() {
			for _, mutant := range kind.Mutants(doc) {
				if _, err := document.Apply([]byte(text), mutant.Edits); err != nil {
					t.Errorf("%s of %q: %v", kind.Name, text, err)
				}
			}
		}
	}
}
