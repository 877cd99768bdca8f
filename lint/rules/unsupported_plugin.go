package rules

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var unsupportedPlugin = lint.Rule{
	Name:     "unsupported-plugin",
	Summary:  "a plugin does not work in this document",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Some plugins came with a later schema version of Command documents, and a document of
an older one cannot use them. Others no longer work with current agents, which is a
warning.`,
		Bad: `schemaVersion: '1.2'
runtimeConfig:
  aws:configureDocker:
    properties:
      action: Install
`,
		Good: `schemaVersion: '2.0'
mainSteps:
  - name: docker
    action: aws:configureDocker
    inputs:
      action: Install
`,
	},
	Check: checkUnsupportedPlugin,
}

func checkUnsupportedPlugin(p *lint.Pass) {
	version := commandVersion(p.Doc)
	seen := map[*document.Node]bool{}
	for step, plugin := range plugins(p.Doc) {
		if seen[step.Action] {
			continue
		}
		seen[step.Action] = true
		switch {
		case version != nil && version.Text < plugin.Since:
			p.Report(lint.Finding{
				Node: step.Action,
				Message: fmt.Sprintf("%s needs a document of schema version %s or later, and this is %s",
					plugin.Name, plugin.Since, version.Text),
				Related: []lint.Related{{Span: version.Span(), Message: "the schema version is here"}},
			})
		case plugin.Deprecated:
			p.Report(lint.Finding{
				Node: step.Action, Severity: new(lint.Warning),
				Message: plugin.Name + " no longer works with current agents",
			})
		}
	}
}

// commandVersion is the schemaVersion of a Command document; nil when it is none
// that can be compared, or cannot be that of a document with such steps.
func commandVersion(doc *document.Document) *document.Node {
	v := doc.SchemaVersion
	if !v.IsScalar() || !versionForm().MatchString(v.Text) ||
		strings.HasPrefix(v.Text, "1.") && doc.Root.Get("mainSteps") != nil {
		return nil // unknown-value reports it
	}
	return v
}

// versionForm are the versions of Command documents as text that can be compared.
// Those of other kinds are mistakes of another rule.
var versionForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[1-9]\.[0-9](\.[0-9])?$`)
})
