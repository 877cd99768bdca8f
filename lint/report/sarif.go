package report

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// The names of the format, as its schema has them.
const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	// ColumnKind is the unit of all columns.
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID                   string             `json:"id"`
	ShortDescription     sarifText          `json:"shortDescription"`
	FullDescription      sarifText          `json:"fullDescription"`
	Help                 sarifText          `json:"help"`
	DefaultConfiguration sarifConfiguration `json:"defaultConfiguration"`
}

type sarifConfiguration struct {
	Level string `json:"level"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifResult struct {
	RuleID string `json:"ruleId"`
	// RuleIndex is nil for what no rule has found.
	RuleIndex        *int            `json:"ruleIndex,omitempty"`
	Level            string          `json:"level"`
	Message          sarifText       `json:"message"`
	Locations        []sarifLocation `json:"locations"`
	RelatedLocations []sarifLocation `json:"relatedLocations,omitempty"`
	Fixes            []sarifFix      `json:"fixes,omitempty"`
}

type sarifLocation struct {
	ID       *int          `json:"id,omitempty"`
	Physical sarifPhysical `json:"physicalLocation"`
	Logical  []sarifPlace  `json:"logicalLocations,omitempty"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifPlace struct {
	FullyQualifiedName string `json:"fullyQualifiedName"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type sarifFix struct {
	Description     sarifText     `json:"description"`
	ArtifactChanges []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	DeletedRegion   sarifRegion `json:"deletedRegion"`
	InsertedContent *sarifText  `json:"insertedContent,omitempty"`
}

// SARIFOptions say what SARIF cannot see in the diagnostics.
type SARIFOptions struct {
	// Rules are described in the log, those without findings too.
	Rules []lint.Rule
	// Version is that of the program; empty when it is not known.
	Version string
}

// SARIF prints the diagnostics as a log in the Static Analysis Results
// Interchange Format 2.1.0, which code hosts and editors read. Columns count
// UTF-16 code units from 1, as most of them do.
func SARIF(w io.Writer, diagnostics []lint.Diagnostic, options SARIFOptions) error {
	run := sarifRun{ColumnKind: "utf16CodeUnits", Results: make([]sarifResult, 0, len(diagnostics))}
	run.Tool.Driver = sarifDriver{Name: "ssmlint", Version: options.Version, Rules: []sarifRule{}}
	index := map[string]int{}
	for i, r := range options.Rules {
		index[r.Name] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID:                   r.Name,
			ShortDescription:     sarifText{Text: r.Summary},
			FullDescription:      sarifText{Text: r.Docs.Text},
			Help:                 sarifText{Text: r.Docs.Text, Markdown: r.Docs.Text},
			DefaultConfiguration: sarifConfiguration{sarifLevels[r.Severity]},
		})
	}
	for _, d := range diagnostics {
		result := newSARIFResult(d)
		if i, ok := index[d.Rule]; ok {
			result.RuleIndex = &i
		}
		run.Results = append(run.Results, result)
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(sarifLog{Schema: sarifSchema, Version: sarifVersion, Runs: []sarifRun{run}})
}

var sarifLevels = [...]string{lint.Info: "note", lint.Warning: "warning", lint.Error: "error"}

func newSARIFResult(d lint.Diagnostic) sarifResult {
	place := sarifLocation{Physical: newSARIFPhysical(d.Source, d.Span)}
	if d.Path != "" {
		place.Logical = []sarifPlace{{d.Path}}
	}
	result := sarifResult{
		RuleID: d.Rule, Level: sarifLevels[d.Severity],
		Message: sarifText{Text: sentence(d)}, Locations: []sarifLocation{place},
	}
	for i, r := range d.Related {
		result.RelatedLocations = append(result.RelatedLocations, sarifLocation{
			ID: &i, Physical: newSARIFPhysical(d.Source, r.Span), Message: &sarifText{Text: r.Message},
		})
	}
	if d.Fix != nil && len(d.Fix.Edits) > 0 {
		result.Fixes = []sarifFix{newSARIFFix(d)}
	}
	return result
}

func newSARIFPhysical(src *document.Source, span document.Span) sarifPhysical {
	return sarifPhysical{sarifArtifact{fileURI(src.Name())}, newSARIFRegion(src, span)}
}

func newSARIFRegion(src *document.Source, span document.Span) sarifRegion {
	return sarifRegion{
		StartLine: span.Start.Line, StartColumn: src.UTF16Column(span.Start),
		EndLine: span.End.Line, EndColumn: src.UTF16Column(span.End),
	}
}

func newSARIFFix(d lint.Diagnostic) sarifFix {
	change := sarifChange{Artifact: sarifArtifact{fileURI(d.Source.Name())}}
	for _, e := range d.Fix.Edits {
		replacement := sarifReplacement{DeletedRegion: newSARIFRegion(d.Source, d.Source.Span(e.Start, e.End))}
		if e.Text != "" {
			replacement.InsertedContent = &sarifText{Text: e.Text}
		}
		change.Replacements = append(change.Replacements, replacement)
	}
	return sarifFix{Description: sarifText{Text: d.Fix.Title}, ArtifactChanges: []sarifChange{change}}
}

// fileURI is a path as a reference to a file: relative when the path is.
func fileURI(path string) string {
	slashed := filepath.ToSlash(path)
	u := url.URL{Path: slashed}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
		u.Path = "/" + strings.TrimPrefix(slashed, "/") // C:/x is /C:/x
	}
	return u.String()
}
