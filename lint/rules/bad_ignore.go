package rules

import "github.com/ssmkit/ssmkit/lint"

var badIgnore = lint.Rule{
	Name:     lint.BadIgnoreRule,
	Summary:  "a comment for ssmlint cannot be understood or gives no reason",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A comment switches rules off for its own line, or, when it is alone on its line, for
the next one:

    # ssmlint: ignore unknown-service, unknown-operation -- in private preview

A comment above the document switches them off for the whole file:

    # ssmlint: ignore-file unknown-service -- all of it is in private preview

Whoever reads the document later wants to know why, so the reason must be there. A
rule that does not exist is most likely misspelt, and then ignores nothing.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: listMachines
    action: aws:executeAwsApi
    inputs:
      Service: machines # ssmlint: ignore unknown-service
      Api: ListMachines
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: listMachines
    action: aws:executeAwsApi
    inputs:
      Service: machines # ssmlint: ignore unknown-service -- in private preview
      Api: ListMachines
`,
	},
}
