package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var missingAlternative = lint.Rule{
	Name:     "missing-alternative",
	Summary:  "a step gives none of several inputs of which it needs one",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Some actions can be told in several ways what to do, and need one of them:
aws:runCommand has InstanceIds or Targets, aws:createStack TemplateBody or
TemplateURL, aws:sleep Duration or Timestamp.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: updateAgent
    action: aws:runCommand
    inputs:
      DocumentName: AWS-UpdateSSMAgent
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: updateAgent
    action: aws:runCommand
    inputs:
      DocumentName: AWS-UpdateSSMAgent
      Targets:
        - Key: tag:Stage
          Values: [test]
`,
	},
	Check: checkMissingAlternative,
}

func checkMissingAlternative(p *lint.Pass) {
	misspelt := misspeltKeys(p)
	for step, action := range actionsWithInputs(p.Doc) {
		if len(action.OneOf) == 0 || slices.ContainsFunc(action.OneOf, func(name string) bool { return step.Inputs.Get(name) != nil }) {
			continue
		}
		if slices.ContainsFunc(misspelt[step.Inputs], func(name string) bool { return slices.Contains(action.OneOf, name) }) {
			continue
		}
		p.Report(lint.Finding{
			Node: step.Inputs, Span: step.Action.Span(),
			Message: fmt.Sprintf("%s needs %s", action.Name, orWords(action.OneOf)),
		})
	}
}

// misspeltKeys are the keys that are there under a wrong name, or may be, by the map
// that has them: unknown-key reports those.
func misspeltKeys(p *lint.Pass) map[*document.Node][]string {
	meant := map[*document.Node][]string{}
	for _, v := range p.Violations() {
		if v.Kind != schemas.UnknownProperty {
			continue
		}
		if v.Meant != "" {
			meant[v.Node] = append(meant[v.Node], v.Meant)
		}
		meant[v.Node] = append(meant[v.Node], v.Lacks...)
	}
	return meant
}

// quoted puts quotes around words.
func quoted(words []string) []string {
	all := make([]string, len(words))
	for i, word := range words {
		all[i] = strconv.Quote(word)
	}
	return all
}

// orWords joins words: A, B or C.
func orWords(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
