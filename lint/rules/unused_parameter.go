package rules

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var unusedParameter = lint.Rule{
	Name:     "unused-parameter",
	Summary:  "nothing in the document refers to a parameter",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Whoever runs the document is asked for a value that nothing uses. Often the
reference is missing or misspelt elsewhere.

A parameter that only asks for consent, with the one allowed value that gives it,
is not reported.`,
		Bad: `schemaVersion: '0.3'
parameters:
  Minutes:
    type: Integer
mainSteps:
  - name: wait
    action: aws:sleep
    inputs:
      Duration: PT5M
`,
		Good: `schemaVersion: '0.3'
parameters:
  Minutes:
    type: Integer
mainSteps:
  - name: wait
    action: aws:sleep
    inputs:
      Duration: 'PT{{ Minutes }}M'
`,
	},
	Check: checkUnusedParameter,
}

func checkUnusedParameter(p *lint.Pass) {
	if len(p.Doc.Parameters) == 0 || len(p.Doc.Steps) == 0 && p.Doc.Kind != document.Session {
		return // a template whose steps come from elsewhere
	}
	if hidesUses(p) {
		return
	}
	used := usedNames(p)
	var unused []*document.Parameter
	for _, parameter := range p.Doc.Parameters {
		if !used[parameter.Name.Text] && !asksConsent(parameter) {
			unused = append(unused, parameter)
		}
	}
	if len(unused) == 0 {
		return
	}
	addMisspelt(p.Doc, used)
	for _, parameter := range unused {
		if name := parameter.Name.Text; !used[name] {
			p.Report(lint.Finding{Node: parameter.Name, Message: fmt.Sprintf("nothing refers to the parameter %q", name)})
		}
	}
}

// usedNames are the names that references and what was meant as one have, those
// of variables with their prefix.
func usedNames(p *lint.Pass) map[string]bool {
	used := map[string]bool{}
	for _, r := range p.References() {
		switch r.Form {
		case document.ParameterReference:
			used[r.Name] = true
		case document.StepOutputReference:
			if p.Doc.Step(r.Name) == nil {
				used[r.Name] = true
				used[meantReference(p.Doc, r.Name+"."+r.Output)] = true
			}
		case document.VariableReference:
			used["variable:"+r.Name] = true
		case document.UnknownReference:
			name, _ := leadingName(r.Name)
			used[firstWord(name)] = true
			used[meantReference(p.Doc, r.Name)] = true
		}
	}
	for _, s := range p.Slips() {
		used[s.Name] = true
	}
	if n := p.Doc.AssumeRole; n.IsString() {
		used[n.Text] = true
	}
	for _, text := range p.Texts() {
		if !text.IsKey && text.Place == lint.InInputs && bare(p.Doc, text) {
			used[text.Node.Text] = true
		}
	}
	return used
}

// mostNames is how many parameters or variables are compared with names that are
// not declared. A document with more is none that anybody wrote.
const mostNames = 200

// addMisspelt adds the parameters that undeclared names are meant to be.
func addMisspelt(doc *document.Document, used map[string]bool) {
	if len(doc.Parameters) > mostNames {
		return
	}
	var names []string
	declared := map[string]bool{}
	for _, p := range doc.Parameters {
		names = append(names, p.Name.Text)
		declared[p.Name.Text] = true
	}
	for _, name := range slices.Sorted(maps.Keys(used)) {
		bare := strings.TrimPrefix(name, "variable:")
		if declared[bare] {
			used[bare] = used[bare] || doc.Variable(bare) == nil
			continue
		}
		if meant, ok := nearest.Of(bare, slices.Values(names)); ok {
			used[meant] = true
		}
	}
}

// asksConsent tells whether giving a value is all that a parameter is for: it can
// have but one, or its name says so.
func asksConsent(p *document.Parameter) bool {
	return p.AllowedValues != nil && len(p.AllowedValues.Items) == 1 || consent().MatchString(p.Name.Text)
}

var consent = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(acknowledge|acknowledgement|acknowledgment|confirm|confirmation|consent)`)
})
