package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var undeclaredReference = lint.Rule{
	Name:     "undeclared-reference",
	Summary:  "a reference names something that the document does not have",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `{{ Name }} is a parameter, {{ step.Output }} an output of a step, {{ variable:Name }}
a variable; {{ global:REGION }} and a few others are there by themselves. Names are
compared letter by letter. The service refuses a document that refers to a
parameter it does not declare; a reference to an output that does not exist stays
in the text as it is, braces included, and whatever gets that text then fails.

One finding tells about all uses of a name.`,
		Bad: `schemaVersion: '0.3'
parameters:
  InstanceId:
    type: String
mainSteps:
  - name: getInstance
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
      InstanceIds: ['{{ InstanceID }}']
    outputs:
      - Name: State
        Selector: $.Reservations[0].Instances[0].State.Name
outputs:
  - getInstance.Status
`,
		Good: `schemaVersion: '0.3'
parameters:
  InstanceId:
    type: String
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
	Check: checkUndeclaredReference,
}

func checkUndeclaredReference(p *lint.Pass) {
	if p.Doc.Kind == document.Foreign {
		return
	}
	u := &undeclared{pass: p, uses: map[string]*undeclaredName{}}
	u.jumpedTo, _ = missingTargets(p)
	for _, r := range p.References() {
		if u.honoured(r) {
			u.reference(r)
		}
	}
	for _, o := range p.Doc.Outputs {
		u.documentOutput(o)
	}
	for _, name := range u.order {
		p.Report(u.uses[name].finding())
	}
}

// undeclared collects what is referred to and not declared, each once.
type undeclared struct {
	pass  *lint.Pass
	uses  map[string]*undeclaredName
	order []string
	// jumpedTo are steps that jumps name, too: missing-step reports those.
	jumpedTo map[string][]document.Jump
	// unseen is made when something seems to be missing.
	unseen *hidden
}

func (u *undeclared) hidden() *hidden {
	if u.unseen == nil {
		u.unseen = hiddenDeclarations(u.pass)
	}
	return u.unseen
}

// undeclaredName is something that the document does not have, with all places
// that refer to it.
type undeclaredName struct {
	node    *document.Node
	message string
	meant   guess
	places  []namePlace
}

// guess is what should stand in place of a name; empty when unknown.
type guess struct {
	text    string
	certain bool // it can be nothing else
}

// guessName finds the name of a document's own that was meant by another. Of
// Name and Names, one is no slip for the other: authors name one thing and several
// of it so.
func guessName(name string, names []string) guess {
	if len(names) > mostNames {
		return guess{}
	}
	text, _ := nearest.Of(name, slices.Values(names))
	_, certain := nearest.Certain(name, slices.Values(names))
	return guess{text, certain && name+"s" != text && text+"s" != name}
}

// namePlace is a place of the wrong name: the bytes [start, end) of a string.
type namePlace struct {
	node       *document.Node
	start, end int
}

// honoured tells whether the service takes {{ x }} at this place for a
// reference. In Automation a script's braces are more often the script's own;
// a Command document is searched through and through.
func (u *undeclared) honoured(r lint.Reference) bool {
	switch u.pass.Doc.Kind {
	case document.Automation, document.ChangeTemplate, document.Steps:
		return r.Place != lint.InScript && r.Place != lint.Elsewhere
	case document.Command:
		return true
	case document.Session:
		return r.Place == lint.InInputs
	}
	return false
}

func (u *undeclared) reference(r lint.Reference) {
	name := namePlace{r.Node, r.NameStart, r.NameEnd()}
	if r.Form != document.ParameterReference && !isAutomation(u.pass.Doc) {
		return // misplaced-reference reports what is for runbooks
	}
	switch r.Form {
	case document.ParameterReference:
		u.parameter(r, name)
	case document.StepOutputReference:
		u.output(r.Name, r.Output, name, namePlace{r.Node, r.OutputStart, r.OutputEnd()})
	case document.VariableReference:
		u.variable(r, name)
	case document.GlobalReference:
		u.systemVariable("global:", r.Name, name)
	case document.AutomationReference:
		u.systemVariable("automation:", r.Name, name)
	}
}

func (u *undeclared) add(key string, at namePlace, meant guess, message string) {
	use := u.uses[key]
	if use == nil {
		use = &undeclaredName{node: at.node, message: message, meant: meant}
		u.uses[key] = use
		u.order = append(u.order, key)
	}
	use.places = append(use.places, at)
}

func (u *undeclared) parameter(r lint.Reference, at namePlace) {
	doc := u.pass.Doc
	if doc.Parameter(r.Name) != nil || maintenanceWindow[r.Name] || u.hidden().parameters {
		return
	}
	message := fmt.Sprintf("parameter %q is not declared", r.Name)
	var names []string
	for _, p := range doc.Parameters {
		if isAutomation(doc) && p.Name.Text != r.Name && withoutMarks(p.Name.Text) == r.Name {
			return // the declaration has a mark that no name can have, which is reported there
		}
		names = append(names, p.Name.Text)
	}
	meant := guessName(r.Name, names)
	output := ""
	if meant.text == "" {
		output = onlyOutput(doc, r.Name)
	}
	switch {
	case doc.Variable(r.Name) != nil: // the same name, not only one near to it
		meant = guess{"variable:" + r.Name, !meant.certain}
		message += fmt.Sprintf("; the variable of that name is {{ %s }}", meant.text)
	case meant.text != "":
		message += fmt.Sprintf("; did you mean %q?", meant.text)
	case output != "":
		meant = guess{text: output}
		message += fmt.Sprintf("; did you mean {{ %s }}?", output)
	case isSystemVariable("global:" + r.Name):
		meant = guess{"global:" + r.Name, true}
		message += fmt.Sprintf("; did you mean {{ %s }}?", meant.text)
	case doc.Step(r.Name) != nil:
		message += fmt.Sprintf("; %q is a step, of which an output is {{ %s.Output }}", r.Name, r.Name)
	}
	u.add("parameter "+r.Name, at, meant, message)
}

// withoutMarks is a name without the marks between words that names of parameters
// cannot have.
func withoutMarks(name string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune("-. ", c) {
			return -1
		}
		return c
	}, name)
}

// onlyOutput is the reference to the only output of that name that steps declare,
// or that an aws:loop has for its body; empty when there is none, or several.
func onlyOutput(doc *document.Document, name string) string {
	if !isAutomation(doc) || len(doc.Steps) > mostNames {
		return ""
	}
	loop, _ := schemas.Action("aws:loop")
	isLoops := slices.ContainsFunc(loop.Outputs, func(o schemas.Output) bool { return o.Name == name })
	found := ""
	for step := range doc.AllSteps() {
		if !step.Name.IsString() || step.Output(name) == nil && !(isLoops && step.Is("aws:loop")) {
			continue
		}
		if found != "" {
			return ""
		}
		found = step.Name.Text + "." + name
	}
	return found
}

// maintenanceWindow are the words that a maintenance window replaces in what it
// passes to a document.
var maintenanceWindow = map[string]bool{"RESOURCE_ID": true, "TARGET_ID": true, "WINDOW_ID": true, "WINDOW_TASK_ID": true, "WINDOW_EXECUTION_ID": true}

func (u *undeclared) variable(r lint.Reference, at namePlace) {
	doc := u.pass.Doc
	if doc.Variable(r.Name) != nil || u.hidden().variables {
		return
	}
	message := fmt.Sprintf("variable %q is not declared", r.Name)
	var names []string
	for _, v := range doc.Variables {
		names = append(names, v.Name.Text)
	}
	meant := guessName(r.Name, names)
	switch {
	case meant.text != "":
		message += fmt.Sprintf("; did you mean %q?", meant.text)
	case doc.Parameter(r.Name) != nil:
		message += fmt.Sprintf("; the parameter of that name is {{ %s }}", r.Name)
	}
	u.add("variable "+r.Name, at, meant, message)
}

func (u *undeclared) systemVariable(prefix, name string, at namePlace) {
	if isSystemVariable(prefix + name) {
		return
	}
	var names []string
	for _, v := range schemas.SystemVariables() {
		if rest, ok := strings.CutPrefix(v.Name, prefix); ok {
			names = append(names, rest)
		}
	}
	meant := guessName(name, names)
	message := fmt.Sprintf("there is no %s%s", prefix, name)
	if meant.text != "" {
		message += fmt.Sprintf("; did you mean %q?", meant.text)
	} else {
		message += "; there is " + strings.Join(names, ", ")
	}
	u.add(prefix+name, at, meant, message)
}

func isSystemVariable(name string) bool {
	return slices.ContainsFunc(schemas.SystemVariables(), func(v schemas.SystemVariable) bool { return v.Name == name })
}

// documentOutput checks an entry of the document's outputs.
func (u *undeclared) documentOutput(o *document.DocumentOutput) {
	if o.Step == "" || o.Braces || !isAutomation(u.pass.Doc) {
		return
	}
	dot := len(o.Step)
	u.output(o.Step, o.Output, namePlace{o.Node, 0, dot}, namePlace{o.Node, dot + 1, len(o.Node.Text)})
}

// output checks that a step has an output.
func (u *undeclared) output(step, output string, stepAt, outputAt namePlace) {
	doc := u.pass.Doc
	s := doc.Step(step)
	if s == nil && u.jumpedTo[step] != nil {
		return
	}
	if s == nil {
		if u.hidden().steps {
			return
		}
		if meant := meantReference(doc, step+"."+output); meant != "" {
			whole := namePlace{stepAt.node, stepAt.start, outputAt.end}
			u.add("name "+step+"."+output, whole, guess{meant, true}, fmt.Sprintf("there is no step %q; did you mean {{ %s }}?", step, meant))
			return
		}
		message := fmt.Sprintf("there is no step %q", step)
		meant := guessName(step, slices.Collect(maps.Keys(stepNames(doc))))
		switch {
		case meant.text != "":
			message += fmt.Sprintf("; did you mean %q?", meant.text)
		case doc.Parameter(step) != nil:
			message += fmt.Sprintf("; %q is a parameter, and a part of its value cannot be referred to", step)
		}
		u.add("step "+step, stepAt, meant, message)
		return
	}
	names, certain := outputNames(s)
	if !certain || slices.Contains(names, output) || u.hidden().outputs[s] {
		return
	}
	message := fmt.Sprintf("step %q has no output %q", step, output)
	meant := guessName(output, names)
	switch {
	case meant.text != "":
		message += fmt.Sprintf("; did you mean %q?", meant.text)
	case len(names) == 1: // OutputPayload alone
		message += "; it declares none"
	case len(names) <= mostChoices:
		message += "; it has " + strings.Join(names, ", ")
	}
	u.add("output "+step+"."+output, outputAt, meant, message)
}

func stepNames(doc *document.Document) map[string]bool {
	names := map[string]bool{}
	for s := range doc.AllSteps() {
		if s.Name.IsString() {
			names[s.Name.Text] = true
		}
	}
	return names
}

// outputNames are the outputs that a step declares and those that its action
// has by itself. It is not certain about actions that are not known, or not
// documented.
func outputNames(s *document.Step) (names []string, certain bool) {
	for _, o := range s.Outputs {
		if o.Name.IsScalar() {
			names = append(names, o.Name.Text)
		}
	}
	if !s.Action.IsString() {
		return names, false
	}
	action, ok := schemas.Action(s.Action.Text)
	if !ok || action.Internal {
		return names, false
	}
	for _, o := range action.Outputs {
		names = append(names, o.Name)
	}
	return append(names, schemas.OutputPayload), true
}

func (u *undeclaredName) finding() lint.Finding {
	first := u.places[0]
	f := lint.Finding{
		Node: u.node, Span: first.node.SpanAt(first.start, first.end),
		Message: u.message, Suggestion: u.meant.text,
	}
	for _, at := range u.places[1:] {
		f.Related = append(f.Related, lint.Related{Span: at.node.SpanAt(at.start, at.end), Message: "and here"})
	}
	if u.meant.certain {
		f.Fix = &lint.Fix{Title: "write " + u.meant.text}
		for _, at := range u.places {
			f.Fix.Edits = append(f.Fix.Edits, lint.ReplacePart(at.node, at.start, at.end, u.meant.text))
		}
	}
	return f
}
