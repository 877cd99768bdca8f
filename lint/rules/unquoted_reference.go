package rules

import (
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var unquotedReference = lint.Rule{
	Name:     string(document.UnquotedReferenceProblem),
	Summary:  "a {{ reference }} stands in YAML without quotes",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A brace opens a map in YAML. A value that begins with a reference needs quotes,
or it is no text but a map whose key is a map.`,
		Bad: `schemaVersion: '0.3'
parameters:
  HowLong:
    type: String
mainSteps:
  - name: waitABit
    action: aws:sleep
    inputs:
      Duration: {{ HowLong }}
`,
		Good: `schemaVersion: '0.3'
parameters:
  HowLong:
    type: String
mainSteps:
  - name: waitABit
    action: aws:sleep
    inputs:
      Duration: '{{ HowLong }}'
`,
	},
}
