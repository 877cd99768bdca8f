package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/lint"
)

var platformMismatch = lint.Rule{
	Name:     "platform-mismatch",
	Summary:  "a step is only for a platform that its plugin does not work on",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A plugin that does not work on a platform is skipped there. With a precondition that
lets the step run on just such a platform it never runs at all.`,
		Bad: `schemaVersion: '2.2'
mainSteps:
  - name: list
    action: aws:runShellScript
    precondition:
      StringEquals: [platformType, Windows]
    inputs:
      runCommand: [ls]
`,
		Good: `schemaVersion: '2.2'
mainSteps:
  - name: list
    action: aws:runShellScript
    precondition:
      StringEquals: [platformType, Linux]
    inputs:
      runCommand: [ls]
`,
	},
	Check: checkPlatformMismatch,
}

func checkPlatformMismatch(p *lint.Pass) {
	for step, plugin := range plugins(p.Doc) {
		if step.Precondition == nil {
			continue
		}
		a, b, ok := comparison(step)
		if !ok || a.Text != platformType || !isPlatform(b.Text) {
			continue
		}
		if slices.ContainsFunc(plugin.Platforms, func(name string) bool { return strings.EqualFold(name, b.Text) }) {
			continue
		}
		p.Report(lint.Finding{
			Node: step.Action,
			Message: fmt.Sprintf("%s does not work on %s, so the step never runs; it works on %s",
				plugin.Name, b.Text, strings.Join(plugin.Platforms, ", ")),
			Related: []lint.Related{{Span: b.Span(), Message: "the precondition is here"}},
		})
	}
}
