package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var unreachableStep = lint.Rule{
	Name:     "unreachable-step",
	Summary:  "no way leads to a step",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A step runs when the one before it in the list leads to it, or when a jump names it.
Behind a step with isEnd or nextStep, or an aws:branch with a Default, only a jump
leads on. A step that nothing leads to never runs. The service takes such a document.

Of several such steps that follow each other, the first is reported.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:pause
    isEnd: true
    inputs: {}
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT1M}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:pause
    onFailure: step:wait
    isEnd: true
    inputs: {}
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT1M}
`,
	},
	Check: checkUnreachableStep,
}

func checkUnreachableStep(p *lint.Pass) {
	g := p.Graph()
	// Circles are mistakes of their own, of which this may be a consequence.
	if !g.Certain() || len(g.Circles()) > 0 {
		return
	}
	lost := g.Lost()
	if len(lost) == 0 {
		return
	}
	idle := idleTargets(p.Doc)
	for _, step := range lost {
		if idle[nameOf(step)] {
			continue // end-and-next reports that
		}
		f := lint.Finding{
			Node: step.Node, Span: nameSpan(step),
			Message: fmt.Sprintf("step %q never runs: no step leads to it", nameOf(step)),
		}
		if why := endOf(stepBefore(p.Doc, step)); why != nil {
			f.Related = []lint.Related{{Span: why.Span(), Message: "the step before it does not go on to it"}}
		}
		p.Report(f)
	}
}

// idleTargets are the names in the nextStep of steps that have isEnd, too.
func idleTargets(doc *document.Document) map[string]bool {
	names := map[string]bool{}
	for step := range doc.AllSteps() {
		if step.NextStep.IsString() && endsRun(step) {
			names[step.NextStep.Text] = true
		}
	}
	return names
}

// stepBefore is the step before another one in the same list, nil for the first.
func stepBefore(doc *document.Document, step *document.Step) *document.Step {
	list := doc.Steps
	if step.Loop != nil {
		list = step.Loop.Steps
	}
	if step.Index == 0 || step.Index > len(list) {
		return nil
	}
	return list[step.Index-1]
}

// endOf is what keeps a step from going on to the next in the list, nil when
// there is nothing.
func endOf(step *document.Step) *document.Node {
	switch {
	case step == nil:
		return nil
	case step.NextStep != nil:
		return step.NextStep
	case step.IsEnd != nil:
		return step.IsEnd
	}
	return step.Inputs.Get("Default")
}
