package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/files"
)

func TestVerdict(t *testing.T) {
	t.Parallel()
	src := document.NewSource("a.yaml", nil)
	warning := lint.Diagnostic{Severity: lint.Warning, Source: src}
	broken := lint.Diagnostic{Severity: lint.Warning, Rule: lint.InternalErrorRule, Source: src}
	failure := errors.New("no such file")
	for _, test := range []struct {
		name        string
		failLevel   lint.Severity
		diagnostics []lint.Diagnostic
		err         error
		want        string
	}{
		{"nothing", lint.Info, nil, nil, "<nil>"},
		{"below the failure level", lint.Error, []lint.Diagnostic{warning}, nil, "<nil>"},
		{"at the failure level", lint.Warning, []lint.Diagnostic{warning}, nil, findingsError{}.Error()},
		{"a failure weighs more than findings", lint.Warning, []lint.Diagnostic{warning}, failure, "no such file"},
		{"a rule that breaks is a failure", lint.Error, []lint.Diagnostic{broken}, nil, "check a.yaml: a rule broke"},
	} {
		err := verdict(reaches(test.failLevel, test.diagnostics), test.diagnostics, test.err)
		got := "<nil>"
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
		if test.err != nil && !errors.Is(err, test.err) {
			t.Errorf("%s: the cause is lost", test.name)
		}
	}
}

// brokenReader panics, as a parser with a mistake may.
type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { panic("out of order") }

func TestPanicCostsOnlyItsFile(t *testing.T) {
	t.Parallel()
	out := lintFile(nil, options{}, files.File{Path: files.Stdin}, brokenReader{})
	if out.err == nil || !strings.Contains(out.err.Error(), "check -: internal error: out of order") {
		t.Errorf("error %v", out.err)
	}
}
