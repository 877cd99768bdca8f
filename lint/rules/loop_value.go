package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var loopValue = lint.Rule{
	Name:     "loop-value",
	Summary:  "a value of a loop is used where the loop does not give it",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `{{ loop.CurrentIteration }} and {{ loop.CurrentIteratorValue }} are for the steps in
the body of the loop. The latter is there in loops with Iterators alone: in one with a
LoopCondition it is an error.

What the output of a step in a loop is outside of the loop is not documented. Published
runbooks carry results out in a variable, which aws:updateVariable sets in the loop. A
loop that one of its steps jumps out of is left alone: what that round gave is there.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: rounds
    action: aws:loop
    inputs:
      Iterators: [i-0123456789abcdef0, i-0123456789abcdef1]
      Steps:
        - name: wait
          action: aws:sleep
          inputs: {Duration: PT1M}
  - name: stop
    action: aws:changeInstanceState
    inputs:
      InstanceIds: ['{{ rounds.CurrentIteratorValue }}']
      DesiredState: stopped
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: rounds
    action: aws:loop
    inputs:
      Iterators: [i-0123456789abcdef0, i-0123456789abcdef1]
      Steps:
        - name: stop
          action: aws:changeInstanceState
          inputs:
            InstanceIds: ['{{ rounds.CurrentIteratorValue }}']
            DesiredState: stopped
`,
	},
	Check: checkLoopValue,
}

func checkLoopValue(p *lint.Pass) {
	l := &loopValues{uses: map[string][]lint.Reference{}, left: leftLoops(p)}
	for _, r := range p.References() {
		if r.Form != document.StepOutputReference || r.Step == nil || r.Place != lint.InInputs {
			continue
		}
		of := p.Doc.Step(r.Name)
		switch {
		case of == nil:
		case isRoundValue(of, r.Output):
			if !sees(r, of) {
				l.add(r, of)
			} else if r.Output == "CurrentIteratorValue" && hasInput(of, "LoopCondition") && !hasInput(of, "Iterators") {
				reportNoIterators(p, r, of)
			}
		case of.Loop != nil && !sees(r, of.Loop):
			l.add(r, of.Loop)
		}
	}
	l.report(p)
}

// isRoundValue tells whether an output of a loop is one that changes with each
// round.
func isRoundValue(loop *document.Step, output string) bool {
	if !loop.Is("aws:loop") || output == schemas.OutputPayload || loop.Output(output) != nil {
		return false
	}
	action, _ := schemas.Action(loop.Action.Text)
	_, ok := action.Output(output)
	return ok
}

// sees tells whether a reference stands where the values of a loop's rounds are:
// in its body or its condition.
func sees(r lint.Reference, loop *document.Step) bool {
	return isInside(r.Step, loop) || r.Step == loop && inCondition(r)
}

func reportNoIterators(p *lint.Pass, r lint.Reference, loop *document.Step) {
	p.Report(lint.Finding{
		Node: r.Node, Span: r.OutputSpan(), Severity: new(lint.Error),
		Message: fmt.Sprintf("the loop %q has a LoopCondition and no Iterators, so there is no CurrentIteratorValue", nameOf(loop)),
	})
}

// loopValues are the uses of loops' values outside of the loops, by what is
// used.
type loopValues struct {
	uses  map[string][]lint.Reference
	order []string
	// left are the loops that a step in them jumps out of.
	left map[*document.Step]bool
}

// leftLoops are the loops that a step in them jumps out of. What the round gave
// in which that happened is still there: AWS-owned runbooks look for something in
// a loop and go on with the element that the jump came from.
func leftLoops(p *lint.Pass) map[*document.Step]bool {
	left := map[*document.Step]bool{}
	for _, j := range p.Jumps() {
		for loop := j.Step.Loop; loop != nil && j.Target != nil && !isInside(j.Target, loop); loop = loop.Loop {
			left[loop] = true
		}
	}
	return left
}

func (l *loopValues) add(r lint.Reference, loop *document.Step) {
	// A loop whose steps are under a misspelt key has nothing inside.
	if l.left[loop] || loop.Inputs.Get("Steps") == nil {
		return
	}
	value := r.Name + "." + r.Output
	if l.uses[value] == nil {
		l.order = append(l.order, value)
	}
	l.uses[value] = append(l.uses[value], r)
}

func (l *loopValues) report(p *lint.Pass) {
	var uses []lint.Use
	for _, value := range l.order {
		first := l.uses[value][0]
		uses = append(uses, lint.Use{By: first.Step, Of: p.Doc.Step(first.Name)})
	}
	order := p.Graph().Order(uses)
	for i, value := range l.order {
		refs := l.uses[value]
		first, of := refs[0], uses[i].Of
		f := lint.Finding{Node: first.Node, Span: first.Span()}
		if isRoundValue(of, first.Output) {
			f.Message = fmt.Sprintf("%s is for the steps in the loop, and %q is none of them", first.Text, nameOf(first.Step))
			f.Related = []lint.Related{{Span: nameSpan(of), Message: "the loop"}}
		} else {
			if order != nil && order[i] == lint.Never {
				continue // output-before-step reports it
			}
			f.Message = fmt.Sprintf("%s is not known to be there outside of the loop %q; let the loop set a variable", first.Text, nameOf(of.Loop))
			f.Related = []lint.Related{{Span: nameSpan(of), Message: "the step in the loop"}}
		}
		for _, r := range refs[1:] {
			f.Related = append(f.Related, lint.Related{Span: r.Span(), Message: "and here"})
		}
		p.Report(f)
	}
}
