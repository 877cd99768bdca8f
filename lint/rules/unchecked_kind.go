package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var uncheckedKind = lint.Rule{
	Name:     "unchecked-kind",
	Summary:  "the document is of a kind that is not checked",
	Severity: lint.Info,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Automation, Command and Session documents are checked. Of the other kinds that can
be recognised, such as packages and CloudFormation templates, only the form of the
file is: this says that silence about them means nothing.`,
		Bad: `schemaVersion: '1.0'
templateBody:
  Resources:
    Topic:
      Type: AWS::SNS::Topic
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
`,
	},
	Check: checkUncheckedKind,
}

func checkUncheckedKind(p *lint.Pass) {
	switch p.Doc.Kind {
	case document.Package, document.CloudFormation, document.QuickSetup, document.ProblemAnalysisTemplate:
		start, _ := p.Doc.Root.Offsets()
		p.Report(lint.Finding{
			Node: p.Doc.Root, Span: p.Doc.Source.Span(start, start),
			Message: fmt.Sprintf("the content of %s documents is not checked", p.Doc.Kind),
		})
	}
}
