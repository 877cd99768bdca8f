package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var missingKey = lint.Rule{
	Name:     "missing-key",
	Summary:  "a part of the document lacks a key that it must have",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A document has a schemaVersion, a step a name, an action and inputs (even when the
action takes none: write {}), an output a Name and a Selector, and most actions have
inputs that must be there.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: askSomebody
    action: aws:pause
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: askSomebody
    action: aws:pause
    inputs: {}
`,
	},
	Check: checkMissingKey,
}

func checkMissingKey(p *lint.Pass) {
	var stray map[*document.Node][]string
	lacking := map[*document.Node]int{} // the finding about a map, from 1
	var all []lackedKeys
	for _, v := range p.Violations() {
		if v.Kind != schemas.MissingProperty || v.Tolerated {
			continue
		}
		if stray == nil {
			stray = strayInputs(p)
		}
		if slices.Contains(stray[v.Node], v.Property) {
			continue // unknown-key says that it does not belong there
		}
		if key := misspeltInput(p, v); key != nil {
			p.Report(lint.Finding{
				Node:       key,
				Message:    fmt.Sprintf("%s has no %s %q; did you mean %q?", partOf(v), keyWord(v), key.Text, v.Property),
				Suggestion: v.Property,
				Fix:        write(key, v.Property),
			})
			continue
		}
		if i := lacking[v.Node]; i > 0 {
			all[i-1].keys = append(all[i-1].keys, v.Property)
			continue
		}
		all = append(all, lackedKeys{v, []string{v.Property}})
		lacking[v.Node] = len(all)
	}
	for _, lacked := range all {
		lacked.report(p)
	}
}

// lackedKeys are all keys that one map lacks.
type lackedKeys struct {
	first lint.Violation
	keys  []string
}

func (l lackedKeys) report(p *lint.Pass) {
	v := l.first
	f := lint.Finding{Node: v.Node, Message: fmt.Sprintf("%s needs the %s %q", partOf(v), keyWord(v), v.Property)}
	if last := len(l.keys) - 1; last > 0 {
		keys := quoted(l.keys)
		f.Message = fmt.Sprintf("%s needs the %ss %s and %s", partOf(v), keyWord(v), strings.Join(keys[:last], ", "), keys[last])
	}
	if v.Anchor != nil && len(v.Path) == 0 {
		f.Span = v.Anchor.Span()
	} else {
		start, _ := v.Node.Offsets()
		f.Span = p.Doc.Source.Span(start, start+1)
	}
	p.Report(f)
}

// strayInputs are the keys that steps do not know, by the inputs that they stand
// beside.
func strayInputs(p *lint.Pass) map[*document.Node][]string {
	unknown := map[*document.Node][]string{}
	for _, v := range p.Violations() {
		if v.Kind == schemas.UnknownProperty {
			unknown[v.Node] = append(unknown[v.Node], v.Property)
		}
	}
	stray := map[*document.Node][]string{}
	for step := range p.Doc.AllSteps() {
		if keys := unknown[step.Node]; keys != nil && step.Inputs != nil {
			stray[step.Inputs] = keys
		}
	}
	return stray
}
