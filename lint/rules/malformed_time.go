package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/isotime"
)

var malformedTime = lint.Rule{
	Name:     "malformed-time",
	Summary:  "a duration or a moment is not written as ISO 8601 has it",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A duration is P, the days, T, and the hours, minutes and seconds: PT30S, PT10M,
P1DT12H. A moment is a date, T, a time and its zone: 2026-08-01T06:30:00Z. Small
letters and a moment without a zone are warnings.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    inputs: {Duration: 10m}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT10M}
`,
	},
	Check: checkMalformedTime,
}

func checkMalformedTime(p *lint.Pass) {
	for step, action := range actionsWithInputs(p.Doc) {
		for _, input := range action.Inputs {
			n := step.Inputs.Get(input.Name)
			if !n.IsString() || len(n.References()) > 0 || hasSlip(p, n) {
				continue
			}
			switch input.Format {
			case "duration":
				checkDuration(p, n)
			case "date-time":
				checkTimestamp(p, n)
			}
		}
	}
}

// hasSlip tells whether a text has a reference in it that is badly written, which
// another rule reports.
func hasSlip(p *lint.Pass, n *document.Node) bool {
	return slices.ContainsFunc(p.Slips(), func(s lint.Slip) bool { return s.Node == n && declared(p.Doc, s.Name) })
}

func checkDuration(p *lint.Pass, n *document.Node) {
	upper := strings.ToUpper(n.Text)
	switch _, ok := isotime.ParseDuration(n.Text); {
	case ok && upper == n.Text:
	case ok:
		p.Report(lint.Finding{
			Node: n, Severity: new(lint.Warning), Suggestion: upper,
			Message: fmt.Sprintf("the letters of a duration are capitals: %q", upper),
			Fix:     write(n, upper),
		})
	default:
		f := lint.Finding{Node: n, Message: fmt.Sprintf("%q is not a duration, such as PT10M", n.Text)}
		if meant := meantDuration(n.Text); meant != "" {
			f.Message = fmt.Sprintf("%q is not a duration; did you mean %q?", n.Text, meant)
			f.Suggestion = meant
		}
		p.Report(f)
	}
}

func checkTimestamp(p *lint.Pass, n *document.Node) {
	switch _, ok := isotime.ParseTimestamp(n.Text); {
	case ok:
	case isTimestampWithoutZone(n.Text):
		p.Report(lint.Finding{
			Node: n, Severity: new(lint.Warning),
			Message: fmt.Sprintf("%q is not a whole moment, such as 2026-08-01T06:30:00Z", n.Text),
		})
	default:
		p.Reportf(n, "%q is not a point in time, such as 2026-08-01T06:30:00Z", n.Text)
	}
}
