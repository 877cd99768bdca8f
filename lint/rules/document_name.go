package rules

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var documentName = lint.Rule{
	Name:     "document-name",
	Summary:  "a step runs a document that is of the wrong kind, or has no possible name",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `aws:executeAutomation runs runbooks, aws:runCommand runs Command documents. Of many
documents that AWS publishes the kind is known; of others only the spelling of the
name can be checked.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: standBy
    action: aws:runCommand
    inputs:
      DocumentName: AWS-ASGEnterStandby
      InstanceIds: [i-0123456789abcdef0]
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: standBy
    action: aws:executeAutomation
    inputs:
      DocumentName: AWS-ASGEnterStandby
      RuntimeParameters:
        InstanceId: [i-0123456789abcdef0]
`,
	},
	Check: checkDocumentName,
}

// documentReference is what a name or an ARN of a document is made of.
var documentReference = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(schemas.AllLimits().DocumentReferencePattern)
})

func checkDocumentName(p *lint.Pass) {
	for run := range documentRuns(p.Doc) {
		n := run.name
		if !documentReference().MatchString(n.Text) {
			if !reportedByPattern(p, n) {
				p.Reportf(n, "%q cannot be the name of a document", n.Text)
			}
			continue
		}
		other, action, kinds := schemas.KindAutomation, "aws:executeAutomation", "a runbook"
		if run.kind == schemas.KindAutomation {
			other, action, kinds = schemas.KindCommand, "aws:runCommand", "a Command document"
		}
		if _, known := schemas.Published(run.kind, n.Text); known {
			continue
		}
		if _, wrong := schemas.Published(other, n.Text); wrong {
			p.Report(lint.Finding{
				Node: n, Suggestion: "action: " + action,
				Message: fmt.Sprintf("%q is %s, which %s runs, not %s", n.Text, kinds, action, run.step.Action.Text),
			})
			continue
		}
		if meant, ok := slipOfName(run); ok {
			p.Report(lint.Finding{
				Node: n, Severity: new(lint.Warning), Suggestion: meant,
				Message: fmt.Sprintf("no document %q of AWS is known; did you mean %q?", n.Text, meant),
			})
		}
	}
}

// slipOfName is the document of AWS whose name is but one letter away. Digits are
// versions, which differ between documents.
func slipOfName(run documentRun) (string, bool) {
	name := run.name.Text
	if !strings.HasPrefix(strings.ToLower(name), "aws") {
		return "", false
	}
	meant, ok := nearest.Of(name, func(yield func(string) bool) {
		for other := range schemas.PublishedNames(run.kind) {
			if nearest.Slip(name, other) && !yield(other) {
				return
			}
		}
	})
	return meant, ok && digits(name) == digits(meant)
}

// digits are the digits of a text, in their order.
func digits(text string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || '9' < c {
			return -1
		}
		return c
	}, text)
}

// documentRun is a step that runs a document whose name is known.
type documentRun struct {
	step *document.Step
	// name is the DocumentName.
	name *document.Node
	// kind is the kind of documents that the action runs.
	kind schemas.DocumentKind
	// parametersKey is the input that takes parameters of the document.
	parametersKey string
	// parameters are those that the step gives the document; nil for none.
	parameters *document.Entry
}

// documentRuns gives the steps that run documents, ARNs and names that are known
// at run time only left out.
func documentRuns(doc *document.Document) func(yield func(documentRun) bool) {
	return func(yield func(documentRun) bool) {
		for step := range actionsWithInputs(doc) {
			var run documentRun
			switch {
			case step.Is("aws:runCommand"):
				run.kind, run.parametersKey = schemas.KindCommand, "Parameters"
			case step.Is("aws:executeAutomation"):
				run.kind, run.parametersKey = schemas.KindAutomation, "RuntimeParameters"
			default:
				continue
			}
			run.step, run.name = step, step.Inputs.Get("DocumentName")
			if !run.name.IsString() || len(run.name.References()) > 0 || strings.HasPrefix(run.name.Text, "arn:") || strings.ContainsAny(run.name.Text, "{}") {
				continue
			}
			if e, ok := step.Inputs.Entry(run.parametersKey); ok {
				run.parameters = &e
			}
			if !yield(run) {
				return
			}
		}
	}
}
