package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/lint"
)

var unusedVariable = lint.Rule{
	Name:     "unused-variable",
	Summary:  "nothing in the document reads a variable",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text:  `A variable that is set and never read as {{ variable:Name }} has no effect.`,
		Bad: `schemaVersion: '0.3'
variables:
  Tries:
    type: Integer
    default: 0
mainSteps:
  - name: count
    action: aws:updateVariable
    inputs:
      Name: variable:Tries
      Value: 1
`,
		Good: `schemaVersion: '0.3'
variables:
  Tries:
    type: Integer
    default: 0
mainSteps:
  - name: count
    action: aws:updateVariable
    inputs:
      Name: variable:Tries
      Value: 1
  - name: check
    action: aws:branch
    inputs:
      Choices:
        - Variable: '{{ variable:Tries }}'
          NumericGreater: 5
          NextStep: tell
    isEnd: true
  - name: tell
    action: aws:pause
    inputs: {}
`,
	},
	Check: checkUnusedVariable,
}

func checkUnusedVariable(p *lint.Pass) {
	if len(p.Doc.Variables) == 0 || len(p.Doc.Steps) == 0 {
		return
	}
	if hidesUses(p) {
		return
	}
	used := usedNames(p)
	for _, variable := range p.Doc.Variables {
		// {{ Name }} was meant to be the variable, where no parameter has the name.
		name := variable.Name.Text
		if !used["variable:"+name] && (!used[name] || p.Doc.Parameter(name) != nil) {
			p.Report(lint.Finding{Node: variable.Name, Message: fmt.Sprintf("nothing reads the variable %q", name)})
		}
	}
}
