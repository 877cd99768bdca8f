package rules

import (
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var badKey = lint.Rule{
	Name:     string(document.KeyProblem),
	Summary:  "the key of a map is a list or a map",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text:  `YAML allows lists and maps as keys. Documents are JSON to the service, where a key is text.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      ? [Duration]
      : PT1M
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
`,
	},
}
