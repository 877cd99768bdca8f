package rules

import (
	"fmt"
	"slices"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var runbookType = lint.Rule{
	Name:     "runbook-type",
	Summary:  "a parameter of a Command document has a type that is for runbooks",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The parameters of a Command document are a String or a StringList, and documents of
AWS have a StringMap besides. Integer, Boolean, MapList and the types of resources
(AWS::EC2::Instance::Id ...) are for Automation: the agent refuses another value
than the default for an Integer and a Boolean. Take a String and limit it with
allowedPattern or allowedValues.`,
		Bad: `schemaVersion: '2.2'
parameters:
  Lines:
    type: Integer
    default: 10
mainSteps:
  - name: showLog
    action: aws:runShellScript
    inputs:
      runCommand: ['tail -n {{ Lines }} /var/log/messages']
`,
		Good: `schemaVersion: '2.2'
parameters:
  Lines:
    type: String
    default: '10'
    allowedPattern: ^[0-9]{1,4}$
mainSteps:
  - name: showLog
    action: aws:runShellScript
    inputs:
      runCommand: ['tail -n {{ Lines }} /var/log/messages']
`,
	},
	Check: checkRunbookType,
}

func checkRunbookType(p *lint.Pass) {
	if p.Doc.Kind != document.Command {
		return
	}
	for _, parameter := range p.Doc.Parameters {
		if parameterType(parameter) == "" || slices.Contains([]string{"String", "StringList", "StringMap"}, parameter.Type.Text) {
			continue // unknown-value reports a type that there is not
		}
		p.Report(lint.Finding{
			Node:    parameter.Type,
			Message: fmt.Sprintf("%q is a type for runbooks; AWS documents String and StringList for Command documents", parameter.Type.Text),
		})
	}
}
