package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var missingStep = lint.Rule{
	Name:     "missing-step",
	Summary:  "a step leads to one that does not exist",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `nextStep, the NextStep and the Default of aws:branch, and step: in onFailure and
onCancel name a step of the same runbook, letter by letter. The name stands alone in
nextStep, NextStep and Default; in onFailure and onCancel it comes behind step:.

One finding tells about all jumps to a name, and about the references to its outputs.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: pause
    action: aws:pause
    nextStep: waitAMinut
    inputs: {}
  - name: waitAMinute
    action: aws:sleep
    inputs: {Duration: PT1M}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: pause
    action: aws:pause
    nextStep: waitAMinute
    inputs: {}
  - name: waitAMinute
    action: aws:sleep
    inputs: {Duration: PT1M}
`,
	},
	Check: checkMissingStep,
}

// mostGuesses is for how many names of a document the nearest one is looked for:
// nobody misspells more by accident.
const mostGuesses = 100

func checkMissingStep(p *lint.Pass) {
	missing, order := missingTargets(p)
	if len(missing) == 0 || hiddenDeclarations(p).steps {
		return
	}
	references := missingReferences(p, missing)
	var names []string
	for i, name := range order {
		meant := guess{prefixed(p.Doc, name), true}
		if meant.text == "" && i < mostGuesses {
			if names == nil {
				names = slices.Sorted(maps.Keys(stepNames(p.Doc)))
			}
			own := nameOf(missing[name][0].Step) // a step is not meant to lead to itself
			meant = guessName(name, slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == own }))
		}
		reportMissingStep(p, missing[name], references[name], meant)
	}
}

// missingTargets are the jumps to steps that do not exist, by the name, and the
// names in the order of the jumps.
func missingTargets(p *lint.Pass) (missing map[string][]document.Jump, order []string) {
	missing = map[string][]document.Jump{}
	for _, j := range p.Jumps() {
		// A reference in the place of a name is another mistake.
		if j.Target != nil || len(j.Node.References()) > 0 {
			continue
		}
		if missing[j.Name] == nil {
			order = append(order, j.Name)
		}
		missing[j.Name] = append(missing[j.Name], j)
	}
	return missing, order
}

// missingReferences are the places that refer to an output of a missing step,
// by the name of the step.
func missingReferences(p *lint.Pass, missing map[string][]document.Jump) map[string][]namePlace {
	places := map[string][]namePlace{}
	u := &undeclared{pass: p}
	for _, r := range p.References() {
		if r.Form == document.StepOutputReference && missing[r.Name] != nil && u.honoured(r) {
			places[r.Name] = append(places[r.Name], namePlace{r.Node, r.NameStart, r.NameEnd()})
		}
	}
	for _, o := range p.Doc.Outputs {
		if missing[o.Step] != nil && !o.Braces {
			places[o.Step] = append(places[o.Step], namePlace{o.Node, 0, len(o.Step)})
		}
	}
	return places
}

// prefixed is the name of a step behind the word that onFailure alone takes, in
// any letter case; empty when there is no such step.
func prefixed(doc *document.Document, name string) string {
	prefix := schemas.StepJumps().JumpPrefix
	if len(name) <= len(prefix) || !strings.EqualFold(name[:len(prefix)], prefix) {
		return ""
	}
	if rest := strings.TrimSpace(name[len(prefix):]); doc.Step(rest) != nil {
		return rest
	}
	return ""
}

func reportMissingStep(p *lint.Pass, jumps []document.Jump, references []namePlace, meant guess) {
	first := jumps[0]
	f := lint.Finding{
		Node: first.Node, Span: first.Span(), Suggestion: meant.text,
		Message: fmt.Sprintf("step %q leads to %q, which is not a step", nameOf(first.Step), first.Name),
	}
	switch {
	case meant.text != "":
		f.Message += fmt.Sprintf("; did you mean %q?", meant.text)
	case first.Kind == document.NextStep && strings.EqualFold(first.Name, "end"):
		f.Message += "; isEnd: true ends the automation"
	}
	if meant.certain && meant.text != "" {
		f.Fix = &lint.Fix{Title: "write " + meant.text}
		for _, j := range jumps {
			f.Fix.Edits = append(f.Fix.Edits, lint.ReplacePart(j.Node, j.Start, len(j.Node.Text), meant.text))
		}
		for _, at := range references {
			f.Fix.Edits = append(f.Fix.Edits, lint.ReplacePart(at.node, at.start, at.end, meant.text))
		}
	}
	for _, j := range jumps[1:] {
		f.Related = append(f.Related, lint.Related{Span: j.Span(), Message: "and here"})
	}
	for _, at := range references {
		f.Related = append(f.Related, lint.Related{Span: at.node.SpanAt(at.start, at.end), Message: "its output is used here"})
	}
	p.Report(f)
}
