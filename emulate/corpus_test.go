package emulate

import (
	"testing"

	"github.com/ssmkit/ssmkit/document/documenttest"
)

// TestPublishedRunbooksAreNotRefused asks that no published runbook looks broken
// to the engine: all their jumps lead somewhere and none go in a circle.
func TestPublishedRunbooksAreNotRefused(t *testing.T) {
	t.Parallel()
	runbooks := 0
	for name, doc := range documenttest.Runbooks(t) {
		runbooks++
		if err := checkDocument(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if runbooks < 200 {
		t.Errorf("found %d runbooks", runbooks)
	}
}
