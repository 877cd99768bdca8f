package rules

import (
	"fmt"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var runtimeEndOfLife = lint.Rule{
	Name:     "runtime-end-of-life",
	Summary:  "AWS no longer supports the Runtime of a script",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `AWS supports a runtime until a certain day. What becomes of steps that still name it
is not documented: they may run on another version, or not at all.

One finding tells about all steps with the runtime.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.8
      Handler: main
      Script: |
        def main(events, context):
          return {"Done": True}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: main
      Script: |
        def main(events, context):
          return {"Done": True}
`,
	},
	Check: checkRuntimeEndOfLife,
}

func checkRuntimeEndOfLife(p *lint.Pass) {
	if p.Config.Today.IsZero() {
		return
	}
	uses := map[string][]*document.Node{}
	for _, s := range p.Scripts() {
		if s.Runtime.IsString() {
			uses[s.Runtime.Text] = append(uses[s.Runtime.Text], s.Runtime)
		}
	}
	for _, r := range schemas.Runtimes() {
		nodes := uses[r.Name]
		if len(nodes) == 0 || r.EndOfLife.IsZero() || p.Config.Today.Before(r.EndOfLife) {
			continue
		}
		supported := supportedRuntimes(r.Language)
		f := lint.Finding{
			Node: nodes[0],
			Message: fmt.Sprintf("runtime %q is not supported since %s; there is %s",
				r.Name, r.EndOfLife.Format(time.DateOnly), strings.Join(supported, ", ")),
		}
		for _, n := range nodes[1:] {
			f.Related = append(f.Related, lint.Related{Span: n.Span(), Message: "and here"})
		}
		p.Report(f)
	}
}
