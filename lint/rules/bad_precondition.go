package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var badPrecondition = lint.Rule{
	Name:     "bad-precondition",
	Summary:  "the precondition of a Command step cannot hold",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A precondition compares two texts: platformType with Linux, MacOS or Windows, or
texts with references to parameters in them. The agent fails the step when there is
nothing to compare, when both texts are the same, and in documents before schema
version 2.2.`,
		Bad: `schemaVersion: '2.2'
mainSteps:
  - name: list
    action: aws:runShellScript
    precondition:
      StringEquals: [platform, Linux]
    inputs:
      runCommand: [ls]
`,
		Good: `schemaVersion: '2.2'
mainSteps:
  - name: list
    action: aws:runShellScript
    precondition:
      StringEquals: [platformType, Linux]
    inputs:
      runCommand: [ls]
`,
	},
	Check: checkBadPrecondition,
}

func checkBadPrecondition(p *lint.Pass) {
	for _, step := range commandSteps(p.Doc) {
		if step.Precondition == nil {
			continue
		}
		if v := commandVersion(p.Doc); v != nil && v.Text < "2.2" && isCommandVersion(v.Text) {
			e, _ := step.Node.Entry("precondition")
			p.Report(lint.Finding{
				Node: e.Key, Message: "a precondition needs a document of schema version 2.2",
				Related: []lint.Related{{Span: v.Span(), Message: "the schema version is here"}},
			})
			continue
		}
		if a, b, ok := comparison(step); ok {
			checkComparison(p, a, b)
		}
	}
}

// isCommandVersion tells whether Command documents have a schema version; another
// one is reported already.
func isCommandVersion(version string) bool {
	_, ok := schemas.EnvelopeOf(schemas.KindCommand, version)
	return ok
}

// platformType is what stands for the platform in a precondition.
const platformType = "platformType"

// comparison are the two texts that the precondition of a step compares, with
// platformType first. It is not ok when there are no two.
func comparison(step *document.Step) (a, b *document.Node, ok bool) {
	list := step.Precondition.Get("StringEquals")
	if list == nil || len(list.Items) != 2 || !list.Items[0].IsString() || !list.Items[1].IsString() {
		return nil, nil, false
	}
	a, b = list.Items[0], list.Items[1]
	if b.Text == platformType {
		a, b = b, a
	}
	return a, b, true
}

func checkComparison(p *lint.Pass, a, b *document.Node) {
	for _, n := range []*document.Node{a, b} {
		for _, r := range n.References() {
			if r.Form == document.ParameterStoreReference || r.Form == document.SecureParameterStoreReference {
				p.Report(lint.Finding{
					Node: n, Span: n.SpanAt(r.Start, r.End),
					Message: fmt.Sprintf("a precondition cannot have %s: the Parameter Store is not looked up here", r.Text),
				})
				return
			}
		}
	}
	switch {
	case a.Text == b.Text:
		p.Reportf(b, "the precondition compares %q with itself", b.Text)
	case a.Text == platformType:
		checkPlatform(p, b)
	case len(a.References()) == 0 && len(b.References()) == 0:
		p.Report(fixedComparison(a, b))
	}
}

func checkPlatform(p *lint.Pass, n *document.Node) {
	names := platforms()
	switch {
	case len(n.References()) > 0:
		p.Reportf(n, "the platform cannot be a reference; it is one of %s", strings.Join(names, ", "))
	case !isPlatform(n.Text):
		// The agent takes it, and the step is skipped on each platform.
		f := lint.Finding{
			Node: n, Severity: new(lint.Warning),
			Message: fmt.Sprintf("there is no platform %q, so the step is always skipped", n.Text),
		}
		if meant, ok := nearest.Of(n.Text, slices.Values(names)); ok {
			f.Message += fmt.Sprintf("; did you mean %q?", meant)
			f.Suggestion = meant
			if _, certain := nearest.Certain(n.Text, slices.Values(names)); certain {
				f.Fix = write(n, meant)
			}
		} else {
			f.Message += "; it is one of " + strings.Join(names, ", ")
		}
		p.Report(f)
	}
}

// fixedComparison is about two texts that never change.
func fixedComparison(a, b *document.Node) lint.Finding {
	if isPlatform(a.Text) && !isPlatform(b.Text) {
		a, b = b, a
	}
	f := lint.Finding{Node: a, Message: fmt.Sprintf("the precondition compares neither %s nor a parameter", platformType)}
	if isPlatform(b.Text) {
		f.Message = fmt.Sprintf("there is no %q to compare with %s; did you mean %q?", a.Text, b.Text, platformType)
		f.Suggestion = platformType
		f.Fix = write(a, platformType)
	}
	return f
}

// platforms are those that some plugin works on.
func platforms() []string {
	var names []string
	for _, plugin := range schemas.Plugins() {
		if spec, ok := schemas.Plugin(plugin); ok {
			for _, name := range spec.Platforms {
				if !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
	}
	slices.Sort(names)
	return names
}

// isPlatform tells whether a text names a platform, in any letter case, as the
// agent compares.
func isPlatform(text string) bool {
	return slices.ContainsFunc(platforms(), func(name string) bool { return strings.EqualFold(name, text) })
}
