package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var valueType = lint.Rule{
	Name:     "value-type",
	Summary:  "a value is of another type than its key takes",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A key takes a text, a number, a list or a map, and the service refuses anything
else. In YAML the difference is easily lost: a dash makes a list, a missing one a
map, and yes or 1.0 may or may not be text.

A reference may stand for any type and is not checked here. Spellings that the
service is known to take against its documentation, such as a boolean in quotes,
are not reported.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      - Duration: PT1M
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    inputs:
      Duration: PT1M
`,
	},
	Check: checkValueType,
}

func checkValueType(p *lint.Pass) {
	for _, v := range p.Violations() {
		if v.Kind != schemas.WrongType || v.Tolerated || v.Node.IsLost() {
			continue
		}
		f := lint.Finding{
			Node:    v.Node,
			Message: fmt.Sprintf("%s is %s, not %s", partOf(v), typeWords(v.Expected), given(v.Node)),
		}
		if v.Node.Kind == document.Map || v.Node.Kind == document.List {
			start, _ := v.Node.Offsets()
			f.Span = p.Doc.Source.Span(start, start+1)
		}
		if len(v.Path) == 0 {
			f.Message = fmt.Sprintf("%s is %s, not %s", v.Part, typeWords(v.Expected), given(v.Node))
		}
		start, end := v.Node.Offsets()
		replace := func(text string) {
			f.Suggestion = text
			f.Fix = &lint.Fix{Title: "write " + text, Edits: []document.Edit{{Start: start, End: end, Text: text}}}
		}
		if list := wordAsList(v); list != "" {
			replace(list)
		}
		if meant := spelledBoolean(v.Node); meant != "" && slices.Equal(v.Expected, []string{"boolean"}) {
			// Whether the service reads it as the boolean is not documented.
			f.Severity = new(lint.Warning)
			replace(meant)
		}
		if text := mapOfText(v); text != "" {
			f.Span = v.Node.Span()
			f.Message = fmt.Sprintf("%s is a text, and YAML takes what stands before its colon for a key; quote it", partOf(v))
			replace(text)
		}
		p.Report(f)
	}
}

// mapOfText is a text in quotes that without them was read as a map, such as the
// command echo "a: b"; empty for maps that are meant.
func mapOfText(v lint.Violation) string {
	n := v.Node
	if n.Kind != document.Map || n.Flow || len(n.Entries) != 1 || n.Entries[0].Merged ||
		!slices.Contains(v.Expected, "string") || slices.Contains(v.Expected, "object") {
		return ""
	}
	key, value := n.Entries[0].Key, n.Entries[0].Value
	start, end := n.Offsets()
	raw := string(n.Source().Text()[start:end])
	if key.Style != document.Plain || !strings.ContainsAny(key.Text, " \t\"'$/(") ||
		value.Style != document.Plain || !value.IsScalar() || value.Kind == document.Null || strings.ContainsAny(raw, "\r\n") {
		return ""
	}
	return "'" + strings.ReplaceAll(raw, "'", "''") + "'"
}

// wordAsList is a single word as a list of one, where a list of inputs or attributes
// is wanted; empty for all else, such as a text with commas, of which nobody
// knows into how many it falls.
func wordAsList(v lint.Violation) string {
	n := v.Node
	if !slices.Equal(v.Expected, []string{"array"}) || !n.IsString() || n.Style > document.DoubleQuoted ||
		n.HasReferences() || n.Text == "" || strings.ContainsAny(n.Text, ", \t\n{}[]") || len(v.Path) == 0 {
		return ""
	}
	if last := v.Path[len(v.Path)-1]; last == "outputs" || last == "mainSteps" || last == "Choices" || last == "Steps" {
		return "" // lists of other things than words
	}
	return "[" + n.Raw() + "]"
}

// typeWords names JSON types in words: a string, a list or a map.
func typeWords(types []string) string {
	words := map[string]string{
		"object": "a map", "array": "a list", "string": "a string", "integer": "an integer",
		"number": "a number", "boolean": "a boolean", "null": "null",
	}
	var named []string
	for _, t := range types {
		named = append(named, words[t])
	}
	last := len(named) - 1
	if last < 1 {
		return strings.Join(named, "")
	}
	return strings.Join(named[:last], ", ") + " or " + named[last]
}
