package rules

import (
	"fmt"
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var unknownPlugin = lint.Rule{
	Name:     "unknown-plugin",
	Summary:  "the plugin of a Command step does not exist",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The action of a step of a Command document is a plugin of the agent, in exactly its
spelling. The actions of Automation, such as aws:sleep, are no plugins.

A plugin that is not near to any known one is a warning: AWS may have added it.`,
		Bad: `schemaVersion: '2.2'
mainSteps:
  - name: list
    action: aws:runShell
    inputs:
      runCommand: [ls]
`,
		Good: `schemaVersion: '2.2'
mainSteps:
  - name: list
    action: aws:runShellScript
    inputs:
      runCommand: [ls]
`,
	},
	Check: checkUnknownPlugin,
}

func checkUnknownPlugin(p *lint.Pass) {
	seen := map[*document.Node]bool{} // a plugin of version 1.2 may have several inputs
	for _, step := range commandSteps(p.Doc) {
		n := step.Action
		if !n.IsString() || len(n.References()) > 0 || seen[n] {
			continue
		}
		seen[n] = true
		if _, ok := schemas.Plugin(n.Text); !ok && !slices.Contains(p.Config.Known.Actions, n.Text) {
			p.Report(unknownPluginFinding(n))
		}
	}
}

func unknownPluginFinding(n *document.Node) lint.Finding {
	f := lint.Finding{Node: n}
	plugins := schemas.Plugins()
	meant, near := nearest.Of(n.Text, slices.Values(plugins))
	switch _, action := schemas.Action(n.Text); {
	case action:
		f.Message = fmt.Sprintf("%q is an action of Automation and no plugin of Command documents", n.Text)
	case near:
		f.Message = fmt.Sprintf("there is no plugin %q; did you mean %q?", n.Text, meant)
		f.Suggestion = meant
		if certainAction(n.Text, plugins) {
			f.Fix = write(n, meant)
		}
	default:
		f.Severity = new(lint.Warning)
		f.Message = fmt.Sprintf("no plugin %q is known", n.Text)
	}
	return f
}
