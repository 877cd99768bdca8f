package rules

import (
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var unquotedVersion = lint.Rule{
	Name:     "unquoted-version",
	Summary:  "the schemaVersion is written as a number",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A schemaVersion is text. Without quotes YAML makes a number of it, and whether the
service takes a number is not documented.`,
		Bad: `schemaVersion: 0.3
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
`,
	},
	Check: checkUnquotedVersion,
}

func checkUnquotedVersion(p *lint.Pass) {
	n := p.Doc.SchemaVersion
	if n == nil || n.Kind != document.Float && n.Kind != document.Int {
		return
	}
	if _, ok := schemas.EnvelopeOf(schemas.DocumentKind(p.Doc.Kind), n.Text); !ok {
		return // not only the quotes are missing
	}
	quoted := "'" + n.Text + "'"
	if e, ok := p.Doc.Root.Entry("schemaVersion"); ok && e.Key.Style == document.DoubleQuoted {
		quoted = `"` + n.Text + `"`
	}
	start, end := n.Offsets()
	p.Report(lint.Finding{
		Node: n, Message: "the schemaVersion is text and needs quotes", Suggestion: quoted,
		Fix: &lint.Fix{Title: "write " + quoted, Edits: []document.Edit{{Start: start, End: end, Text: quoted}}},
	})
}
