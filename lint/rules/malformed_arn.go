package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var malformedARN = lint.Rule{
	Name:     "malformed-arn",
	Summary:  "an input that takes an ARN has something else",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `An ARN has six parts with colons between them: arn, the partition, the service, the
Region, the account and the resource, as in
arn:aws:sns:us-east-1:123456789012:Automation-approvals. A name alone does not do.

The name of the topic that aws:approve sends its question to begins with
Automation, or Automation may not publish there.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      NotificationArn: Automation-approvals
      Approvers: [arn:aws:iam::123456789012:user/admin]
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      NotificationArn: arn:aws:sns:us-east-1:123456789012:Automation-approvals
      Approvers: [arn:aws:iam::123456789012:user/admin]
`,
	},
	Check: checkMalformedARN,
}

func checkMalformedARN(p *lint.Pass) {
	for step, action := range actionsWithInputs(p.Doc) {
		for _, input := range action.Inputs {
			n := step.Inputs.Get(input.Name)
			if input.Format != "arn" || !n.IsString() || n.Text == "" || strings.ContainsAny(n.Text, "{}") {
				continue
			}
			parts := strings.SplitN(n.Text, ":", 6)
			switch {
			case len(parts) < 6 || parts[0] != "arn" || parts[1] == "" || parts[2] == "" || parts[5] == "":
				f := lint.Finding{Node: n, Message: fmt.Sprintf("%s of %s is an ARN, and %q is none", input.Name, action.Name, n.Text)}
				if input.Name == "KmsKeyId" {
					f.Severity = new(lint.Warning) // EC2 takes the id of a key as well
				}
				p.Report(f)
			case step.Is("aws:approve"):
				checkTopic(p, n, parts)
			}
		}
	}
}

// checkTopic holds the topic of an approval against the name that it must have.
func checkTopic(p *lint.Pass, n *document.Node, parts []string) {
	switch topic := parts[5]; {
	case parts[2] != "sns":
		p.Reportf(n, "%q is not an SNS topic", n.Text)
	case !strings.HasPrefix(topic, "Automation"):
		at := len(n.Text) - len(topic)
		p.Report(lint.Finding{
			Node: n, Span: n.SpanAt(at, len(n.Text)), Severity: new(lint.Warning),
			Message: fmt.Sprintf("the name of the topic, %q, must begin with Automation", topic),
		})
	}
}
