package rules

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var bareSteps = lint.Rule{
	Name:     "bare-steps",
	Summary:  "the file is a list of steps without a document around it",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A runbook is a map: schemaVersion says '0.3', mainSteps holds the steps, and
parameters declares what the steps refer to. Steps alone, copied from a page or out
of another runbook, cannot be uploaded. The fix puts the document around them,
declares the parameters by the use that is made of them, and passes the steps'
outputs out.`,
		Bad: `- name: getInstance
  action: aws:executeAwsApi
  inputs:
    Service: ec2
    Api: DescribeInstances
    InstanceIds: ['{{ InstanceId }}']
  outputs:
    - Name: State
      Selector: $.Reservations[0].Instances[0].State.Name
`,
		Good: `schemaVersion: '0.3'
parameters:
  InstanceId:
    type: AWS::EC2::Instance::Id
mainSteps:
- name: getInstance
  action: aws:executeAwsApi
  inputs:
    Service: ec2
    Api: DescribeInstances
    InstanceIds: ['{{ InstanceId }}']
  outputs:
    - Name: State
      Selector: $.Reservations[0].Instances[0].State.Name
outputs:
  - getInstance.State
`,
	},
	Check: checkBareSteps,
}

func checkBareSteps(p *lint.Pass) {
	if p.Doc.Kind != document.Steps {
		return
	}
	missing := []string{"schemaVersion", "mainSteps"}
	names := undeclaredParameters(p)
	if len(names) > 0 {
		missing = append(missing, "the declaration of "+strings.Join(names, ", "))
	}
	what := "a list of steps"
	if p.Doc.Root.Kind == document.Map {
		what = "a single step"
	}
	last := len(missing) - 1
	start, _ := p.Doc.Root.Offsets()
	p.Report(lint.Finding{
		Node: p.Doc.Root, Span: p.Doc.Source.Span(start, start+1),
		Message: fmt.Sprintf("this is %s and no document: %s and %s are missing",
			what, strings.Join(missing[:last], ", "), missing[last]),
		Fix: wrapFix(p, names),
	})
}

// undeclaredParameters are the names that the steps take for parameters.
func undeclaredParameters(p *lint.Pass) []string {
	var names []string
	seen := map[string]bool{}
	for _, r := range p.References() {
		if r.Form == document.ParameterReference && r.Place == lint.InInputs && !seen[r.Name] {
			seen[r.Name] = true
			names = append(names, r.Name)
		}
	}
	return names
}

// wrapFix puts the document around the steps. It comes after all other fixes:
// they may change the steps and their outputs.
func wrapFix(p *lint.Pass, names []string) *lint.Fix {
	fix := &lint.Fix{Title: "make it a runbook", Last: true}
	if p.Doc.Root.Flow {
		fix.Edits = wrapJSON(p, names)
	} else {
		fix.Edits = wrapYAML(p, names)
	}
	if fix.Edits == nil {
		return nil
	}
	return fix
}

func wrapYAML(p *lint.Pass, names []string) []document.Edit {
	src := p.Doc.Source
	start, _ := p.Doc.Root.Offsets()
	line := src.Pos(start).Line
	begin := src.Offset(line, 1)
	if strings.TrimSpace(string(src.Text()[begin:start])) != "" {
		return nil // the steps begin behind something else on their line
	}
	if somethingBehind(p.Doc.Root) {
		return nil
	}
	newline := newline(src)
	var head strings.Builder
	head.WriteString("schemaVersion: '0.3'" + newline)
	if len(names) > 0 {
		head.WriteString("parameters:" + newline)
		for _, name := range names {
			head.WriteString("  " + name + ":" + newline + "    type: " + parameterTypeFor(p, name) + newline)
		}
	}
	head.WriteString("mainSteps:" + newline)
	edits := []document.Edit{{Start: begin, End: begin, Text: head.String()}}
	if p.Doc.Root.Kind == document.Map {
		edits = append(edits, indentAsItem(src, line)...)
	}
	var tail strings.Builder
	for i, output := range declaredOutputs(p.Doc) {
		if i == 0 {
			tail.WriteString("outputs:" + newline)
		}
		tail.WriteString("  - " + output + newline)
	}
	end := len(src.Text())
	if text := tail.String(); text != "" {
		if end > 0 && src.Text()[end-1] != '\n' {
			text = newline + text
		}
		edits = append(edits, document.Edit{Start: end, End: end, Text: text})
	}
	return edits
}

// somethingBehind tells whether more than comments follows the last line of the
// document: another document of the same file.
func somethingBehind(root *document.Node) bool {
	src := root.Source()
	for n := root.Span().End.Line + 1; n <= src.Lines(); n++ {
		if line := strings.TrimSpace(src.Line(n)); line != "" && line[0] != '#' {
			return true
		}
	}
	return false
}

// indentAsItem makes the lines from one on the only element of a list.
func indentAsItem(src *document.Source, from int) []document.Edit {
	var edits []document.Edit
	mark := "  - "
	for n := from; n <= src.Lines(); n++ {
		if strings.TrimSpace(src.Line(n)) == "" {
			continue
		}
		at := src.Offset(n, 1)
		edits = append(edits, document.Edit{Start: at, End: at, Text: mark})
		mark = "    "
	}
	return edits
}

func wrapJSON(p *lint.Pass, names []string) []document.Edit {
	start, end := p.Doc.Root.Offsets()
	head := `{"schemaVersion": "0.3", `
	if len(names) > 0 {
		var declared []string
		for _, name := range names {
			declared = append(declared, fmt.Sprintf(`%q: {"type": %q}`, name, parameterTypeFor(p, name)))
		}
		head += `"parameters": {` + strings.Join(declared, ", ") + `}, `
	}
	head += `"mainSteps": `
	tail := ""
	if outputs := declaredOutputs(p.Doc); len(outputs) > 0 {
		list, err := json.Marshal(outputs)
		if err != nil {
			return nil // cannot happen: the outputs are strings
		}
		tail = `, "outputs": ` + string(list)
	}
	if p.Doc.Root.Kind == document.Map {
		head, tail = head+"[", "]"+tail
	}
	return []document.Edit{{Start: start, End: start, Text: head}, {Start: end, End: end, Text: tail + "}"}}
}

// declaredOutputs are the outputs that the steps declare, as the document's
// outputs name them.
func declaredOutputs(doc *document.Document) []string {
	var names []string
	for _, step := range doc.Steps {
		for _, o := range step.Outputs {
			if step.Name.IsString() && o.Name.IsString() {
				names = append(names, step.Name.Text+"."+o.Name.Text)
			}
		}
	}
	return names
}
