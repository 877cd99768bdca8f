package rules

import (
	"errors"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/lint"
)

var selectorSyntax = lint.Rule{
	Name:     "selector-syntax",
	Summary:  "a Selector or PropertySelector cannot be read",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A selector is JSONPath: $.Reservations[0].Instances[0].State.Name. A key with
blanks or dots in it is written ['my.key'].`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
    outputs:
      - Name: State
        Selector: $.Reservations[0.Instances[0].State.Name
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
    outputs:
      - Name: State
        Selector: $.Reservations[0].Instances[0].State.Name
`,
	},
	Check: checkSelectorSyntax,
}

func checkSelectorSyntax(p *lint.Pass) {
	called := map[*document.Step]bool{}
	for _, call := range p.Calls() {
		called[call.Step] = true
		for _, s := range call.Selectors {
			reportSelector(p, s.Node, s.Err)
		}
	}
	if !isAutomation(p.Doc) {
		return
	}
	for step := range p.Doc.AllSteps() {
		if called[step] {
			continue
		}
		for _, o := range step.Outputs {
			if !o.Selector.IsString() || len(o.Selector.References()) > 0 {
				continue
			}
			var failure *selector.SyntaxError
			if _, err := selector.Compile(o.Selector.Text); errors.As(err, &failure) {
				reportSelector(p, o.Selector, failure)
			}
		}
	}
}

func reportSelector(p *lint.Pass, n *document.Node, err *selector.SyntaxError) {
	// What only we cannot evaluate may well be right.
	if err == nil || err.Unsupported {
		return
	}
	at := min(err.Offset, len(n.Text))
	f := lint.Finding{
		Node: n, Span: n.SpanAt(at, len(n.Text)),
		Message: "the selector cannot be read: " + err.Message,
	}
	if rest, ok := strings.CutPrefix(n.Text, "$"); ok && at == 1 {
		if meant := "$." + rest; readable(meant) {
			f.Suggestion, f.Fix = meant, write(n, meant)
		}
	}
	p.Report(f)
}

func readable(text string) bool {
	_, err := selector.Compile(text)
	return err == nil
}
