package schemas_test

import (
	"os"
	"testing"

	"github.com/ssmkit/ssmkit/schemas"
)

func runbook(t testing.TB) object {
	t.Helper()
	text, err := os.ReadFile("testdata/runbook.json")
	if err != nil {
		t.Fatal(err)
	}
	d, isMap := decode(t, "runbook.json", text).(object)
	if !isMap {
		t.Fatal("the runbook is no map")
	}
	return d
}

func TestTheRunbookIsValid(t *testing.T) {
	t.Parallel()
	c := &check{t: t, report: func(path []string, v schemas.Violation) { t.Errorf("%v: %v", path, v) }}
	c.document(runbook(t))
}

// BenchmarkRunbook validates all parts of a runbook with eight steps, as the
// linter does.
func BenchmarkRunbook(b *testing.B) {
	d := runbook(b)
	b.ReportAllocs()
	for b.Loop() {
		c := &check{t: b, report: func(path []string, v schemas.Violation) { b.Fatalf("%v: %v", path, v) }}
		c.document(d)
	}
}

// BenchmarkAction reads facts that are already in memory.
func BenchmarkAction(b *testing.B) {
	for b.Loop() {
		if _, ok := schemas.Action("aws:executeAwsApi"); !ok {
			b.Fatal("the action is missing")
		}
	}
}

func BenchmarkBundle(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := schemas.Bundle(schemas.KindAutomation); err != nil {
			b.Fatal(err)
		}
	}
}
