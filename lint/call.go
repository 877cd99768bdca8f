package lint

import (
	"errors"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Call is a step that calls an AWS API by name: aws:executeAwsApi,
// aws:waitForAwsResourceProperty or aws:assertAwsResourceProperty. Calls whose
// Service or Api is not there, or only known at run time, are no Calls.
type Call struct {
	Step *document.Step
	// Service and API are the inputs that name the operation.
	Service, API *document.Node
	// Operation is absent when Err is set.
	Operation awsapi.Operation
	// Err is an *awsapi.UnknownServiceError or *awsapi.UnknownOperationError.
	Err error
	// Parameters are the inputs that go to the API: all but the action's own.
	Parameters []document.Entry
	// Selectors are those of the declared outputs, then the PropertySelector.
	Selectors []Selector
	// Mismatches are what the API does not take of the parameters.
	Mismatches []Mismatch
	// RunTime are the parameters that are one whole reference each.
	RunTime []RunTimeParameter
}

// RunTimeParameter is a parameter, or a part of one, whose value is only known
// at run time.
type RunTimeParameter struct {
	Node *document.Node
	// Member is what the API takes there.
	Member awsapi.Member
	// Place is where it stands below the inputs: Filters[0].Values[0].
	Place string
}

// Selector is a JSONPath that a step applies to the answer of an API.
type Selector struct {
	Node *document.Node
	// Output is the declared output it is for, nil for a PropertySelector.
	Output *document.Output
	// Path is nil when the selector cannot be read: then Err says why.
	Path *selector.Path
	Err  *selector.SyntaxError
}

// Calls are the document's calls of AWS APIs, in the order of the file. What a
// service takes that is only known by Config.Known cannot be judged, so calls of
// those are not among them.
func (p *Pass) Calls() []*Call {
	return p.facts.calls.get(func() []*Call { return calls(p.Doc, p.Config.Known.Services) })
}

// calls leaves those out whose service the user alone knows.
func calls(doc *document.Document, known []string) []*Call {
	var all []*Call
	for step := range doc.AllSteps() {
		c := newCall(step)
		if c == nil {
			continue
		}
		if c.Err == nil || !slices.ContainsFunc(known, func(name string) bool { return strings.EqualFold(name, c.Service.Text) }) {
			all = append(all, c)
		}
	}
	return all
}

func newCall(step *document.Step) *Call {
	if !step.Action.IsString() {
		return nil
	}
	action, ok := schemas.Action(step.Action.Text)
	if !ok || action.Open != schemas.AnyOfAPI {
		return nil
	}
	service, api := step.Inputs.Get("Service"), step.Inputs.Get("Api")
	if !fixedText(service) || !fixedText(api) {
		return nil
	}
	c := &Call{Step: step, Service: service, API: api}
	c.Operation, c.Err = awsapi.Lookup(service.Text, api.Text)
	if c.Err != nil && !isUnknown(c.Err) {
		// The index in this program is broken. Nothing the user can mend.
		panic(c.Err)
	}
	for _, e := range step.Inputs.Entries {
		if _, own := action.Input(e.Key.Text); !own {
			c.Parameters = append(c.Parameters, e)
		}
	}
	for _, o := range step.Outputs {
		c.addSelector(o.Selector, o)
	}
	c.addSelector(step.Inputs.Get("PropertySelector"), nil)
	if c.Err == nil {
		c.Mismatches, c.RunTime = CheckParameters(c.Operation, step.Inputs, c.Parameters)
	}
	return c
}

func isUnknown(err error) bool {
	var service *awsapi.UnknownServiceError
	var operation *awsapi.UnknownOperationError
	return errors.As(err, &service) || errors.As(err, &operation)
}

func (c *Call) addSelector(n *document.Node, output *document.Output) {
	if !fixedText(n) {
		return
	}
	path, err := selector.Compile(n.Text)
	s := Selector{Node: n, Output: output, Path: path}
	if err != nil {
		errors.As(err, &s.Err)
	}
	c.Selectors = append(c.Selectors, s)
}

// fixedText tells whether a node is text that is the same in each run.
func fixedText(n *document.Node) bool {
	return n.IsString() && !n.HasReferences()
}
