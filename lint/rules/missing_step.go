package rules

import (
	"fmt"
	"iter"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
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

One finding tells about all jumps to a name.`,
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
	missing := map[string][]lint.Jump{}
	var order []string
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
	var names map[string]bool
	for i, name := range order {
		meant := prefixed(p.Doc, name)
		if meant == "" && i < mostGuesses {
			if names == nil {
				names = stepNames(p.Doc)
			}
			meant, _ = nearest.Of(name, allBut(nameOf(missing[name][0].Step), names))
		}
		reportMissingStep(p, missing[name], meant)
	}
}

// allBut are the names without one of them: a step is not meant to lead to itself.
func allBut(name string, names map[string]bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := range names {
			if n != name && !yield(n) {
				return
			}
		}
	}
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

func reportMissingStep(p *lint.Pass, jumps []lint.Jump, meant string) {
	first := jumps[0]
	f := lint.Finding{
		Node: first.Node, Span: first.Span(), Suggestion: meant,
		Message: fmt.Sprintf("step %q leads to %q, which is not a step", nameOf(first.Step), first.Name),
	}
	switch {
	case meant != "":
		f.Message += fmt.Sprintf("; did you mean %q?", meant)
		f.Fix = &lint.Fix{Title: "write " + meant}
		for _, j := range jumps {
			f.Fix.Edits = append(f.Fix.Edits, lint.ReplacePart(j.Node, j.Start, len(j.Node.Text), meant))
		}
	case first.Kind == lint.NextStep && strings.EqualFold(first.Name, "end"):
		f.Message += "; isEnd: true ends the automation"
	}
	for _, j := range jumps[1:] {
		f.Related = append(f.Related, lint.Related{Span: j.Span(), Message: "and here"})
	}
	p.Report(f)
}
