package rules

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var unresolvedInQuotes = lint.Rule{
	Name:     "unresolved-in-quotes",
	Summary:  "a parameter stands where the shell does not resolve its variable",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `With interpolationType: ENV_VAR the agent puts the value of a parameter in an
environment variable, and the variable in the place of {{ Name }}. Between single
quotes a shell takes that as it is written, so the command gets the name of the
variable instead of its value. Between double quotes it gets the value.

Not looked at are commands that hand the text to another shell, such as sh -c '...',
and scripts with here-documents or quotes over several lines.`,
		Bad: `schemaVersion: '2.2'
parameters:
  Folder:
    type: String
    interpolationType: ENV_VAR
mainSteps:
  - name: list
    action: aws:runShellScript
    inputs:
      runCommand:
        - ls '{{ Folder }}'
`,
		Good: `schemaVersion: '2.2'
parameters:
  Folder:
    type: String
    interpolationType: ENV_VAR
mainSteps:
  - name: list
    action: aws:runShellScript
    inputs:
      runCommand:
        - ls "{{ Folder }}"
`,
	},
	Check: checkUnresolvedInQuotes,
}

func checkUnresolvedInQuotes(p *lint.Pass) {
	if p.Doc.Kind != document.Command {
		return
	}
	variables := map[string]bool{}
	for _, parameter := range p.Doc.Parameters {
		if n := parameter.Node.Get("interpolationType"); n.IsString() && n.Text == "ENV_VAR" {
			variables[parameter.Name.Text] = true
		}
	}
	if len(variables) == 0 {
		return
	}
	for _, step := range p.Doc.Steps {
		commands, ok := pluginInput(step, "runCommand")
		if !ok || !step.Is("aws:runShellScript") || commands.Value.Kind != document.List || !isPlainShell(commands.Value) {
			continue
		}
		for _, line := range commands.Value.Items {
			for _, r := range line.References() {
				if variables[r.Name] && inSingleQuotes(line.Text, r.Start) && !handsOver().MatchString(line.Text[:r.Start]) {
					reportUnresolved(p, line, r)
				}
			}
		}
	}
}

func reportUnresolved(p *lint.Pass, line *document.Node, r document.Reference) {
	f := lint.Finding{
		Node: line, Span: line.SpanAt(r.Start, r.End),
		Message: fmt.Sprintf("between single quotes the shell does not resolve %q, which is a variable here", r.Text),
		Related: []lint.Related{{Span: p.Doc.Parameter(r.Name).Name.Span(), Message: "the parameter, with its interpolationType"}},
	}
	if strings.HasSuffix(line.Text[:r.Start], "'") && strings.HasPrefix(line.Text[r.End:], "'") {
		right := `"` + r.Text + `"`
		f.Suggestion = right
		f.Fix = &lint.Fix{Title: "write " + right, Edits: []document.Edit{lint.ReplacePart(line, r.Start-1, r.End+1, right)}}
	}
	p.Report(f)
}

// handsOver is the beginning of a command that gives a text to another shell, which
// resolves the variables in it.
var handsOver = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[\s;&|(])(?:eval|trap|ssh|su|sudo|xargs|watch|parallel|envsubst)\s|\s-[a-z]*c\s|\|\s*(?:ba|da|k|z)?sh\b`)
})

// isPlainShell tells whether the lines are for a shell, and each can be read for
// itself: none begins a here-document or ends inside quotes.
func isPlainShell(lines *document.Node) bool {
	for i, line := range lines.Items {
		if !line.IsString() || strings.Contains(line.Text, "<<") || quoteAt(line.Text, len(line.Text)) != 0 {
			return false
		}
		if interpreter, ok := strings.CutPrefix(line.Text, "#!"); ok && i == 0 && !strings.Contains(interpreter, "sh") {
			return false
		}
	}
	return true
}

func inSingleQuotes(text string, at int) bool { return quoteAt(text, at) == '\'' }

// quoteAt is the quote that is open at an offset of shell text, 0 if there is
// none. In a comment there is none.
func quoteAt(text string, at int) byte {
	var open byte
	for i := 0; i < at; i++ {
		switch c := text[i]; {
		case open == '\'':
			if c == '\'' {
				open = 0
			}
		case c == '\\':
			i++
		case open == '"':
			if c == '"' {
				open = 0
			}
		case c == '"' || c == '\'':
			open = c
		case c == '#' && (i == 0 || strings.IndexByte(" \t\n;&|(", text[i-1]) >= 0):
			end := strings.IndexByte(text[i:], '\n')
			if end < 0 || i+end >= at {
				return 0
			}
			i += end
		}
	}
	return open
}
