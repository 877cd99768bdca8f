package rules

import (
	"fmt"
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var unknownAction = lint.Rule{
	Name:     "unknown-action",
	Summary:  "the action of an Automation step does not exist",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The action of a step is one of those that Automation has, in exactly its spelling.
The plugins of Command documents, such as aws:runShellScript, are no actions: a
runbook runs them through aws:runCommand.

An action that is not near to any known one is a warning: AWS may have added it.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:wait
    inputs:
      Duration: PT1M
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
`,
	},
	Check: checkUnknownAction,
}

func checkUnknownAction(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	for step := range p.Doc.AllSteps() {
		if !step.Action.IsString() || len(step.Action.References()) > 0 {
			continue
		}
		if _, ok := schemas.Action(step.Action.Text); !ok && !slices.Contains(p.Config.Known.Actions, step.Action.Text) {
			p.Report(unknownActionFinding(step.Action))
		}
	}
}

func unknownActionFinding(action *document.Node) lint.Finding {
	f := lint.Finding{Node: action}
	meant, near := nearest.Of(action.Text, slices.Values(schemas.Actions()))
	// A plugin is a plugin, also where an action has a similar name.
	switch _, plugin := schemas.Plugin(action.Text); {
	case plugin:
		f.Message = fmt.Sprintf("%q is a plugin of Command documents and no Automation action; "+
			"a runbook runs it through aws:runCommand", action.Text)
		f.Suggestion = "aws:runCommand"
	case near:
		f.Message = fmt.Sprintf("there is no action %q; did you mean %q?", action.Text, meant)
		f.Suggestion = meant
		if certainAction(action.Text, schemas.Actions()) {
			f.Fix = write(action, meant)
		}
	default:
		f.Severity = new(lint.Warning)
		f.Message = fmt.Sprintf("no Automation action %q is known", action.Text)
		f.Suggestion = "known are the actions as of " + newestActions()
	}
	return f
}

// newestActions is the month of the newest facts about actions.
func newestActions() string {
	newest := ""
	for _, name := range schemas.Actions() {
		if action, ok := schemas.Action(name); ok {
			newest = max(newest, action.AsOf)
		}
	}
	return newest
}
