package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var unknownKey = lint.Rule{
	Name:     "unknown-key",
	Summary:  "a part of the document has a key that it does not know",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The service refuses keys that it does not know, in the document itself, in its
parameters and steps, and in the inputs of actions and plugins. Letter case counts:
a step has a name, an output has a Name.

A few actions take most parameters of an API beside their own inputs, and AWS does
not say which: an input that is neither is a warning there.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    onfailure: Abort
    inputs:
      Duration: PT1M
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: waitAMinute
    action: aws:sleep
    onFailure: Abort
    inputs:
      Duration: PT1M
`,
	},
	Check: checkUnknownKey,
}

func checkUnknownKey(p *lint.Pass) {
	swapped, right := swappedPart(p.Doc)
	for _, v := range p.Violations() {
		if v.Kind != schemas.UnknownProperty || v.Tolerated || right != "" && v.Node == swapped.Value {
			continue
		}
		f := lint.Finding{Node: v.Entry.Key, Message: fmt.Sprintf("%s has no %s %q", partOf(v), keyWord(v), v.Property)}
		if len(v.Lacks) > 0 {
			f.Message += ", and needs " + orWords(quoted(v.Lacks))
		}
		if f.Node == nil {
			f.Node = v.Node
		}
		if v.Uncertain {
			f.Severity = new(lint.Warning)
		}
		switch place := rightPlace(p.Doc, v); {
		case v.Meant != "":
			f.Message += fmt.Sprintf("; did you mean %q?", v.Meant)
			f.Suggestion = v.Meant
			if v.Certain {
				f.Fix = write(f.Node, v.Meant)
			}
		case place != "":
			f.Message += "; " + place
		case len(v.Lacks) > 0, len(v.Keys) == 0:
		case len(v.Keys) <= mostChoices:
			f.Message += "; it takes " + strings.Join(v.Keys, ", ")
		}
		p.Report(f)
	}
}

// partOf names the place of a violation: checksums of a file, aws:sleep.
func partOf(v lint.Violation) string {
	if len(v.Path) == 0 {
		return v.Part
	}
	return fmt.Sprintf("%s of %s", placeOf(v.Path), v.Part)
}

// placeOf writes a path as the document's paths are written.
func placeOf(path []string) string {
	var b strings.Builder
	for i, name := range path {
		switch {
		case name != "" && strings.Trim(name, "0123456789") == "":
			b.WriteString("[" + name + "]")
		case i > 0:
			b.WriteString("." + name)
		default:
			b.WriteString(name)
		}
	}
	return b.String()
}

// keyWord is what the keys of a part are called.
func keyWord(v lint.Violation) string {
	if strings.HasPrefix(v.Part, "aws:") && len(v.Path) == 0 {
		return "input"
	}
	return "key"
}
