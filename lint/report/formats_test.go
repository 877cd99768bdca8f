package report_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xeipuuv/gojsonschema"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

// sample has what is hard about formats: wide characters, names and messages
// with characters that mean something, several lines, several files.
func sample(t testing.TB) []lint.Diagnostic {
	t.Helper()
	full := finding(t, "설명 1,2:50%.yaml", "a: b\n줘: 👍🏽 «👍🏽e\u0301\nx»\nz: w\n")
	full.Severity = lint.Error
	full.Path = "mainSteps[0].name"
	full.Message = `"<a>" & 50% of ` + "\x1b, \u202e or b"
	full.Suggestion = "two\r\nlines"
	full.Related = []lint.Related{{Span: full.Source.Span(0, 1), Message: "and: here"}}
	full.Fix = &lint.Fix{Title: "write it again", Edits: []document.Edit{{Start: 0, End: 1, Text: "c\n"}, {Start: 3, End: 4}}}
	second := full
	second.Span, second.Rule, second.Severity = full.Source.Span(3, 4), "other-rule", lint.Info
	second.Path, second.Related, second.Fix, second.Suggestion = "", nil, nil, ""
	other := finding(t, "/abs/x y.json", "\ufeff{«»}")
	other.Rule, other.Suggestion = lint.InternalErrorRule, "odd"
	return []lint.Diagnostic{full, second, other, finding(t, "<stdin>", "«a»")}
}

var sampleRules = []lint.Rule{
	{Name: "some-rule", Summary: "it is odd", Severity: lint.Warning, Docs: lint.Docs{Text: "Why `it` is odd."}},
	{Name: "other-rule", Summary: "it is even", Severity: lint.Info, Docs: lint.Docs{Text: "Why it is even."}},
}

// TestFormats holds the formats for programs to the files in testdata.
func TestFormats(t *testing.T) {
	t.Parallel()
	files := []string{"설명 1,2:50%.yaml", "clean.yaml", "/abs/x y.json", "<stdin>"}
	for name, print := range map[string]func(io.Writer, []lint.Diagnostic) error{
		"github.txt":     report.GitHub,
		"checkstyle.xml": report.Checkstyle,
		"junit.xml": func(w io.Writer, d []lint.Diagnostic) error {
			return report.JUnit(w, d, report.JUnitOptions{Files: files, FailLevel: lint.Warning})
		},
		"sarif.json": func(w io.Writer, d []lint.Diagnostic) error {
			return report.SARIF(w, d, report.SARIFOptions{Rules: sampleRules, Version: "v0.1.0"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out, nothing bytes.Buffer
			if err := print(&out, sample(t)); err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("testdata", name), out.Bytes())
			if err := print(&nothing, nil); err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("testdata", "nothing-"+name), nothing.Bytes())
			if filepath.Ext(name) == ".xml" {
				wellFormed(t, out.Bytes())
				wellFormed(t, nothing.Bytes())
			}
		})
	}
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func wellFormed(t *testing.T, text []byte) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// TestSARIFForm holds logs to what SARIF 2.1.0 demands of the objects in them,
// written down in testdata, and to the official schema, a file that
// SSMKIT_SARIF_SCHEMA names.
func TestSARIFForm(t *testing.T) {
	t.Parallel()
	schemas := []string{"testdata/sarif-objects.schema.json"}
	if official := os.Getenv("SSMKIT_SARIF_SCHEMA"); official != "" {
		schemas = append(schemas, official)
	} else {
		t.Log("SSMKIT_SARIF_SCHEMA is not set: the official schema is not there to be compared with")
	}
	for _, path := range schemas {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(text))
			if err != nil {
				t.Fatal(err)
			}
			for _, diagnostics := range [][]lint.Diagnostic{nil, sample(t)} {
				var out bytes.Buffer
				if err := report.SARIF(&out, diagnostics, report.SARIFOptions{Rules: sampleRules}); err != nil {
					t.Fatal(err)
				}
				result, err := schema.Validate(gojsonschema.NewBytesLoader(out.Bytes()))
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range result.Errors() {
					t.Error(e)
				}
			}
		})
	}
}
