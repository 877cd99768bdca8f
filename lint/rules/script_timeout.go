package rules

import (
	"strconv"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var scriptTimeout = lint.Rule{
	Name:     "script-timeout",
	Summary:  "the timeoutSeconds of a plugin is not used",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A plugin that runs a script takes timeoutSeconds from 5 to 172800, which is 48 hours.
Everything else silently counts as 3600.`,
		Bad: `schemaVersion: '2.2'
mainSteps:
  - name: list
    action: aws:runShellScript
    inputs:
      timeoutSeconds: '604800'
      runCommand: [ls]
`,
		Good: `schemaVersion: '2.2'
mainSteps:
  - name: list
    action: aws:runShellScript
    inputs:
      timeoutSeconds: '86400'
      runCommand: [ls]
`,
	},
	Check: checkScriptTimeout,
}

func checkScriptTimeout(p *lint.Pass) {
	limit := schemas.AllLimits().ScriptTimeoutSeconds
	for step, plugin := range plugins(p.Doc) {
		if _, ok := plugin.Input("timeoutSeconds"); !ok {
			continue
		}
		e, ok := pluginInput(step, "timeoutSeconds")
		if !ok || !e.Value.IsString() && e.Value.Kind != document.Int || len(e.Value.References()) > 0 {
			continue
		}
		seconds, err := strconv.Atoi(e.Value.Text)
		if err != nil || seconds < limit.Minimum || seconds > limit.Maximum {
			p.Reportf(e.Value, "timeoutSeconds is from %d to %d; %q counts as %d",
				limit.Minimum, limit.Maximum, e.Value.Text, limit.Default)
		}
	}
}
