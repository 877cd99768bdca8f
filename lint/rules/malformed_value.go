package rules

import (
	"fmt"

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
			f := lint.Finding{
				Node:    v.Node,
				Message: fmt.Sprintf("%q cannot be the %s", v.Node.Text, partOf(v)),
			}
			if len(v.Expected) > 0 {
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
