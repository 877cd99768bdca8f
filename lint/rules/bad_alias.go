package rules

import (
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var badAlias = lint.Rule{
	Name:     string(document.AliasProblem),
	Summary:  "a YAML alias leads nowhere or into itself",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `An alias (*name) repeats what an anchor (&name) marked before it, and a merge
key (<<) takes the keys of such a map. An alias inside its own anchor would
repeat itself without end.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - &wait
    name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: *wait
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs: &wait
      Duration: PT1M
  - name: waitAgain
    action: aws:sleep
    inputs: *wait
`,
	},
}
