package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var duplicateStep = lint.Rule{
	Name:     "duplicate-step",
	Summary:  "two steps have the same name",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The name of a step stands for it in references and jumps, so no two steps of a
runbook may have the same, those in the bodies of loops included. Names that differ
in letter case alone are two names, but a trap for the reader.

The steps of a Command document are not referred to; there two of the same name are
worth a warning, as the agent keeps their output in a folder of that name.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT1M}
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT1H}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs: {Duration: PT1M}
  - name: waitAnHour
    action: aws:sleep
    inputs: {Duration: PT1H}
`,
	},
	Check: checkDuplicateStep,
}

func checkDuplicateStep(p *lint.Pass) {
	if !isAutomation(p.Doc) && p.Doc.Kind != document.Command {
		return
	}
	same, similar := map[string]*document.Step{}, map[string]*document.Step{}
	for step := range p.Doc.AllSteps() {
		if !step.Name.IsString() {
			continue
		}
		name := step.Name.Text
		folded := strings.ToLower(name)
		f := lint.Finding{Node: step.Name}
		if p.Doc.Kind == document.Command {
			f.Severity = new(lint.Warning)
		}
		switch first := same[name]; {
		case first != nil:
			f.Message = fmt.Sprintf("there is a step %q already", name)
			f.Related = []lint.Related{{Span: first.Name.Span(), Message: "the first one"}}
			p.Report(f)
		case similar[folded] != nil && isAutomation(p.Doc):
			other := similar[folded].Name
			f.Severity = new(lint.Warning)
			f.Message = fmt.Sprintf("%q and the step %q differ in letter case alone", name, other.Text)
			f.Related = []lint.Related{{Span: other.Span(), Message: "the other one"}}
			p.Report(f)
			same[name] = step
		default:
			same[name], similar[folded] = step, step
		}
	}
}
