package main

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestReport runs a folder with a runbook for each sort of end, and one file that
// is no runbook.
func TestReport(t *testing.T) {
	t.Parallel()
	var got bytes.Buffer
	err := sweep([]string{"--", "--strict", "--", "testdata/runbooks"}, &got, os.Stderr)
	if err == nil || err.Error() != "1 of 4 runbooks came to no end" {
		t.Errorf("got error %v", err)
	}
	const golden = "testdata/report.md"
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFoldersAreNeeded(t *testing.T) {
	t.Parallel()
	err := sweep([]string{"--", "--fill"}, &bytes.Buffer{}, &bytes.Buffer{})
	if err == nil {
		t.Error("flags alone are taken")
	}
}
