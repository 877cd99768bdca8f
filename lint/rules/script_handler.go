package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var scriptHandler = lint.Rule{
	Name:     "script-handler",
	Summary:  "the Handler of a script names no function of it",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A Python script is called through the function that Handler names, so a step with
one needs both. The name stands alone for a function of the step's own Script, and
as file.function for one of an attachment. A PowerShell script is run from its
first line and has no Handler.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: handler
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
	ReadsScripts: true,
	Check:        checkScriptHandler,
}

func checkScriptHandler(p *lint.Pass) {
	for _, s := range p.Scripts() {
		switch s.Language {
		case "Python":
			checkPythonHandler(p, s)
		case "PowerShell":
			if e, ok := s.Step.Inputs.Entry("Handler"); ok {
				p.Report(lint.Finding{
					Node: e.Key, Severity: new(lint.Warning),
					Message: "a PowerShell script has no Handler: it runs from its first line",
				})
			}
		}
	}
}

func checkPythonHandler(p *lint.Pass, s *lint.Script) {
	if s.Handler == nil {
		if !slices.Contains(misspeltKeys(p)[s.Step.Inputs], "Handler") {
			reportNoHandler(p, s)
		}
		return
	}
	name := s.HandlerName()
	read := s.Python()
	if name == "" || read == nil || read.Error != nil || hasSlip(p, s.Handler) {
		return
	}
	if defines(read, name) {
		if name != s.Handler.Text {
			p.Report(lint.Finding{
				Node: s.Handler, Severity: new(lint.Warning), Suggestion: name,
				Message: fmt.Sprintf("the function of the step's own script is called %q, without a file in front of it", name),
				Fix:     &lint.Fix{Title: "write " + name, Edits: []document.Edit{lint.ReplaceText(s.Handler, name)}},
			})
		}
		return
	}
	// With an attachment the script may get its functions from there.
	if s.Attachment == nil && !read.Star {
		p.Report(noFunctionFinding(s, read, name))
	}
}

// defines tells whether a script has a function, or something else by that name
// which may be one.
func defines(read *lint.Python, name string) bool {
	_, ok := read.Function(name)
	return ok || slices.Contains(read.Names, name)
}

func reportNoHandler(p *lint.Pass, s *lint.Script) {
	f := lint.Finding{
		Node: s.Step.Inputs, Span: s.Runtime.Span(),
		Message: "a Python script needs the input \"Handler\", the function to call",
	}
	if read := s.Python(); read != nil && len(read.Functions) == 1 {
		f.Suggestion = "Handler: " + read.Functions[0].Name
	}
	p.Report(f)
}

func noFunctionFinding(s *lint.Script, read *lint.Python, name string) lint.Finding {
	f := lint.Finding{Node: s.Handler, Message: fmt.Sprintf("the script has no function %q", name)}
	var names []string
	for _, function := range read.Functions {
		names = append(names, function.Name)
	}
	meant, ok := nearest.Of(name, slices.Values(names))
	if !ok && len(names) == 1 {
		meant, ok = names[0], true
	}
	switch {
	case ok:
		f.Message += fmt.Sprintf("; did you mean %q?", meant)
		f.Suggestion = meant
	case len(names) > 0 && len(names) <= mostChoices:
		f.Message += "; it has " + strings.Join(names, ", ")
	}
	if only, ok := nearest.Certain(name, slices.Values(names)); ok || len(names) == 1 {
		if !ok {
			only = names[0]
		}
		f.Fix = &lint.Fix{Title: "write " + only, Edits: []document.Edit{lint.ReplaceText(s.Handler, only)}}
	}
	return f
}
