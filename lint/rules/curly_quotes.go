package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var curlyQuotes = lint.Rule{
	Name:     "curly-quotes",
	Summary:  "a value stands in curly quotes, which become a part of it",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Word processors and chats turn straight quotes into curly ones. To YAML those are
letters like any other: the value begins and ends with them, and what it holds is
not quoted at all. Only inputs and defaults are looked at; a description may well
be a quotation.`,
		Bad: `schemaVersion: '0.3'
parameters:
  InstanceId:
    type: AWS::EC2::Instance::Id
mainSteps:
  - name: startIt
    action: aws:changeInstanceState
    inputs:
      InstanceIds:
        - “{{ InstanceId }}”
      DesiredState: running
`,
		Good: `schemaVersion: '0.3'
parameters:
  InstanceId:
    type: AWS::EC2::Instance::Id
mainSteps:
  - name: startIt
    action: aws:changeInstanceState
    inputs:
      InstanceIds:
        - "{{ InstanceId }}"
      DesiredState: running
`,
	},
	Check: checkCurlyQuotes,
}

// curly are the quotes that word processors put around text, in any language.
const curly = "“”„‟‘’‚‛"

func checkCurlyQuotes(p *lint.Pass) {
	for _, text := range p.Texts() {
		n := text.Node
		if text.IsKey || n.Style != document.Plain || text.Place == lint.Elsewhere || text.Place == lint.InScript {
			continue
		}
		inner, ok := curlyQuoted(n.Text)
		if !ok {
			continue
		}
		f := lint.Finding{
			Node:    n,
			Message: fmt.Sprintf("the curly quotes are a part of %q; YAML is quoted with straight ones", n.Text),
		}
		if !strings.ContainsAny(inner, "\"\\\n") {
			start, end := n.Offsets()
			f.Suggestion = `"` + inner + `"`
			f.Fix = &lint.Fix{Title: "use straight quotes", Edits: []document.Edit{{Start: start, End: end, Text: f.Suggestion}}}
		}
		p.Report(f)
	}
}

// curlyQuoted is the text between one pair of curly quotes that is the whole text.
func curlyQuoted(text string) (string, bool) {
	first, size := utf8.DecodeRuneInString(text)
	last, end := utf8.DecodeLastRuneInString(text)
	if len(text) < size+end || !strings.ContainsRune(curly, first) || !strings.ContainsRune(curly, last) {
		return "", false
	}
	inner := text[size : len(text)-end]
	return inner, inner != "" && !strings.ContainsAny(inner, curly)
}
