package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/lint"
)

var loopIterators = lint.Rule{
	Name:     "loop-iterators",
	Summary:  "the Iterators of a loop are not a list",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The Iterators of aws:loop are a list, or a reference to one: a StringList, or a MapList
for an IteratorDataType of StringMap. What the service makes of a text, a number or a
map is not documented, and no published runbook has one there.`,
		Bad: `schemaVersion: '0.3'
parameters:
  InstanceIds:
    type: String
mainSteps:
  - name: rounds
    action: aws:loop
    inputs:
      Iterators: '{{ InstanceIds }}'
      Steps:
        - name: stop
          action: aws:changeInstanceState
          inputs:
            InstanceIds: ['{{ rounds.CurrentIteratorValue }}']
            DesiredState: stopped
`,
		Good: `schemaVersion: '0.3'
parameters:
  InstanceIds:
    type: StringList
mainSteps:
  - name: rounds
    action: aws:loop
    inputs:
      Iterators: '{{ InstanceIds }}'
      Steps:
        - name: stop
          action: aws:changeInstanceState
          inputs:
            InstanceIds: ['{{ rounds.CurrentIteratorValue }}']
            DesiredState: stopped
`,
	},
	Check: checkLoopIterators,
}

func checkLoopIterators(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	for step := range p.Doc.AllSteps() {
		if !step.Is("aws:loop") {
			continue
		}
		n := step.Inputs.Get("Iterators")
		t, ok := typeOfWhole(p, n)
		if !ok || t == "StringList" || t == "MapList" {
			continue
		}
		f := lint.Finding{Node: n, Message: fmt.Sprintf("Iterators are a list, and %s is %s", n.Text, withArticle(t))}
		if at := p.TypeNode(n.References()[0]); at != nil {
			f.Related = []lint.Related{{Span: at.Span(), Message: "the declaration"}}
		}
		p.Report(f)
	}
}
