package main

import (
	"io"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/report"
	"github.com/ssmkit/ssmkit/lint/rules"
)

// formats are the values of --format.
var formats = []string{"text", "json", "sarif", "junit", "checkstyle", "github"}

// findings are what a run has to print.
type findings struct {
	diagnostics []lint.Diagnostic
	// files are the names of all documents that were checked.
	files []string
	// failLevel is the mildest of all files.
	failLevel lint.Severity
	color     bool
}

func (f findings) print(w io.Writer, format string) error {
	switch format {
	case "json":
		return report.JSON(w, f.diagnostics)
	case "sarif":
		return report.SARIF(w, f.diagnostics, report.SARIFOptions{Rules: rules.All(), Version: version()})
	case "junit":
		return report.JUnit(w, f.diagnostics, report.JUnitOptions{Files: f.files, FailLevel: f.failLevel})
	case "checkstyle":
		return report.Checkstyle(w, f.diagnostics)
	case "github":
		return report.GitHub(w, f.diagnostics)
	}
	return report.Text(w, f.diagnostics, report.TextOptions{Color: f.color})
}
