package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var notADocument = lint.Rule{
	Name:     "not-a-document",
	Summary:  "the file is not an SSM document",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A document is recognised by its content: an Automation runbook by its mainSteps
and its schemaVersion 0.3, a Command document by its schemaVersion 2.2 or its
runtimeConfig, a Session document by its sessionType. A file without any of them
was named by mistake, or has lost what makes it a document. Files that are only
met in a directory are passed over in silence instead.`,
		Bad: `name: build
on: push
jobs:
  test:
    runs-on: ubuntu-latest
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
`,
	},
	Check: checkNotADocument,
}

func checkNotADocument(p *lint.Pass) {
	if p.Doc.Kind != document.Foreign {
		return
	}
	finding := lint.Finding{
		Node: p.Doc.Root,
		Span: p.Doc.Source.Span(0, 0),
		Suggestion: `a runbook has schemaVersion: "0.3" and mainSteps, a Command document schemaVersion: "2.2" and mainSteps, ` +
			`a Session document schemaVersion: "1.0" and sessionType`,
	}
	root := p.Doc.Root
	switch {
	case root == nil || root.Kind == document.Null:
		finding.Message = "the file is empty"
	case root.Kind != document.Map && root.Kind != document.List:
		finding.Message = fmt.Sprintf("this is not an SSM document but a single %s", root.Kind)
	default:
		start, _ := root.Offsets()
		finding.Span = p.Doc.Source.Span(start, start)
		finding.Message = fmt.Sprintf("this is not an SSM document: nothing in the %s says which kind it is", root.Kind)
	}
	p.Report(finding)
}
