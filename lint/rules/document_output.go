package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var documentOutput = lint.Rule{
	Name:     "document-output",
	Summary:  "an entry of the document's outputs is not written step.Output",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The outputs of a runbook are a list of names of steps' outputs, written
step.Output: no braces around it, no parameters, no parts of values. They are what
a runbook that runs this one gets as its Output.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getCaller
    action: aws:executeAwsApi
    inputs:
      Service: sts
      Api: GetCallerIdentity
    outputs:
      - Name: Account
        Selector: $.Account
outputs:
  - '{{ getCaller.Account }}'
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: getCaller
    action: aws:executeAwsApi
    inputs:
      Service: sts
      Api: GetCallerIdentity
    outputs:
      - Name: Account
        Selector: $.Account
outputs:
  - getCaller.Account
`,
	},
	Check: checkDocumentOutput,
}

func checkDocumentOutput(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	for _, o := range p.Doc.Outputs {
		if !o.Node.IsString() || o.Step != "" && !o.Braces {
			continue
		}
		f := lint.Finding{Node: o.Node}
		switch name := strings.Trim(o.Node.Text, "{} "); {
		case o.Braces:
			right := o.Step + "." + o.Output
			f.Message = fmt.Sprintf("the document's outputs have no braces; write %q", right)
			f.Suggestion = right
			f.Fix = write(o.Node, right)
		case p.Doc.Parameter(name) != nil:
			f.Message = fmt.Sprintf("%q is a parameter; the document's outputs are outputs of steps", name)
		case p.Doc.Step(name) != nil:
			f.Message = fmt.Sprintf("%q is a step; the document's outputs are written %s.Output", name, name)
			if choices := declaredOutputsOf(p.Doc.Step(name)); len(choices) == 1 {
				f.Suggestion = name + "." + choices[0]
			}
		default:
			f.Message = fmt.Sprintf("%q is not an output of a step, which is written step.Output", o.Node.Text)
		}
		p.Report(f)
	}
}

// declaredOutputsOf are the names of the outputs that a step declares.
func declaredOutputsOf(step *document.Step) []string {
	var names []string
	for _, o := range step.Outputs {
		if o.Name.IsString() {
			names = append(names, o.Name.Text)
		}
	}
	return names
}
