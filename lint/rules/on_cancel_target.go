package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var onCancelTarget = lint.Rule{
	Name:     "on-cancel-target",
	Summary:  "onCancel leads to a step that cannot run after a cancellation, or stands where it has no effect",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `What onCancel leads to has two minutes to tidy up. Actions that create something or
wait are not allowed there: aws:approve, aws:copyImage, aws:createImage,
aws:createStack, aws:createTags, aws:loop, aws:pause, aws:runInstances and aws:sleep.

The steps aws:loop and aws:updateVariable do not take onCancel themselves; a jump
there is a warning.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:pause
    onCancel: step:wait
    inputs: {}
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT1M}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    onCancel: step:stop
    inputs: {Duration: PT1M}
  - name: stop
    action: aws:changeInstanceState
    inputs:
      InstanceIds: [i-0123456789abcdef0]
      DesiredState: stopped
`,
	},
	Check: checkOnCancelTarget,
}

func checkOnCancelTarget(p *lint.Pass) {
	for _, j := range p.Jumps() {
		if j.Kind != document.OnCancel || j.Target == nil {
			continue
		}
		if action, ok := documentedAction(j.Step); ok && !action.OnCancel {
			p.Report(lint.Finding{
				Node: j.Node, Severity: new(lint.Warning),
				Message: fmt.Sprintf("onCancel has no effect on a step with the action %s", action.Name),
			})
			continue
		}
		if action, ok := documentedAction(j.Target); ok && !action.OnCancelTarget {
			p.Report(lint.Finding{
				Node: j.Node, Span: j.Span(),
				Message: fmt.Sprintf("onCancel cannot lead to %q: its action is %s", j.Name, action.Name),
				Related: []lint.Related{{Span: j.Target.Action.Span(), Message: "the action"}},
			})
		}
	}
}

// documentedAction is what AWS documents about the action of a step. It is false
// for actions that are not known, or in no documentation.
func documentedAction(step *document.Step) (*schemas.ActionSpec, bool) {
	if !step.Action.IsString() {
		return nil, false
	}
	action, ok := schemas.Action(step.Action.Text)
	if !ok || action.Internal {
		return nil, false
	}
	return action, true
}
