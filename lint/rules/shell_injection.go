package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var shellInjection = lint.Rule{
	Name:     "shell-injection",
	Summary:  "a parameter of any text becomes a part of a shell command",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The value of a parameter takes the place of {{ Name }} in the text of a script before
the shell reads it. Whoever may run the document can then write more than a value:
"; rm -rf /" for example. An allowedPattern or allowedValues keeps that out, and so
does interpolationType: ENV_VAR, with which the shell gets the value in a variable.

Not reported are parameters between single quotes, and those that are a whole line:
they are commands by intention.`,
		Bad: `schemaVersion: '2.2'
parameters:
  Folder:
    type: String
mainSteps:
  - name: list
    action: aws:runShellScript
    inputs:
      runCommand:
        - ls {{ Folder }}
`,
		Good: `schemaVersion: '2.2'
parameters:
  Folder:
    type: String
    allowedPattern: '^[A-Za-z0-9/_-]+$'
mainSteps:
  - name: list
    action: aws:runShellScript
    inputs:
      runCommand:
        - ls {{ Folder }}
`,
	},
	Check: checkShellInjection,
}

func checkShellInjection(p *lint.Pass) {
	reported := map[string]bool{}
	for step, plugin := range plugins(p.Doc) {
		if _, ok := plugin.Input("runCommand"); !ok {
			continue
		}
		e, ok := pluginInput(step, "runCommand")
		if !ok {
			continue
		}
		for _, line := range e.Value.Items {
			for _, r := range line.References() {
				if r.Form == document.ParameterReference && !reported[r.Name] && isInjection(p.Doc, line.Text, r) {
					reported[r.Name] = true
					reportInjection(p, line, r)
				}
			}
		}
	}
}

// isInjection tells whether a reference lets any text into a command.
func isInjection(doc *document.Document, text string, r document.Reference) bool {
	parameter := doc.Parameter(r.Name)
	if parameter == nil || !parameter.Type.IsString() || parameter.Type.Text != "String" ||
		parameter.AllowedPattern != nil || parameter.AllowedValues != nil || parameter.Node.Get("interpolationType") != nil {
		return false
	}
	before := text[strings.LastIndexByte(text[:r.Start], '\n')+1 : r.Start]
	after, _, _ := strings.Cut(text[r.End:], "\n")
	if strings.TrimSpace(before) == "" && strings.TrimSpace(after) == "" {
		return false // the line is the parameter
	}
	return strings.Count(before, "'")%2 == 0 && !strings.HasPrefix(strings.TrimSpace(before), "#")
}

func reportInjection(p *lint.Pass, line *document.Node, r document.Reference) {
	p.Report(lint.Finding{
		Node: line, Span: line.SpanAt(r.Start, r.End),
		Message:    fmt.Sprintf("parameter %q may be any text, and becomes a part of a command", r.Name),
		Suggestion: "give the parameter an allowedPattern, allowedValues or interpolationType: ENV_VAR",
		Related:    []lint.Related{{Span: p.Doc.Parameter(r.Name).Name.Span(), Message: "the parameter is here"}},
	})
}
