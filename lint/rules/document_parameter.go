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

var documentParameter = lint.Rule{
	Name:     "document-parameter",
	Summary:  "a step gives a document of AWS parameters that it does not have, or not those it needs",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A document is not started with a parameter that it does not declare, nor without one
that has no default. The parameters of many documents that AWS publishes are known:
AWS-RunShellScript, for example, has commands, workingDirectory and
executionTimeout. Letter case counts.

A parameter that is not near to a known one is a warning: AWS may have added it.
Where a step asks for a version of its own, nothing is checked.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: list
    action: aws:runCommand
    inputs:
      DocumentName: AWS-RunShellScript
      InstanceIds: [i-0123456789abcdef0]
      Parameters:
        command: [ls]
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: list
    action: aws:runCommand
    inputs:
      DocumentName: AWS-RunShellScript
      InstanceIds: [i-0123456789abcdef0]
      Parameters:
        commands: [ls]
`,
	},
	Check: checkDocumentParameter,
}

func checkDocumentParameter(p *lint.Pass) {
	for run := range documentRuns(p.Doc) {
		if run.step.Inputs.Get("DocumentVersion") != nil || run.parameters != nil && run.parameters.Value.Kind != document.Map {
			continue
		}
		if known, ok := schemas.Published(run.kind, run.name.Text); ok {
			checkGiven(p, run, known)
		}
	}
}

// checkGiven holds the parameters that a step gives against those of the document.
func checkGiven(p *lint.Pass, run documentRun, known *schemas.PublishedDocument) {
	given := map[string]bool{}
	var unknown []*document.Node
	if run.parameters != nil {
		for _, e := range run.parameters.Value.Entries {
			_, ok := known.Parameter(e.Key.Text)
			given[e.Key.Text] = true
			if !ok && len(e.Key.References()) == 0 {
				unknown = append(unknown, e.Key)
			}
		}
	}
	for _, e := range run.step.Inputs.Entries {
		if !isInputOf(run.step.Action.Text, e.Key.Text) {
			given[e.Key.Text] = true // unknown-key says where it belongs
		}
	}
	if n := run.step.Inputs.Get("TargetParameterName"); n.IsString() {
		given[n.Text] = true
	}
	var free []string
	for _, parameter := range known.Parameters {
		if !given[parameter.Name] {
			free = append(free, parameter.Name)
		}
	}
	for _, key := range unknown {
		reportUnknownParameter(p, run, key, known, free, given)
	}
	misspelt := run.parameters == nil && slices.Contains(misspeltKeys(p)[run.step.Inputs], run.parametersKey)
	if run.step.Inputs.Get("TargetMaps") != nil || misspelt {
		return
	}
	var missing []string
	for _, parameter := range known.Parameters {
		if parameter.Required && !given[parameter.Name] {
			missing = append(missing, fmt.Sprintf("%q", parameter.Name))
		}
	}
	if len(missing) > 0 {
		p.Report(lint.Finding{
			Node: run.step.Inputs, Span: run.name.Span(),
			Message: fmt.Sprintf("%s needs the parameter %s", known.Name, strings.Join(missing, ", ")),
		})
	}
}

// reportUnknownParameter reports a parameter that a document does not have. What
// it is meant to be counts as given.
func reportUnknownParameter(p *lint.Pass, run documentRun, key *document.Node, known *schemas.PublishedDocument, free []string, given map[string]bool) {
	f := lint.Finding{Node: key, Message: fmt.Sprintf("%s has no parameter %q", run.name.Text, key.Text)}
	meant, ok := nearest.Of(key.Text, slices.Values(free))
	switch {
	case ok:
		given[meant] = true
		f.Message += fmt.Sprintf("; did you mean %q?", meant)
		f.Suggestion = meant
		if _, certain := nearest.Certain(key.Text, slices.Values(free)); certain {
			f.Fix = write(key, meant)
		}
	default:
		f.Severity = new(lint.Warning)
		if n := len(known.Parameters); 0 < n && n <= mostChoices {
			var names []string
			for _, parameter := range known.Parameters {
				names = append(names, parameter.Name)
			}
			f.Message += "; it has " + strings.Join(names, ", ")
		}
		f.Suggestion = "known are its parameters as of " + schemas.PublishedAsOf(run.kind)
	}
	p.Report(f)
}
