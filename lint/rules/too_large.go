package rules

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var tooLarge = lint.Rule{
	Name:     string(document.TooLargeProblem),
	Summary:  "the document is larger than the service takes, or too large to be read at all",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The content of an SSM document may have 64 KB, blanks and comments included. Where
one in JSON would fit without its line breaks and indentation it is a warning:
upload it without them. Scripts that make a runbook too large can go into an
attachment.

A file of several megabytes, one with hundreds of brackets inside each other, or one
whose YAML aliases unfold into a hundred thousand values is no document; it is not
read any further.`,
		Bad: `schemaVersion: '0.3'
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
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
	Check: checkTooLarge,
}

func checkTooLarge(p *lint.Pass) {
	if !isAutomation(p.Doc) && p.Doc.Kind != document.Command && p.Doc.Kind != document.Session {
		return
	}
	text := p.Doc.Source.Text()
	most := schemas.AllLimits().DocumentBytes
	if len(text) <= most {
		return
	}
	start, _ := p.Doc.Root.Offsets()
	f := lint.Finding{
		Node: p.Doc.Root, Span: p.Doc.Source.Span(start, start),
		Message: fmt.Sprintf("the document has %d bytes, and the service takes %d", len(text), most),
	}
	var compact bytes.Buffer
	if json.Compact(&compact, text) == nil && compact.Len() <= most {
		f.Severity = new(lint.Warning)
		f.Message += fmt.Sprintf("; without white space it has %d", compact.Len())
	}
	p.Report(f)
}
