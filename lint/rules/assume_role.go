package rules

import (
	"fmt"
	"regexp"
	"slices"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var assumeRole = lint.Rule{
	Name:     "assume-role",
	Summary:  "the assumeRole is not a role",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The assumeRole of a runbook is the ARN of a role, or a reference to a parameter with
one. The name of a role is not enough, and a role of the Parameter Store cannot be
looked up here.`,
		Bad: `schemaVersion: '0.3'
assumeRole: AutomationServiceRole
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
`,
		Good: `schemaVersion: '0.3'
parameters:
  AutomationAssumeRole:
    type: AWS::IAM::Role::Arn
assumeRole: '{{ AutomationAssumeRole }}'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
`,
	},
	Check: checkAssumeRole,
}

// roleARN are roles in all partitions, also those that are yet to come.
var roleARN = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$`)
})

func checkAssumeRole(p *lint.Pass) {
	n := p.Doc.AssumeRole
	if !isAutomation(p.Doc) || !n.IsString() || n.Text == "" {
		return // an empty one is as none: the run has the rights of who starts it
	}
	if references := n.References(); len(references) > 0 {
		for _, r := range references {
			if r.Form == document.ParameterStoreReference || r.Form == document.SecureParameterStoreReference {
				p.Report(lint.Finding{
					Node: n, Span: n.SpanAt(r.Start, r.End),
					Message: fmt.Sprintf("the assumeRole cannot be %s: the Parameter Store is not looked up here", r.Text),
				})
			}
		}
		return
	}
	if roleARN().MatchString(n.Text) {
		return
	}
	if isSlip(p, n) {
		return // malformed-reference reports it
	}
	f := lint.Finding{Node: n, Message: fmt.Sprintf("%q is not the ARN of a role, such as arn:aws:iam::123456789012:role/Name", n.Text)}
	if p.Doc.Parameter(n.Text) != nil {
		f.Suggestion = "{{ " + n.Text + " }}"
		f.Message = fmt.Sprintf("%q is not the ARN of a role; did you mean %q?", n.Text, f.Suggestion)
		f.Fix = write(n, f.Suggestion)
	}
	p.Report(f)
}

// isSlip tells whether a text is a reference to a parameter that lacks a brace
// or the like.
func isSlip(p *lint.Pass, n *document.Node) bool {
	return slices.ContainsFunc(p.Slips(), func(s lint.Slip) bool { return s.Node == n && p.Doc.Parameter(s.Name) != nil })
}
