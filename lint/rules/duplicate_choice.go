package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var duplicateChoice = lint.Rule{
	Name:     "duplicate-choice",
	Summary:  "a choice has the condition of an earlier one",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `aws:branch tries its Choices from top to bottom and takes the first that is true. A
choice with the same condition as one above it is never taken.`,
		Bad: `schemaVersion: '0.3'
parameters:
  Name:
    type: String
mainSteps:
  - name: choose
    action: aws:branch
    isEnd: true
    inputs:
      Choices:
        - {Variable: '{{ Name }}', StringEquals: a, NextStep: ask}
        - {Variable: '{{ Name }}', StringEquals: a, NextStep: wait}
  - name: ask
    action: aws:pause
    inputs: {}
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT1M}
`,
		Good: `schemaVersion: '0.3'
parameters:
  Name:
    type: String
mainSteps:
  - name: choose
    action: aws:branch
    isEnd: true
    inputs:
      Choices:
        - {Variable: '{{ Name }}', StringEquals: a, NextStep: ask}
        - {Variable: '{{ Name }}', StringEquals: b, NextStep: wait}
  - name: ask
    action: aws:pause
    inputs: {}
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT1M}
`,
	},
	Check: checkDuplicateChoice,
}

func checkDuplicateChoice(p *lint.Pass) {
	var step *document.Step
	var earlier map[string]*document.Node
	for _, c := range p.Conditions() {
		if !c.Choice || len(c.Operators) != 1 || len(c.Others) > 0 {
			continue
		}
		if c.Step != step {
			step, earlier = c.Step, map[string]*document.Node{}
		}
		var b strings.Builder
		writeCondition(&b, c.Node)
		first := earlier[b.String()]
		if first == nil {
			earlier[b.String()] = c.Node
			continue
		}
		f := lint.Finding{Node: c.Operators[0].Key, Message: "this choice is never taken: one above it has the same condition"}
		start, _ := first.Offsets()
		f.Related = []lint.Related{{Span: p.Doc.Source.Span(start, start+1), Message: "the one above"}}
		p.Report(f)
	}
}

// writeCondition writes a condition so that two that mean the same are the same
// text: keys sorted, references without their blanks, the NextStep left out.
func writeCondition(b *strings.Builder, n *document.Node) {
	switch n.Kind {
	case document.Map:
		entries := slices.Clone(n.Entries)
		slices.SortStableFunc(entries, func(x, y document.Entry) int { return strings.Compare(x.Key.Text, y.Key.Text) })
		b.WriteByte('{')
		for _, e := range entries {
			if e.Key.Text == "NextStep" {
				continue
			}
			b.WriteString(strconv.Quote(e.Key.Text))
			writeCondition(b, e.Value)
		}
		b.WriteByte('}')
	case document.List:
		b.WriteByte('[')
		for _, item := range n.Items {
			writeCondition(b, item)
			b.WriteByte(',')
		}
		b.WriteByte(']')
	default:
		text := n.Text
		if refs := n.References(); len(refs) == 1 && refs[0].Whole(text) {
			text = "{{" + strings.TrimSpace(strings.Trim(refs[0].Text, "{}")) + "}}"
		}
		b.WriteString(n.Kind.String() + strconv.Quote(text))
	}
}
