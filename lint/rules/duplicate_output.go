package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var duplicateOutput = lint.Rule{
	Name:     "duplicate-output",
	Summary:  "a step declares two outputs of one name",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A reference names an output by its step and its name. Of two outputs of one step that
have the same name, it is not documented which one the reference gives.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getCaller
    action: aws:executeAwsApi
    inputs:
      Service: sts
      Api: GetCallerIdentity
    outputs:
      - Name: Caller
        Selector: $.Account
      - Name: Caller
        Selector: $.Arn
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: getCaller
    action: aws:executeAwsApi
    inputs:
      Service: sts
      Api: GetCallerIdentity
    outputs:
      - Name: Account
        Selector: $.Account
      - Name: Caller
        Selector: $.Arn
`,
	},
	Check: checkDuplicateOutput,
}

func checkDuplicateOutput(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	for step := range p.Doc.AllSteps() {
		first := make(map[string]*document.Node, len(step.Outputs))
		for _, o := range step.Outputs {
			if !o.Name.IsString() {
				continue
			}
			if other := first[o.Name.Text]; other != nil {
				p.Report(lint.Finding{
					Node:    o.Name,
					Message: fmt.Sprintf("step %q has an output %q already", nameOf(step), o.Name.Text),
					Related: []lint.Related{{Span: other.Span(), Message: "the first one"}},
				})
				continue
			}
			first[o.Name.Text] = o.Name
		}
	}
}
