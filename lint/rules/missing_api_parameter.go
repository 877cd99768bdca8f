package rules

import (
	"fmt"
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var missingAPIParameter = lint.Rule{
	Name:     "missing-api-parameter",
	Summary:  "a step does not give an API a parameter that it requires",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `An API refuses a call that lacks a required parameter, and so does a structure
inside its parameters. The step then fails when it starts. Parameters that the
AWS SDK fills in by itself, such as ClientToken, need not be given.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getObject
    action: aws:executeAwsApi
    inputs:
      Service: s3
      Api: HeadObject
      Bucket: reports
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: getObject
    action: aws:executeAwsApi
    inputs:
      Service: s3
      Api: HeadObject
      Bucket: reports
      Key: daily.csv
`,
	},
	Check: checkMissingAPIParameter,
}

func checkMissingAPIParameter(p *lint.Pass) {
	var stray map[*document.Node][]string
	for _, call := range p.Calls() {
		for _, m := range call.Mismatches {
			if m.Kind != lint.MissingParameter || isElsewhere(call, m) {
				continue
			}
			if stray == nil {
				stray = strayInputs(p)
			}
			if m.Place == "" && slices.Contains(stray[call.Step.Inputs], m.Name) {
				continue
			}
			f := lint.Finding{Node: call.API}
			if m.Place == "" {
				f.Message = fmt.Sprintf("%s requires the parameter %q", call.Operation.Name(), m.Name)
			} else {
				f.Node = m.Node
				start, _ := m.Node.Offsets()
				f.Span = p.Doc.Source.Span(start, start)
				f.Message = fmt.Sprintf("%s of %s requires %q", m.Place, call.Operation.Name(), m.Name)
			}
			p.Report(f)
		}
	}
}

// isElsewhere tells whether a missing parameter stands where it does not belong,
// or below a key that does not belong there. Those are reported by themselves.
func isElsewhere(call *lint.Call, missing lint.Mismatch) bool {
	for _, m := range call.Mismatches {
		if m.Kind == lint.UnknownParameter && (m.Name == missing.Name || m.Value.Get(missing.Name) != nil) {
			return true
		}
	}
	return false
}
