package canned

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/shapecheck"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// StepResult is what a file says that a step gives.
type StepResult struct {
	// Response holds the outputs of the step's action, or is the answer of the API
	// that the step calls by name.
	Response *value.Object
	// Failure is why the step fails, empty for one that does not.
	Failure string
	// Place is where it is written.
	Place string
}

// stepEntry is an entry about a step.
type stepEntry struct {
	matcher
	name    *document.Node
	answers []*document.Node
	// failure is there in place of answers.
	failure string
}

// Step is the result of the step with the name, whose inputs these are; false when
// no entry has one. Steps of child runs have the names of the steps that started
// them in front, as Start/Check.
func (c *Canned) Step(name string, inputs *value.Object) (StepResult, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, e := range c.steps {
		if e.name.Text != name || !e.matches(inputs) {
			continue
		}
		e.used++
		if e.failure != "" {
			return StepResult{Failure: e.failure, Place: e.shown}, true
		}
		response, _ := e.answers[min(e.used, len(e.answers))-1].Value().(*value.Object)
		return StepResult{Response: response, Place: e.shown}, true
	}
	return StepResult{}, false
}

// CheckSteps holds the entries about steps against the document that is run. The
// error is a *shapecheck.ProblemsError.
func (c *Canned) CheckSteps(doc *document.Document) error {
	check := shapecheck.New("")
	for _, e := range c.steps {
		checkStep(check, doc, e)
	}
	return check.Err()
}

// decides are the actions whose steps have no result beside what they do to the
// run.
var decides = []string{"aws:branch", "aws:loop", "aws:updateVariable"}

func checkStep(c *shapecheck.Check, doc *document.Document, e *stepEntry) {
	name, inner, _ := strings.Cut(e.name.Text, "/")
	step := doc.Step(name)
	switch {
	case step == nil:
		message := fmt.Sprintf("the runbook has no step %q", name)
		if near, ok := nearest.Of(name, stepNames(doc)); ok {
			message += fmt.Sprintf("; did you mean %q?", near)
		}
		c.Report(e.name, "%s", message)
		return
	case inner != "":
		return // a step of another runbook
	case !step.Action.IsString():
		return // the runbook is broken, which is for others to say
	case slices.Contains(decides, step.Action.Text):
		c.Report(e.name, "a result cannot be given to %s, which follows from its inputs", step.Action.Text)
		return
	}
	spec, known := schemas.Action(step.Action.Text)
	if !known {
		return
	}
	for _, n := range e.answers {
		stepResponse(c, step, spec, n)
	}
}

// stepResponse checks what a step is given with what its action gives.
func stepResponse(c *shapecheck.Check, step *document.Step, spec *schemas.ActionSpec, n *document.Node) {
	switch spec.UserOutputs.Root {
	case schemas.RootResponse:
		service, api := step.Inputs.Get("Service"), step.Inputs.Get("Api")
		if !service.IsString() || !api.IsString() {
			return
		}
		if op, err := awsapi.Lookup(service.Text, api.Text); err == nil {
			c.Answer(op, n, n.Span().Start)
		}
		return
	case schemas.RootUnknown:
		return // what such actions give is not documented
	}
	for _, e := range n.Entries {
		output, ok := spec.Output(e.Key.Text)
		if !ok || output.Name == schemas.OutputPayload {
			c.Report(e.Key, "%s gives no %q, but %s", step.Action.Text, e.Key.Text, outputNames(spec))
			continue
		}
		if spec.UserOutputs.Root == schemas.RootResult && e.Value.Kind != document.String {
			continue // what a function returned may be written as such
		}
		if want, ok := suitsOutput(output.Type, e.Value); !ok {
			c.Report(e.Value, "%q is %s, %s gives %s", e.Key.Text, e.Value.Kind.WithArticle(), step.Action.Text, want)
		}
	}
}

// suitsOutput tells whether a value can be an output of a type, and else what that
// is.
func suitsOutput(t string, n *document.Node) (want string, ok bool) {
	switch t {
	case "String":
		return "a string", n.Kind == document.String
	case "Integer":
		return "an integer", n.Kind == document.Int
	case "Boolean":
		return "a boolean", n.Kind == document.Bool
	case "StringList":
		return "a list", n.Kind == document.List
	case "MapList":
		return "a list of maps", n.Kind == document.List
	case "StringMap":
		return "a map", n.Kind == document.Map
	}
	return "", true
}

func outputNames(spec *schemas.ActionSpec) string {
	var names []string
	for _, o := range spec.Outputs {
		names = append(names, o.Name)
	}
	return strings.Join(names, ", ")
}

func stepNames(doc *document.Document) iter.Seq[string] {
	return func(yield func(string) bool) {
		for step := range doc.AllSteps() {
			if step.Name.IsString() && !yield(step.Name.Text) {
				return
			}
		}
	}
}

// step reads an entry about a step.
func (p *parser) step(n *document.Node) {
	p.check.Keys(n, "an entry about a step", stepKey, inputKey, responseKey, responsesKey, errorKey, timesKey)
	name := n.Get(stepKey)
	if !name.IsString() || name.Text == "" {
		p.check.Report(n.Get(stepKey), "step is the name of a step, a text")
		return
	}
	e := &stepEntry{name: name, matcher: p.matcher(n)}
	if input := n.Get(inputKey); input != nil && input.Kind != document.Map {
		p.check.Report(input, "the inputs of a step are a map, this is %s", input.Kind.WithArticle())
		return
	}
	answers, refusal, ok := p.answers(n)
	if !ok {
		return
	}
	for _, answer := range answers {
		if answer.Kind != document.Map {
			p.check.Report(answer, "what a step gives is a map of its outputs, this is %s", answer.Kind.WithArticle())
			return
		}
	}
	e.answers = answers
	if refusal != nil {
		message := refusal.Get("message")
		if refusal.Kind != document.Map || !message.IsString() || message.Text == "" {
			p.check.Report(refusal, "the error of a step is a map with a message")
			return
		}
		p.check.Keys(refusal, "the error of a step", "message")
		e.failure = message.Text
	}
	p.canned.steps = append(p.canned.steps, e)
}
