package report

import (
	"encoding/xml"
	"io"

	"github.com/ssmkit/ssmkit/lint"
)

type checkstyleReport struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"`
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr"`
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

// Checkstyle prints the diagnostics in the XML of Checkstyle, which many
// programs read. Columns are in code points. The diagnostics of one file must
// stand together.
func Checkstyle(w io.Writer, diagnostics []lint.Diagnostic) error {
	report := checkstyleReport{Version: "4.3"} // the version of the format that is commonly named
	for group := range byFile(diagnostics) {
		file := checkstyleFile{Name: group[0].Source.Name()}
		for _, d := range group {
			file.Errors = append(file.Errors, checkstyleError{
				Line: d.Span.Start.Line, Column: d.Span.Start.Column, Severity: d.Severity.String(),
				Message: sentence(d), Source: "ssmlint." + d.Rule,
			})
		}
		report.Files = append(report.Files, file)
	}
	return writeXML(w, report)
}
