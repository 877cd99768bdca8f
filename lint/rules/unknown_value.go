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

var unknownValue = lint.Rule{
	Name:     "unknown-value",
	Summary:  "a value is none of those that its key takes",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Some keys take one of a few words: the type of a parameter, the DesiredState of an
instance, the schemaVersion. Letter case counts.`,
		Bad: `schemaVersion: '0.3'
parameters:
  HowLong:
    type: string
mainSteps:
  - name: waitABit
    action: aws:sleep
    inputs:
      Duration: '{{ HowLong }}'
`,
		Good: `schemaVersion: '0.3'
parameters:
  HowLong:
    type: String
mainSteps:
  - name: waitABit
    action: aws:sleep
    inputs:
      Duration: '{{ HowLong }}'
`,
	},
	Check: checkUnknownValue,
}

func checkUnknownValue(p *lint.Pass) {
	for _, v := range p.Violations() {
		if v.Kind != schemas.NotInEnum || v.Tolerated || isOutputType(v) || isRunbookType(p.Doc, v) {
			continue
		}
		f := lint.Finding{
			Node:    v.Node,
			Message: fmt.Sprintf("%s has no value %q", partOf(v), v.Node.Text),
		}
		meant, ok := nearest.Of(v.Node.Text, slices.Values(v.Expected))
		if isResourceType(v) && (!ok || !nearest.Slip(v.Node.Text, meant)) {
			// AWS has more resources than these types, and may add a type for one.
			f.Severity = new(lint.Warning)
			f.Message = fmt.Sprintf("AWS documents no type of parameters %q; String always serves", v.Node.Text)
			p.Report(f)
			continue
		}
		if old := spelledBoolean(v.Node); old != "" && slices.Contains(v.Expected, old) {
			p.Report(oldBooleanFinding(v, f.Message, old))
			continue
		}
		if !ok {
			meant = otherWords[strings.ToLower(v.Node.Text)]
			ok = slices.Contains(v.Expected, meant)
		}
		switch {
		case ok:
			f.Message += fmt.Sprintf("; did you mean %q?", meant)
			f.Suggestion = meant
			if _, certain := nearest.Certain(v.Node.Text, slices.Values(v.Expected)); certain || len(v.Expected) == 1 {
				f.Fix = write(v.Node, meant)
			}
		case len(v.Expected) == 1:
			f.Message += fmt.Sprintf("; it is %q", v.Expected[0])
			f.Suggestion = v.Expected[0]
		case len(v.Expected) <= mostChoices:
			f.Message += "; it is one of " + strings.Join(v.Expected, ", ")
		}
		p.Report(f)
	}
}

// oldBooleanFinding is about a boolean as YAML 1.1 writes it. Whether the service
// reads it as one is not documented.
func oldBooleanFinding(v lint.Violation, message, meant string) lint.Finding {
	start, end := v.Node.Offsets()
	return lint.Finding{
		Node: v.Node, Severity: new(lint.Warning), Suggestion: meant,
		Message: fmt.Sprintf("%s; did you mean %s?", message, meant),
		Fix:     &lint.Fix{Title: "write " + meant, Edits: []document.Edit{{Start: start, End: end, Text: meant}}},
	}
}

// isResourceType tells whether the violation is about a type such as
// AWS::EC2::Instance::Id. Near names of that kind mean something else.
func isResourceType(v lint.Violation) bool {
	return v.Part == "a parameter" && slices.Equal(v.Path, []string{"type"}) && strings.Contains(v.Node.Text, "AWS::")
}

// isRunbookType tells whether the rule runbook-type reports the violation.
func isRunbookType(doc *document.Document, v lint.Violation) bool {
	return doc.Kind == document.Command && isResourceType(v) && valueTypeOf(v.Node.Text) != ""
}

// isOutputType tells whether the rule output-type reports the violation.
func isOutputType(v lint.Violation) bool {
	return v.Part == "an output of a step" && slices.Equal(v.Path, []string{"Type"})
}
