package rules

import (
	"errors"
	"fmt"
	regexpsyntax "regexp/syntax"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/pattern"
	"github.com/ssmkit/ssmkit/lint"
)

var badPattern = lint.Rule{
	Name:     "bad-pattern",
	Summary:  "an allowedPattern is not a regular expression",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The allowedPattern of a parameter is a regular expression of Java. One that is
broken matches nothing.

For Command and Session documents the agent checks the value once more, with the
engine of Go, which knows neither look-ahead nor repeats over 1000: a pattern that
it cannot read makes the document fail on the node, and is a warning.`,
		Bad: `schemaVersion: '0.3'
parameters:
  Group:
    type: String
    allowedPattern: '^sg-([a-z0-9]+$'
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      Approvers: [arn:aws:iam::123456789012:user/admin]
      Message: 'Change {{ Group }}'
`,
		Good: `schemaVersion: '0.3'
parameters:
  Group:
    type: String
    allowedPattern: '^sg-([a-z0-9]+)$'
mainSteps:
  - name: ask
    action: aws:approve
    inputs:
      Approvers: [arn:aws:iam::123456789012:user/admin]
      Message: 'Change {{ Group }}'
`,
	},
	Check: checkBadPattern,
}

func checkBadPattern(p *lint.Pass) {
	onNode := p.Doc.Kind == document.Command || p.Doc.Kind == document.Session
	for _, parameter := range p.Doc.Parameters {
		n := parameter.AllowedPattern
		if !n.IsString() {
			continue
		}
		switch err, onNodeErr := pattern.Check(n.Text); {
		case err != nil:
			p.Report(lint.Finding{
				Node: n, Span: patternSpan(n, err),
				Message: fmt.Sprintf("the allowedPattern is not a regular expression: %s", patternProblem(err)),
			})
		case onNode && onNodeErr != nil:
			p.Report(lint.Finding{
				Node: n, Span: patternSpan(n, onNodeErr), Severity: new(lint.Warning),
				Message: fmt.Sprintf("the agent cannot read the allowedPattern: %s", patternProblem(onNodeErr)),
			})
		}
	}
}

// patternProblem says what is wrong with a pattern.
func patternProblem(err error) string {
	var e *regexpsyntax.Error
	if errors.As(err, &e) {
		return fmt.Sprintf("%s: %q", e.Code, e.Expr)
	}
	return err.Error()
}

// patternSpan is the wrong part of a pattern.
func patternSpan(n *document.Node, err error) document.Span {
	var e *regexpsyntax.Error
	if errors.As(err, &e) && e.Expr != "" {
		if at := strings.Index(n.Text, e.Expr); at >= 0 && strings.Count(n.Text, e.Expr) == 1 {
			return n.SpanAt(at, at+len(e.Expr))
		}
	}
	return n.Span()
}
