package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var unknownRuntime = lint.Rule{
	Name:     "unknown-runtime",
	Summary:  "the Runtime of a script does not exist",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A Runtime is a language and a version in exactly one spelling: python3.11, but
PowerShell 7.4, with a blank and capital letters.

A version that is only newer than those this program knows is a warning.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: Python 3.11
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
	Check: checkUnknownRuntime,
}

func checkUnknownRuntime(p *lint.Pass) {
	for _, s := range p.Scripts() {
		if s.Runtime.IsString() && len(s.Runtime.References()) == 0 && !isKnownRuntime(p, s.Runtime.Text) {
			p.Report(unknownRuntimeFinding(s.Runtime))
		}
	}
}

func isKnownRuntime(p *lint.Pass, name string) bool {
	return slices.Contains(runtimeNames(), name) || slices.Contains(p.Config.Known.Runtimes, name)
}

func runtimeNames() []string {
	var names []string
	for _, r := range schemas.Runtimes() {
		names = append(names, r.Name)
	}
	return names
}

// runtimeForm is the spelling of runtimes, also of those that are yet to come.
var runtimeForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(python3\.[0-9]+|PowerShell [0-9]+\.[0-9]+)$`)
})

func unknownRuntimeFinding(n *document.Node) lint.Finding {
	if runtimeForm().MatchString(n.Text) {
		return lint.Finding{
			Node: n, Severity: new(lint.Warning),
			Message: fmt.Sprintf("%q is not a known runtime; it is one of %s", n.Text, strings.Join(supportedRuntimes(""), ", ")),
		}
	}
	f := lint.Finding{Node: n, Message: fmt.Sprintf("there is no runtime %q", n.Text)}
	for _, name := range runtimeNames() {
		if nearest.Slip(n.Text, name) {
			f.Message += fmt.Sprintf("; did you mean %q?", name)
			f.Suggestion = name
			// A letter or digit that is wrong may have been meant for another version.
			if squeeze(name) == squeeze(n.Text) {
				f.Fix = &lint.Fix{Title: "write " + name, Edits: []document.Edit{lint.ReplaceText(n, name)}}
			}
			return f
		}
	}
	names := supportedRuntimes("")
	for _, language := range []string{"Python", "PowerShell"} {
		if strings.HasPrefix(strings.ToLower(n.Text), strings.ToLower(language)) {
			names = supportedRuntimes(language)
		}
	}
	f.Message += "; it is one of " + strings.Join(names, ", ")
	return f
}

// squeeze leaves of a runtime's name what tells it from others.
func squeeze(name string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(name))
}

// supportedRuntimes are the runtimes of a language that AWS supports, or those
// of all languages.
func supportedRuntimes(language string) []string {
	var names []string
	for _, r := range schemas.Runtimes() {
		if r.EndOfLife.IsZero() && (language == "" || r.Language == language) {
			names = append(names, r.Name)
		}
	}
	return names
}
