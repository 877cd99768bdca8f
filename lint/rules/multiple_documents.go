package rules

import (
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var multipleDocuments = lint.Rule{
	Name:     string(document.MultipleDocumentsProblem),
	Summary:  "a YAML file holds more than one document",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `An SSM document is one YAML document. What stands behind a second "---" would be
lost, so it is not checked either: give it a file of its own.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
---
schemaVersion: '0.3'
mainSteps:
  - name: waitAnHour
    action: aws:sleep
    inputs:
      Duration: PT1H
`,
		Good: `---
schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
`,
	},
}
