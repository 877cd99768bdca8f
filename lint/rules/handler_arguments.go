package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/lint"
)

var handlerArguments = lint.Rule{
	Name:     "handler-arguments",
	Summary:  "the handler of a script cannot be called with two arguments",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Automation calls the handler with two arguments: the InputPayload, by habit called
events, and the context. The names are free, the number is not.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: main
      Script: |
        def main(events):
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
	Check:        checkHandlerArguments,
}

func checkHandlerArguments(p *lint.Pass) {
	for _, s := range p.Scripts() {
		read := s.Python()
		if read == nil {
			continue
		}
		f, ok := read.Function(s.HandlerName())
		if !ok || f.Decorated || takesTwo(f) {
			continue
		}
		start := f.Offset
		if at := strings.Index(s.Text.Text[start:], f.Name); at > 0 {
			start += at
		}
		message := fmt.Sprintf("handler %q takes %s, and is called with two: events and context", f.Name, arguments(f))
		if f.Keywords > 0 {
			message = fmt.Sprintf("handler %q needs arguments by name, and is called with two without names", f.Name)
		}
		p.Report(lint.Finding{Node: s.Text, Span: s.Text.SpanAt(start, start+len(f.Name)), Message: message})
	}
}

func takesTwo(f lint.PythonFunction) bool {
	return f.Least <= 2 && (f.Most < 0 || f.Most >= 2) && f.Keywords == 0
}

func arguments(f lint.PythonFunction) string {
	switch n := f.Most; {
	case f.Least > 2:
		return fmt.Sprintf("at least %d arguments", f.Least)
	case n == 0:
		return "no arguments"
	default:
		return fmt.Sprintf("%d argument", n)
	}
}
