package rules

import (
	"fmt"
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var outputBeforeStep = lint.Rule{
	Name:     "output-before-step",
	Summary:  "an output is used before its step has run",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A reference to an output is replaced when the step that holds it begins. If the
step that gives the output has not run by then, the reference stays in the text as it
is, braces included. What counts is not the order in the list but the ways through the
steps: nextStep, branches, failures. A step that failed has run: what it knew before
it failed is there.

The rule reports outputs that are there on no way. That they are there on some ways
alone is how runbooks with branches are written. A script and a condition can cope
with a text in braces, so there it is a warning.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: stop
    action: aws:changeInstanceState
    inputs:
      InstanceIds: ['{{ launch.InstanceIds }}']
      DesiredState: stopped
  - name: launch
    action: aws:runInstances
    inputs:
      ImageId: ami-0123456789abcdef0
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: launch
    action: aws:runInstances
    inputs:
      ImageId: ami-0123456789abcdef0
  - name: stop
    action: aws:changeInstanceState
    inputs:
      InstanceIds: ['{{ launch.InstanceIds }}']
      DesiredState: stopped
`,
	},
	Check: checkOutputBeforeStep,
}

func checkOutputBeforeStep(p *lint.Pass) {
	var refs []lint.Reference
	var uses []lint.Use
	for _, r := range p.References() {
		if r.Form != document.StepOutputReference || r.Step == nil || r.Place != lint.InInputs {
			continue
		}
		of := p.Doc.Step(r.Name)
		if of == nil || isRoundValue(of, r.Output) {
			continue // loop-value knows where those belong
		}
		if names, certain := outputNames(of); certain && !slices.Contains(names, r.Output) {
			continue // that there is no such output is the first thing to mend
		}
		refs = append(refs, r)
		uses = append(uses, lint.Use{By: r.Step, Of: of, AtEnd: inCondition(r)})
	}
	g := p.Graph()
	early := map[*document.Step][]lint.Reference{}
	var order []*document.Step
	for i, o := range g.Order(uses) {
		of := uses[i].Of
		if o != lint.Never || !g.Reachable(of) {
			continue
		}
		if early[of] == nil {
			order = append(order, of)
		}
		early[of] = append(early[of], refs[i])
	}
	for _, of := range order {
		reportEarly(p, of, early[of])
	}
}

// inCondition tells whether a reference stands in the LoopCondition of its own
// step, which is looked at behind each round.
func inCondition(r lint.Reference) bool {
	// What an alias stands for lies elsewhere in the file, so its place tells
	// nothing.
	for n := range r.Step.Inputs.Get("LoopCondition").All() {
		if n == r.Node {
			return true
		}
	}
	return false
}

// reportEarly reports all uses of a step's outputs that come too early.
func reportEarly(p *lint.Pass, of *document.Step, refs []lint.Reference) {
	first := refs[0]
	f := lint.Finding{
		Node: first.Node, Span: first.Span(),
		Message: fmt.Sprintf("step %q uses %s, but %q never runs before it", nameOf(first.Step), first.Text, nameOf(of)),
	}
	if first.Step == of {
		f.Message = fmt.Sprintf("step %q uses %s, its own output, which is not there before it has run", nameOf(of), first.Text)
	} else {
		f.Related = append(f.Related, lint.Related{Span: nameSpan(of), Message: "the step"})
	}
	copes := true
	for i, r := range refs {
		copes = copes && (r.Step.Is("aws:executeScript") || r.Step.Is("aws:branch"))
		if i > 0 {
			f.Related = append(f.Related, lint.Related{Span: r.Span(), Message: "and here"})
		}
	}
	if copes {
		f.Severity = new(lint.Warning)
	}
	p.Report(f)
}
