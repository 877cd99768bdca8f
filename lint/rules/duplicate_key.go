package rules

import (
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var duplicateKey = lint.Rule{
	Name:     string(document.DuplicateKeyProblem),
	Summary:  "a map has a key twice",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Of a key that is written twice only one value can count, and readers of YAML and
JSON do not agree on which. One of the two is a leftover, or was meant to be
another key.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
      Duration: PT2M
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
