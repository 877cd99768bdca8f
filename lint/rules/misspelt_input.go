package rules

import (
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// misspeltInput is the key that is there in place of a missing input of an API
// step. Every key may be there, as the inputs go to the API, so the schema of the
// action cannot tell; but a key that the API does not take was meant for the
// action. It is nil if there is none. A missing key of anything else is compared
// without regard to case alone.
func misspeltInput(p *lint.Pass, missing lint.Violation) *document.Node {
	for _, e := range missing.Node.Entries {
		if strings.EqualFold(e.Key.Text, missing.Property) {
			return e.Key
		}
	}
	for _, call := range p.Calls() {
		if call.Step.Inputs != missing.Node || len(missing.Path) > 0 {
			continue
		}
		for _, m := range call.Mismatches {
			if m.Kind != lint.UnknownParameter || m.Place != "" || m.Meant != "" {
				continue
			}
			if _, near := nearest.Of(m.Name, slices.Values([]string{missing.Property})); near {
				return m.Node
			}
		}
	}
	return nil
}

// misspeltInputs are all such keys.
func misspeltInputs(p *lint.Pass) map[*document.Node]bool {
	keys := map[*document.Node]bool{}
	for _, v := range p.Violations() {
		if v.Kind == schemas.MissingProperty && !v.Tolerated {
			if key := misspeltInput(p, v); key != nil {
				keys[key] = true
			}
		}
	}
	return keys
}
