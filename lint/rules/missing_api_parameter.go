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
		var misplaced map[string]bool
		for _, m := range call.Mismatches {
			if m.Kind != lint.MissingParameter {
				continue
			}
			if stray == nil {
				stray = strayInputs(p)
			}
			if misplaced == nil {
				misplaced = misplacedNames(call)
			}
			if misplaced[m.Name] || m.Place == "" && slices.Contains(stray[call.Step.Inputs], m.Name) {
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

// misplacedNames are the parameters of a call that stand where they do not
// belong, and the keys below what does not belong there. Those are reported by
// themselves.
func misplacedNames(call *lint.Call) map[string]bool {
	names := map[string]bool{}
	for _, m := range call.Mismatches {
		if m.Kind != lint.UnknownParameter {
			continue
		}
		names[m.Name] = true
		if m.Value != nil {
			for _, e := range m.Value.Entries {
				names[e.Key.Text] = true
			}
		}
	}
	return names
}
