package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var malformedReference = lint.Rule{
	Name:     "malformed-reference",
	Summary:  "a reference is not written as references are, so it stays in the text",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A reference is two braces, one name and two braces: {{ Name }}, {{ step.Output }},
{{ variable:Name }}. Whatever else stands between braces is left in the text as it
is. There are no parts of values ({{ step.Output[0] }}: declare an output with a
Selector instead), no filters, no defaults, and no references inside references.

Only what names something that the document has is reported. Inside a longer text
a single brace is a warning, because it may be meant. Scripts are not looked at:
their braces are more often their own.`,
		Bad: `schemaVersion: '0.3'
parameters:
  InstanceId:
    type: AWS::EC2::Instance::Id
mainSteps:
  - name: startIt
    action: aws:changeInstanceState
    inputs:
      InstanceIds: ['{{ InstanceId }']
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
      InstanceIds: ['{{ InstanceId }}']
      DesiredState: running
`,
	},
	Check: checkMalformedReference,
}

func checkMalformedReference(p *lint.Pass) {
	if p.Doc.Kind == document.Foreign {
		return
	}
	for _, s := range p.Slips() {
		if s.Kind == lint.Dollar && foreignTagged(s.Node) {
			continue // !Sub "${Name}" is all of CloudFormation, and the tag is said already
		}
		if declared(p.Doc, s.Name) && (isAutomation(p.Doc) || s.Kind != lint.OneBrace && s.Kind != lint.Dollar && s.Kind != lint.DollarBefore) {
			p.Report(slipFinding(s))
		}
	}
	if !isAutomation(p.Doc) {
		return // to the agent, {{ a.b }} is nothing
	}
	for _, r := range p.References() {
		if r.Form == document.UnknownReference && r.Place != lint.Elsewhere && r.Place != lint.InScript {
			reportUnknownForm(p, r)
		}
	}
}

func slipFinding(s lint.Slip) lint.Finding {
	right := "{{ " + s.Name + " }}"
	written := s.Node.Text[s.Start:s.End]
	f := lint.Finding{
		Node: s.Node, Span: s.Node.SpanAt(s.Start, s.End), Suggestion: right,
		Message: fmt.Sprintf("%q is not a reference; a reference has two braces on each side: %q", written, right),
	}
	if s.Kind == lint.Nested {
		f.Message = fmt.Sprintf("a reference cannot stand inside another one, as in %q", written)
		f.Suggestion = ""
		if strings.Trim(written, "{ }") != s.Name {
			return f
		}
		f.Suggestion = right
	}
	if s.Kind == lint.DollarBefore {
		f.Message = fmt.Sprintf("the $ of %q stays before the value; a reference is written %q", written, right)
	}
	switch {
	case s.Kind == lint.OneBrace, s.Kind == lint.Dollar, s.Kind == lint.DollarBefore, !s.Whole() && s.Kind != lint.Nested:
		f.Severity = new(lint.Warning)
	}
	if s.Node.Style != document.Plain && (s.Kind != lint.OneBrace || s.Whole()) {
		f.Fix = &lint.Fix{Title: "write " + right, Edits: []document.Edit{lint.ReplacePart(s.Node, s.Start, s.End, right)}}
	}
	return f
}

// reportUnknownForm reports {{ text }} that is no reference but begins with the
// name of something that the document has.
func reportUnknownForm(p *lint.Pass, r lint.Reference) {
	f := lint.Finding{Node: r.Node, Span: r.Span()}
	if meant := meantReference(p.Doc, r.Name); meant != "" {
		right := "{{ " + meant + " }}"
		f.Message = fmt.Sprintf("%q is not a reference; did you mean %q?", r.Text, right)
		f.Suggestion = right
		f.Fix = &lint.Fix{Title: "write " + right, Edits: []document.Edit{lint.ReplacePart(r.Node, r.Start, r.End, right)}}
		p.Report(f)
		return
	}
	name, rest := leadingName(r.Name)
	switch {
	case rest == "":
		return
	case strings.HasPrefix(rest, "|") && declared(p.Doc, name):
		f.Message = fmt.Sprintf("%q is not a reference; references have neither filters nor defaults", r.Text)
	case !strings.ContainsAny(rest[:1], ".[") || strings.ContainsAny(rest, " \t\n"):
		return // whatever it is, it does not look like a reference
	case p.Doc.Parameter(firstWord(name)) != nil:
		f.Message = fmt.Sprintf("%q is not a reference; a part of a parameter's value cannot be referred to", r.Text)
	case declared(p.Doc, name):
		f.Message = fmt.Sprintf("%q is not a reference; a part of an output cannot be referred to", r.Text)
		f.Suggestion = "declare an output of the step with a Selector for that part"
	default:
		return
	}
	if !r.Whole(r.Node.Text) {
		f.Severity = new(lint.Warning)
	}
	p.Report(f)
}

// leadingName cuts the name in front off: Name or step.Output.
func leadingName(text string) (name, rest string) {
	end := nameEnd(text, 0)
	if end < len(text) && text[end] == '.' {
		if output := nameEnd(text, end+1); output > end+1 {
			end = output
		}
	}
	return text[:end], strings.TrimLeft(text[end:], " ")
}

// firstWord is what stands before the first dot.
func firstWord(name string) string {
	word, _, _ := strings.Cut(name, ".")
	return word
}

// nameEnd is the offset behind the letters, digits and underscores at start.
func nameEnd(text string, start int) int {
	for i := start; i < len(text); i++ {
		if c := text[i]; c != '_' && (c < '0' || '9' < c) && (c < 'A' || 'Z' < c) && (c < 'a' || 'z' < c) {
			return i
		}
	}
	return len(text)
}

// meantReference is the reference that another spelling of it was meant to be:
// that of another tool, or with blanks where none may be. It is empty when there
// is nothing of such a name.
func meantReference(doc *document.Document, text string) string {
	if name := pseudoParameters[text]; isAutomation(doc) && name != "" {
		return name
	}
	if i := strings.IndexAny(text, ":."); i > 0 {
		prefix, rest := strings.ToLower(strings.TrimSpace(text[:i])), strings.TrimSpace(text[i+1:])
		if other, ok := otherPrefixes[prefix]; ok {
			prefix = other
		}
		if name := prefix + rest; prefix == "" && declared(doc, name) {
			return name
		}
		if name := prefix + ":" + rest; name != text && declared(doc, name) {
			return name
		}
	}
	if joined := strings.Join(strings.Fields(text), ""); joined != text && declared(doc, joined) {
		return joined
	}
	words := strings.Split(text, ".")
	if len(words) > 4 {
		return ""
	}
	var rest []string
	for i, word := range words {
		switch lower := strings.ToLower(word); {
		case i == 0 && (lower == "steps" || lower == "mainsteps"),
			i > 0 && i < len(words)-1 && (lower == "outputs" || lower == "output"):
		default:
			rest = append(rest, word)
		}
	}
	if name := strings.Join(rest, "."); name != text && declared(doc, name) {
		return name
	}
	return ""
}

// pseudoParameters are the parameters that every CloudFormation template has, with
// what a runbook calls the same.
var pseudoParameters = map[string]string{
	"AWS::AccountId": "global:ACCOUNT_ID",
	"AWS::Partition": "global:AWS_PARTITION",
	"AWS::Region":    "global:REGION",
}

// otherPrefixes are what people write before names, in small letters, with what
// belongs there: nothing before the name of a parameter.
var otherPrefixes = map[string]string{
	"variables": "variable", "var": "variable", "vars": "variable",
	"parameter": "", "parameters": "", "param": "", "params": "", "inputs": "",
}
