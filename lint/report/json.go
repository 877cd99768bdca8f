package report

import (
	"encoding/json"
	"io"

	"github.com/ssmkit/ssmkit/lint"
)

// jsonVersion grows when a field changes its meaning or goes; new fields do not
// count.
const jsonVersion = 1

type jsonReport struct {
	Version     int              `json:"version"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
}

// jsonDiagnostic has lines and columns that count from 1, columns in code
// points; the end is the place behind the last character.
type jsonDiagnostic struct {
	File       string        `json:"file"`
	Line       int           `json:"line"`
	Column     int           `json:"column"`
	EndLine    int           `json:"endLine"`
	EndColumn  int           `json:"endColumn"`
	Path       string        `json:"path"`
	Rule       string        `json:"rule"`
	Severity   string        `json:"severity"`
	Message    string        `json:"message"`
	Suggestion string        `json:"suggestion"`
	Related    []jsonRelated `json:"related,omitempty"`
	Fixable    bool          `json:"fixable"`
}

type jsonRelated struct {
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
	Message   string `json:"message"`
}

// JSON prints the diagnostics as one JSON object with a version and a list.
func JSON(w io.Writer, diagnostics []lint.Diagnostic) error {
	report := jsonReport{Version: jsonVersion, Diagnostics: make([]jsonDiagnostic, 0, len(diagnostics))}
	for _, d := range diagnostics {
		j := jsonDiagnostic{
			File: d.Source.Name(), Path: d.Path, Rule: d.Rule, Severity: d.Severity.String(),
			Line: d.Span.Start.Line, Column: d.Span.Start.Column,
			EndLine: d.Span.End.Line, EndColumn: d.Span.End.Column,
			Message: d.Message, Suggestion: d.Suggestion, Fixable: d.Fix != nil,
		}
		for _, r := range d.Related {
			j.Related = append(j.Related, jsonRelated{
				Line: r.Span.Start.Line, Column: r.Span.Start.Column,
				EndLine: r.Span.End.Line, EndColumn: r.Span.End.Column, Message: r.Message,
			})
		}
		report.Diagnostics = append(report.Diagnostics, j)
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(report)
}
