package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var malformedValue = lint.Rule{
	Name:     "malformed-value",
	Summary:  "a name or a value is not spelt as it must be",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The names of parameters and variables are letters and digits, those of steps may
have underscores as well; onFailure is Abort, Continue or step: and a name; a
checksum has 64 hexadecimal digits.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: ask-somebody
    action: aws:pause
    inputs: {}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: askSomebody
    action: aws:pause
    inputs: {}
`,
	},
	Check: checkMalformedValue,
}

func checkMalformedValue(p *lint.Pass) {
	for _, v := range p.Violations() {
		if v.Tolerated {
			continue
		}
		switch v.Kind {
		case schemas.Pattern:
			if words := jumpWords(v); words != nil {
				reportJumpWord(p, v, words)
				continue
			}
			f := lint.Finding{
				Node:    v.Node,
				Message: fmt.Sprintf("%q cannot be the %s", v.Node.Text, partOf(v)),
			}
			if right := "variable:" + v.Node.Text; v.Part == "aws:updateVariable" && p.Doc.Variable(v.Node.Text) != nil {
				f.Message += fmt.Sprintf("; did you mean %q?", right)
				f.Suggestion = right
				f.Fix = write(v.Node, right)
			} else if len(v.Expected) > 0 {
				f.Suggestion = "it must match " + v.Expected[0]
			}
			p.Report(f)
		case schemas.BadPropertyName:
			f := lint.Finding{
				Node:    v.Entry.Key,
				Message: fmt.Sprintf("%q cannot be a name in the %s", v.Property, partOf(v)),
			}
			if f.Node == nil {
				f.Node = v.Node
			}
			if len(v.Expected) > 0 {
				f.Suggestion = "it must match " + v.Expected[0]
			}
			p.Report(f)
		}
	}
}

// jumpWords are the words that a step's onFailure or onCancel may be besides a
// jump; nil when the violation is about something else.
func jumpWords(v lint.Violation) []string {
	if v.Part != "a step" || len(v.Path) != 1 {
		return nil
	}
	switch v.Path[0] {
	case "onFailure":
		return schemas.StepJumps().OnFailure
	case "onCancel":
		return schemas.StepJumps().OnCancel
	}
	return nil
}

// reportJumpWord reports an onFailure or onCancel that is neither one of the
// words nor a jump.
func reportJumpWord(p *lint.Pass, v lint.Violation, words []string) {
	prefix := schemas.StepJumps().JumpPrefix
	f := lint.Finding{Node: v.Node, Message: fmt.Sprintf("%q cannot be the %s", v.Node.Text, partOf(v))}
	meant := guessName(v.Node.Text, words)
	if meant.text == "" {
		name := v.Node.Text
		if len(name) > len(prefix) && strings.EqualFold(name[:len(prefix)], prefix) {
			name = strings.TrimSpace(name[len(prefix):])
		}
		if p.Doc.Step(name) != nil {
			meant = guess{prefix + name, true}
		}
	}
	if meant.text != "" {
		f.Message += fmt.Sprintf("; did you mean %q?", meant.text)
		f.Suggestion = meant.text
	} else {
		f.Message += fmt.Sprintf("; it is %s or %s and the name of a step", strings.Join(words, ", "), prefix)
	}
	if meant.certain && meant.text != "" {
		f.Fix = write(v.Node, meant.text)
	}
	p.Report(f)
}
