package snapshots

import (
	"os"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// An explanation says why something differs from the official SDK.
type explanation struct {
	// Service and Operations name what differs; no operations are all of them.
	Service    string
	Operations []string
	// Differs are the places: the differences that Operation shows must all be
	// among them. A place may end in * for all that begin so.
	Differs []string
	Reason  string

	used map[string]bool
}

type explanations struct {
	Requests  []*explanation
	Responses []*explanation
}

func readExplanations(t *testing.T) *explanations {
	t.Helper()
	text, err := os.ReadFile("explained.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all explanations
	if err := yaml.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for _, e := range slices.Concat(all.Requests, all.Responses) {
		if e.Reason == "" || len(e.Differs) == 0 {
			t.Errorf("explained.yaml: an entry for %s lacks its reason or its places", e.Service)
		}
		e.used = map[string]bool{}
	}
	return &all
}

// explain takes the differences away that an entry explains, and reports whether
// any was.
func explain(all []*explanation, service, operation string, differences []difference) (left []difference, explained bool) {
	for _, d := range differences {
		known := false
		for _, e := range all {
			if e.Service != service || len(e.Operations) > 0 && !slices.Contains(e.Operations, operation) {
				continue
			}
			for _, place := range e.Differs {
				prefix, open := strings.CutSuffix(place, "*")
				if d.place == place || open && strings.HasPrefix(d.place, prefix) {
					e.used[place], e.used["operation "+operation] = true, true
					known = true
				}
			}
		}
		if !known {
			left = append(left, d)
		}
		explained = explained || known
	}
	return left, explained
}

// checkUsed fails for what explains nothing.
func checkUsed(t *testing.T, kind string, all []*explanation) {
	t.Helper()
	for _, e := range all {
		for _, place := range e.Differs {
			if !e.used[place] {
				t.Errorf("explained.yaml: %s: %s: nothing differs at %s any more", kind, e.Service, place)
			}
		}
		for _, operation := range e.Operations {
			if !e.used["operation "+operation] {
				t.Errorf("explained.yaml: %s: %s: nothing differs in %s any more", kind, e.Service, operation)
			}
		}
	}
}
