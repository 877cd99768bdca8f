package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var conditionType = lint.Rule{
	Name:     "condition-type",
	Summary:  "an operator compares values of a type that it is not for",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `StringEquals, EqualsIgnoreCase, StartsWith, EndsWith and Contains compare texts, the
Numeric operators integers and BooleanEquals booleans, on both sides. What else they
do is not documented: the texts 'true' and '5' are no boolean and no integer.

The type of the Variable is the one that its parameter, variable or output declares;
an output that declares none is a String.`,
		Bad: `schemaVersion: '0.3'
parameters:
  Force:
    type: Boolean
mainSteps:
  - name: choose
    action: aws:branch
    inputs:
      Choices:
        - Variable: '{{ Force }}'
          StringEquals: 'true'
          NextStep: ask
  - name: ask
    action: aws:pause
    inputs: {}
`,
		Good: `schemaVersion: '0.3'
parameters:
  Force:
    type: Boolean
mainSteps:
  - name: choose
    action: aws:branch
    inputs:
      Choices:
        - Variable: '{{ Force }}'
          BooleanEquals: true
          NextStep: ask
  - name: ask
    action: aws:pause
    inputs: {}
`,
	},
	Check: checkConditionType,
}

// operandWords are what operators compare, in words.
var operandWords = map[schemas.OperandType]string{
	schemas.OperandString: "texts", schemas.OperandInteger: "integers", schemas.OperandBoolean: "booleans",
}

func checkConditionType(p *lint.Pass) {
	for _, c := range p.Conditions() {
		if len(c.Operators) != 1 {
			continue
		}
		operator, _ := lint.OperatorOf(c.Operators[0].Key.Text)
		if operandWords[operator.Operand] == "" {
			continue
		}
		if t, ok := typeOfWhole(p, c.Variable()); ok && t != string(operator.Operand) {
			reportVariableType(p, c, operator, t)
		} else {
			checkOperand(p, c.Operators[0].Value, operator)
			checkAllowed(p, c, operator)
		}
	}
}

// checkAllowed reports a text that a parameter never is, as its allowedValues say.
func checkAllowed(p *lint.Pass, c lint.Condition, operator schemas.Operator) {
	n := c.Operators[0].Value
	if equals, _ := firstOperator(schemas.OperandString); operator.Name != equals.Name || !n.IsString() || n.HasReferences() {
		return
	}
	refs := c.Variable().References()
	if len(refs) != 1 || !refs[0].Whole(c.Variable().Text) || refs[0].Form != document.ParameterReference {
		return
	}
	parameter := p.Doc.Parameter(refs[0].Name)
	if parameter == nil || parameter.AllowedValues == nil || len(parameter.AllowedValues.Items) == 0 {
		return
	}
	var values []string
	for _, v := range append(slices.Clone(parameter.AllowedValues.Items), parameter.Default) {
		if v.IsScalar() {
			values = append(values, v.Text)
		}
	}
	if slices.Contains(values, n.Text) {
		return
	}
	f := lint.Finding{
		Node: n, Severity: new(lint.Warning),
		Message: fmt.Sprintf("%s is never %q, which its allowedValues do not have", c.Variable().Text, n.Text),
		Related: []lint.Related{{Span: parameter.AllowedValues.Span(), Message: "the allowedValues"}},
	}
	if meant, ok := nearest.Of(n.Text, slices.Values(values)); ok {
		f.Message = fmt.Sprintf("%s is never %q; did you mean %q?", c.Variable().Text, n.Text, meant)
		f.Suggestion = meant
		if _, certain := nearest.Certain(n.Text, slices.Values(values)); certain {
			f.Fix = write(n, meant)
		}
	}
	p.Report(f)
}

// typeOfWhole is the type of what a text that is one reference stands for.
func typeOfWhole(p *lint.Pass, n *document.Node) (string, bool) {
	refs := n.References()
	if len(refs) != 1 || !refs[0].Whole(n.Text) {
		return "", false
	}
	return p.TypeOf(refs[0])
}

func reportVariableType(p *lint.Pass, c lint.Condition, operator schemas.Operator, actual string) {
	key, operand := c.Operators[0].Key, c.Operators[0].Value
	f := lint.Finding{
		Node: key,
		Message: fmt.Sprintf("%s compares %s, but %s is %s",
			operator.Name, operandWords[operator.Operand], c.Variable().Text, withArticle(actual)),
	}
	if at := p.TypeNode(c.Variable().References()[0]); at != nil {
		f.Related = []lint.Related{{Span: at.Span(), Message: "the declaration"}}
	}
	// An operand that suits its operator speaks for it: then it is rather the
	// declaration that is wrong.
	better, ok := firstOperator(schemas.OperandType(actual))
	own, _ := firstOperator(operator.Operand)
	edits, suits := retype(operand, better.Operand)
	if ok && suits && own.Name == operator.Name && !isLiteral(operand, operator.Operand) {
		f.Message += fmt.Sprintf("; did you mean %s?", better.Name)
		f.Suggestion = better.Name
		f.Fix = &lint.Fix{Title: "write " + better.Name, Edits: append(edits, lint.ReplaceText(key, better.Name))}
	}
	p.Report(f)
}

// isLiteral tells whether a value that is no text is of a type.
func isLiteral(n *document.Node, operand schemas.OperandType) bool {
	return n.Kind == document.Bool && operand == schemas.OperandBoolean || n.Kind == document.Int && operand == schemas.OperandInteger
}

// firstOperator is the operator that tells whether two values of a type are
// equal, which comes first of those for the type.
func firstOperator(operand schemas.OperandType) (schemas.Operator, bool) {
	for _, o := range schemas.Operators() {
		if o.Operand == operand {
			return o, true
		}
	}
	return schemas.Operator{}, false
}

// retype are the edits that make a literal one of a type, none when it is one
// already. It is false when it cannot become one.
func retype(n *document.Node, to schemas.OperandType) ([]document.Edit, bool) {
	if !n.IsScalar() || n.Kind == document.Null || len(n.References()) > 0 {
		return nil, false
	}
	start, end := n.Offsets()
	switch to {
	case schemas.OperandString:
		if !n.IsString() {
			return []document.Edit{{Start: start, End: end, Text: `"` + n.Text + `"`}}, true
		}
		return nil, true
	case schemas.OperandInteger:
		if n.IsString() && isDecimal(n.Text) {
			return []document.Edit{{Start: start, End: end, Text: n.Text}}, true
		}
		return nil, n.Kind == document.Int
	case schemas.OperandBoolean:
		if lower := strings.ToLower(n.Text); n.IsString() && (lower == "true" || lower == "false") {
			return []document.Edit{{Start: start, End: end, Text: lower}}, true
		}
		return nil, n.Kind == document.Bool
	}
	return nil, false
}

// shown is a scalar as messages have it: strings in quotes, the rest without.
func shown(n *document.Node) string {
	if n.IsString() {
		return strconv.Quote(n.Text)
	}
	return n.Text
}

// isDecimal tells whether a text is an integer as YAML and JSON write it.
func isDecimal(text string) bool {
	i, err := strconv.ParseInt(text, 10, 64)
	return err == nil && strconv.FormatInt(i, 10) == text
}

// checkOperand checks what a variable of the right type is compared to.
func checkOperand(p *lint.Pass, n *document.Node, operator schemas.Operator) {
	words := operandWords[operator.Operand]
	if t, ok := typeOfWhole(p, n); ok {
		if t != string(operator.Operand) {
			p.Reportf(n, "%s compares %s, but %s is %s", operator.Name, words, n.Text, withArticle(t))
		}
		return
	}
	switch {
	case len(n.References()) > 0 || !n.IsScalar() || n.Kind == document.Null:
	case operator.Operand == schemas.OperandString && !n.IsString(), operator.Operand != schemas.OperandString && n.IsString():
		f := lint.Finding{Node: n, Message: fmt.Sprintf("%s compares %s, and %s is none", operator.Name, words, shown(n))}
		if edits, ok := retype(n, operator.Operand); ok {
			f.Suggestion = edits[0].Text
			f.Fix = &lint.Fix{Title: "write " + f.Suggestion, Edits: edits}
		} else if n.IsString() {
			f.Severity = new(lint.Error) // no reading of the text makes it a value of the type
			f.Message = fmt.Sprintf("%s compares %s, and %q is none", operator.Name, words, n.Text)
		}
		p.Report(f)
	}
}
