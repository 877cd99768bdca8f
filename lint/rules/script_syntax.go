package rules

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var scriptSyntax = lint.Rule{
	Name:     "script-syntax",
	Summary:  "a Python script cannot be read",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The script of a step is read as Python when the step runs, and the step fails when
it is none: after a bracket that is not closed, an indentation that fits nothing, a
return outside of a function.

Scripts are read with the python3 of this machine and are not run. Without it they
are not checked, and ssmlint says so.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: main
      Script: |
        def main(events, context):
            done = True
          return {"Done": done}
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
            done = True
            return {"Done": done}
`,
	},
	ReadsScripts: true,
	Check:        checkScriptSyntax,
}

func checkScriptSyntax(p *lint.Pass) {
	for _, s := range p.Scripts() {
		if read := s.Python(); read != nil && read.Error != nil {
			p.Report(scriptSyntaxFinding(s.Text, read.Error))
		}
	}
}

// lineInMessage is how Python speaks of another line, counted from the script's
// first.
var lineInMessage = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(` on line ([0-9]+)`)
})

func scriptSyntaxFinding(n *document.Node, e *lint.PythonError) lint.Finding {
	f := lint.Finding{Node: n, Span: scriptErrorSpan(n, e)}
	message := e.Message
	if m := lineInMessage().FindStringSubmatchIndex(message); m != nil {
		line, err := strconv.Atoi(message[m[2]:m[3]])
		if start, end, ok := lineOf(n.Text, line); err == nil && ok {
			message = message[:m[0]] + message[m[1]:]
			f.Related = []lint.Related{{Span: n.SpanAt(start, end), Message: "this is the other line"}}
		}
	}
	f.Message = "the script is not Python: " + message
	return f
}

// scriptErrorSpan is where a script's error shows. What Python finds at the end
// of a line, such as a wrong indentation, is about the whole line.
func scriptErrorSpan(n *document.Node, e *lint.PythonError) document.Span {
	if e.Start < len(n.Text) && n.Text[e.Start] != '\n' && n.Text[e.Start] != '\r' {
		return n.SpanAt(e.Start, max(e.End, e.Start+1))
	}
	line := strings.Count(n.Text[:e.Start], "\n") + 1
	start, end, ok := lineOf(n.Text, line)
	if !ok || start >= end {
		return n.SpanAt(e.Start, e.Start)
	}
	return n.SpanAt(start, end)
}

// lineOf is the stretch of a line of a text, counted from 1, without the blanks
// around it.
func lineOf(text string, number int) (start, end int, ok bool) {
	for line := range strings.Lines(text) {
		end = start + len(line)
		if number--; number == 0 {
			return start + len(line) - len(strings.TrimLeft(line, " \t")), start + len(strings.TrimRight(line, " \t\r\n")), true
		}
		start = end
	}
	return 0, 0, false
}
