package rules

import "github.com/ssmkit/ssmkit/lint"

var unusedIgnore = lint.Rule{
	Name:     lint.UnusedIgnoreRule,
	Summary:  "a comment ignores a rule that reports nothing there",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A comment that ignores a rule outlives its cause: somebody mends the step, and the
comment stays to hide the next mistake on that line. A comment whose rule is switched
off in this run is not reported.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: listInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2 # ssmlint: ignore unknown-service -- in private preview
      Api: DescribeInstances
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: listInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
`,
	},
}
