package rules

import (
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// What the parser finds has its rules, too: a name to switch it off by, and a
// page. The parser alone reports them, so they have no check.

var syntax = lint.Rule{
	Name:     string(document.SyntaxProblem),
	Summary:  "the file is neither YAML nor JSON",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Systems Manager reads documents in JSON or YAML. A file that breaks the rules of
its format is refused as a whole, and the service's message rarely names the
place. Tabs may not indent YAML; a text that holds a colon and a blank needs
quotes; JSON has no comments and no comma behind the last element.`,
		Bad: `schemaVersion: '0.3'
description: Note: this restarts the instance
mainSteps:
  - name: pauseHere
    action: aws:pause
    inputs: {}
`,
		Good: `schemaVersion: '0.3'
description: 'Note: this restarts the instance'
mainSteps:
  - name: pauseHere
    action: aws:pause
    inputs: {}
`,
	},
}
