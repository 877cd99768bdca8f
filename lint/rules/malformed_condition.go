package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var malformedCondition = lint.Rule{
	Name:     "malformed-condition",
	Summary:  "a condition lacks its Variable or its operator, or has more than one",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A condition, in the Choices of aws:branch or in the LoopCondition of aws:loop, is a
Variable and exactly one operator with what it is compared to; or it is And or Or with
a list of conditions, or Not with one. The Variable is a reference: a plain text is the
same in each run.`,
		Bad: `schemaVersion: '0.3'
parameters:
  Name:
    type: String
mainSteps:
  - name: choose
    action: aws:branch
    inputs:
      Choices:
        - Variable: '{{ Name }}'
          StartsWith: a
          EndsWith: z
          NextStep: ask
  - name: ask
    action: aws:pause
    inputs: {}
`,
		Good: `schemaVersion: '0.3'
parameters:
  Name:
    type: String
mainSteps:
  - name: choose
    action: aws:branch
    inputs:
      Choices:
        - And:
            - Variable: '{{ Name }}'
              StartsWith: a
            - Variable: '{{ Name }}'
              EndsWith: z
          NextStep: ask
  - name: ask
    action: aws:pause
    inputs: {}
`,
	},
	Check: checkMalformedCondition,
}

func checkMalformedCondition(p *lint.Pass) {
	for _, c := range p.Conditions() {
		// An unknown key is probably what is missing, misspelt.
		switch {
		case len(c.Operators) > 1:
			reportOperators(p, c)
		case len(c.Operators) == 0 && len(c.Others) == 0:
			reportNoOperator(p, c)
		case len(c.Operators) == 1:
			checkVariable(p, c)
		}
	}
}

func reportOperators(p *lint.Pass, c lint.Condition) {
	var names []string
	for _, e := range c.Operators {
		names = append(names, e.Key.Text)
	}
	last := len(names) - 1
	p.Report(lint.Finding{
		Node: c.Operators[1].Key,
		Message: fmt.Sprintf("a condition has one operator, and this one has %s and %s; And and Or combine conditions",
			strings.Join(names[:last], ", "), names[last]),
	})
}

func reportNoOperator(p *lint.Pass, c lint.Condition) {
	f := lint.Finding{Node: c.Node, Message: "the condition has no operator, such as StringEquals"}
	if v := c.Variable(); v != nil {
		f.Span = v.Span()
	} else {
		start, _ := c.Node.Offsets()
		f.Span = p.Doc.Source.Span(start, start+1)
	}
	p.Report(f)
}

func checkVariable(p *lint.Pass, c lint.Condition) {
	operator, _ := lint.OperatorOf(c.Operators[0].Key.Text)
	variable, _ := c.Node.Entry("Variable")
	switch combines := operator.Operand == schemas.OperandCondition || operator.Operand == schemas.OperandConditions; {
	case combines && variable.Value != nil:
		p.Report(lint.Finding{
			Node: variable.Key, Severity: new(lint.Warning),
			Message: fmt.Sprintf("beside %s a Variable has no effect: the conditions in it have their own", operator.Name),
		})
	case combines:
	case variable.Value == nil && len(c.Others) == 0:
		p.Report(lint.Finding{
			Node:    c.Operators[0].Key,
			Message: fmt.Sprintf("there is no Variable for %s to compare", operator.Name),
		})
	// Braces that went wrong are another rule's finding.
	case variable.Value.IsString() && !strings.ContainsAny(variable.Value.Text, "{}"):
		reportConstant(p, variable.Value)
	}
}

func reportConstant(p *lint.Pass, n *document.Node) {
	name := strings.TrimSpace(n.Text)
	if declared(p.Doc, name) {
		if strings.Contains(name, ".") {
			return // bare-reference reports it wherever it stands
		}
		meant := "{{ " + name + " }}"
		start, end := n.Offsets()
		p.Report(lint.Finding{
			Node: n, Suggestion: meant,
			Message: fmt.Sprintf("%q is a text and no reference; did you mean %q?", n.Text, meant),
			Fix:     &lint.Fix{Title: "write " + meant, Edits: []document.Edit{{Start: start, End: end, Text: `"` + meant + `"`}}},
		})
		return
	}
	p.Report(lint.Finding{
		Node: n, Severity: new(lint.Warning),
		Message: fmt.Sprintf("the Variable %q is not a reference, so the condition is the same in each run", n.Text),
	})
}
