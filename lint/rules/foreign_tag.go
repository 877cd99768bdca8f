package rules

import (
	"bytes"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var foreignTag = lint.Rule{
	Name:     string(document.TagProblem),
	Summary:  "a value has a YAML tag of another format, such as CloudFormation's !Ref",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `CloudFormation resolves !Ref, !Sub, !GetAtt and the like in its templates, before
there is an SSM document. In a document of its own nothing does: at best the text
behind the tag is taken as it stands. A runbook refers to its parameters with
{{ Name }}, to outputs with {{ step.Output }}, and to the Region with
{{ global:REGION }}.`,
		Bad: `schemaVersion: '0.3'
parameters:
  InstanceId:
    type: AWS::EC2::Instance::Id
mainSteps:
  - name: startIt
    action: aws:changeInstanceState
    inputs:
      InstanceIds: [!Ref InstanceId]
      DesiredState: running
`,
		Good: `schemaVersion: '0.3'
parameters:
  InstanceId:
    type: AWS::EC2::Instance::Id
mainSteps:
  - name: startIt
    action: aws:changeInstanceState
    inputs:
      InstanceIds: ['{{ InstanceId }}']
      DesiredState: running
`,
	},
}

// foreignTagged tells whether a tag of another format stands before a text.
func foreignTagged(n *document.Node) bool {
	start, _ := n.Offsets()
	before := bytes.TrimRight(n.Source().Text()[:start], " \t")
	word := before[bytes.LastIndexAny(before, " \t\r\n")+1:]
	return len(before) < start && len(word) > 1 && word[0] == '!' && word[1] != '!'
}
