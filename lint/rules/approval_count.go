package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/lint"
)

var approvalCount = lint.Rule{
	Name:     "approval-count",
	Summary:  "a step waits for more approvals than there are approvers",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Each approver of aws:approve decides once. With MinRequiredApprovals above the
number of Approvers the step could only time out.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      MinRequiredApprovals: 2
      Approvers:
        - arn:aws:iam::123456789012:user/admin
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      MinRequiredApprovals: 1
      Approvers:
        - arn:aws:iam::123456789012:user/admin
`,
	},
	Check: checkApprovalCount,
}

func checkApprovalCount(p *lint.Pass) {
	for step := range actionsWithInputs(p.Doc) {
		if !step.Is("aws:approve") {
			continue
		}
		least, approvers := step.Inputs.Get("MinRequiredApprovals"), step.Inputs.Get("Approvers")
		if least == nil || approvers == nil {
			continue
		}
		n, ok := least.Int()
		if !ok || int64(len(approvers.Items)) >= n || len(approvers.Items) == 0 {
			continue
		}
		known := true
		for _, approver := range approvers.Items {
			// A reference may stand for a list of several.
			known = known && approver.IsScalar() && len(approver.References()) == 0
		}
		if known {
			p.Report(lint.Finding{
				Node: least, Message: fmt.Sprintf("%d approvals are needed and %d can be given", n, len(approvers.Items)),
				Related: []lint.Related{{Span: approvers.Items[0].Span(), Message: "the approvers"}},
			})
		}
	}
}
