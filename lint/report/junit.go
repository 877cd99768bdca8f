package report

import (
	"encoding/xml"
	"fmt"
	"io"

	"github.com/ssmkit/ssmkit/lint"
)

type junitReport struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *junitFailure `xml:"failure"`
	Out     string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// JUnitOptions say what JUnit cannot see in the diagnostics.
type JUnitOptions struct {
	// Files are the names of all files that were looked at, in the order of the
	// diagnostics. Those without findings are tests that passed.
	Files []string
	// FailLevel is the least severity of a failed test. Milder findings are the
	// output of a test that passed.
	FailLevel lint.Severity
}

// JUnit prints the diagnostics in the XML of JUnit: each file is a suite, each
// finding a test.
func JUnit(w io.Writer, diagnostics []lint.Diagnostic, options JUnitOptions) error {
	found := map[string][]lint.Diagnostic{}
	for group := range byFile(diagnostics) {
		found[group[0].Source.Name()] = group
	}
	report := junitReport{Name: "ssmlint"}
	for _, file := range options.Files {
		suite := newJUnitSuite(file, found[file], options.FailLevel)
		report.Tests += suite.Tests
		report.Failures += suite.Failures
		report.Suites = append(report.Suites, suite)
	}
	return writeXML(w, report)
}

func newJUnitSuite(file string, diagnostics []lint.Diagnostic, failLevel lint.Severity) junitSuite {
	suite := junitSuite{Name: file}
	for _, d := range diagnostics {
		place := fmt.Sprintf("%s:%d:%d", file, d.Span.Start.Line, d.Span.Start.Column)
		c := junitCase{Name: d.Rule + " " + d.Path, Class: file, File: file, Line: d.Span.Start.Line}
		if d.Path == "" {
			c.Name = d.Rule
		}
		text := fmt.Sprintf("%s: %s: %s", place, d.Severity, sentence(d))
		if d.Severity >= failLevel {
			suite.Failures++
			c.Failure = &junitFailure{Type: d.Rule, Message: d.Message, Text: text}
		} else {
			c.Out = text
		}
		suite.Cases = append(suite.Cases, c)
	}
	if len(suite.Cases) == 0 {
		suite.Cases = []junitCase{{Name: "no findings", Class: file, File: file}}
	}
	suite.Tests = len(suite.Cases)
	return suite
}
