package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

var mixedUpAPIs = lint.Rule{
	Name:     "mixed-up-apis",
	Summary:  "a step calls one API with the parameters and outputs of another",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Two APIs about the same thing are easily taken for each other: ec2:DescribeInstances
knows the state of an instance, ssm:DescribeInstanceInformation knows whether its
agent answers. When what does not suit the API of a step suits another one, in
at least two respects, this rule names that other API, and the outputs whose name
promises what only the other API answers.

The fix gives the other API a step of its own, with the outputs that are its own.`,
		Bad: `schemaVersion: '0.3'
parameters:
  InstanceId:
    type: AWS::EC2::Instance::Id
mainSteps:
  - name: getInstance
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
      Filters:
        - Key: InstanceIds
          Values: ['{{ InstanceId }}']
    outputs:
      - Name: Type
        Selector: $.Reservations[0].Instances[0].InstanceType
      - Name: PingStatus
        Selector: $.Reservations[0].Instances[0].PingStatus
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
      - Name: Type
        Selector: $.Reservations[0].Instances[0].InstanceType
  - name: getAgent
    action: aws:executeAwsApi
    inputs:
      Service: ssm
      Api: DescribeInstanceInformation
      Filters:
        - Key: InstanceIds
          Values: ['{{ InstanceId }}']
    outputs:
      - Name: PingStatus
        Selector: $.InstanceInformationList[0].PingStatus
`,
	},
	Check: checkMixedUpAPIs,
}

func checkMixedUpAPIs(p *lint.Pass) {
	for _, call := range p.Calls() {
		if call.Err != nil {
			continue
		}
		m := newMixUp(call)
		if len(m.clues) == 0 || !m.findOther() {
			continue
		}
		m.report(p)
	}
}

// mixUp is a call with what speaks for another API in it.
type mixUp struct {
	call *lint.Call
	// clues are what does not suit the call's own API.
	clues []clue
	// inputs are the names of parameters that may well suit both.
	inputs []string
	// other is the API that the clues speak for, fits what it explains.
	other awsapi.Operation
	fits  awsapi.Candidate
	// names are the other API and those that explain as much: RDS, DocumentDB and
	// Neptune have some operations in common.
	names []string
}

// clue is one thing in a call that does not suit its API.
type clue struct {
	kind clueKind
	// name is what the other API would have to know: Filters.Key, a filter's
	// name, or a member of the answer.
	name string
	node *document.Node
	// output is the declared output that a member of the answer is for.
	output *document.Output
}

type clueKind uint8

const (
	parameterClue clueKind = iota
	filterClue
	selectorClue
	nameClue // an output whose name is that of a member of another answer
)

// text names the clue in a message.
func (c clue) text() string {
	switch c.kind {
	case parameterClue:
		return fmt.Sprintf("the parameter %q", c.name)
	case filterClue:
		return fmt.Sprintf("the filter %q", c.name)
	}
	return fmt.Sprintf("the output %q", c.name)
}

func newMixUp(call *lint.Call) *mixUp {
	m := &mixUp{call: call}
	for _, e := range call.Parameters {
		m.inputs = append(m.inputs, e.Key.Text)
	}
	for _, mismatch := range call.Mismatches {
		if mismatch.Kind == lint.UnknownParameter {
			m.parameter(mismatch)
		}
	}
	m.filters()
	for _, s := range call.Selectors {
		m.selector(s)
	}
	return m
}

// parameter adds an unknown parameter, at the top or in a list of structures.
func (m *mixUp) parameter(mismatch lint.Mismatch) {
	name := mismatch.Name
	if mismatch.Place != "" {
		list, rest, ok := strings.Cut(mismatch.Place, "[")
		if !ok || strings.ContainsAny(list, ".") || !strings.HasSuffix(rest, "]") || strings.Contains(rest, ".") {
			return // too deep to tell APIs apart by
		}
		for member := range mismatch.Shape.Members() {
			m.inputs = append(m.inputs, list+"."+member.Name())
		}
		name = list + "." + name
	}
	m.clues = append(m.clues, clue{kind: parameterClue, name: name, node: mismatch.Node})
}

func (m *mixUp) filters() {
	op := m.call.Operation
	for _, e := range m.call.Parameters {
		parameter := op.Parameter(e.Key.Text)
		if !parameter.Exists() || parameter.Shape().Name() != "FilterList" || len(op.FilterNames()) == 0 {
			continue
		}
		for _, filter := range e.Value.Items {
			name := filterName(m.call, filter)
			if name.IsString() && len(name.References()) == 0 && !op.TakesFilter(name.Text) {
				m.clues = append(m.clues, clue{kind: filterClue, name: name.Text, node: name})
			}
		}
	}
}

// selector adds what a selector misses, and an output that promises by its name
// what this API does not answer at all.
func (m *mixUp) selector(s lint.Selector) {
	if s.Path == nil {
		return
	}
	_, err := m.call.Operation.Select(s.Path)
	var miss *awsapi.SelectError
	if errors.As(err, &miss) {
		if miss.Name != "" {
			m.clues = append(m.clues, clue{kind: selectorClue, name: miss.Name, node: s.Node, output: s.Output})
		}
		return
	}
	if s.Output == nil || !s.Output.Name.IsString() {
		return
	}
	name := s.Output.Name
	if leaf := lastName(s.Path); leaf != "" && leaf != name.Text && len(m.call.Operation.Find(name.Text, 1)) == 0 {
		m.clues = append(m.clues, clue{kind: nameClue, name: name.Text, node: name, output: s.Output})
	}
}

// lastName is the key that a path ends with, empty when it ends otherwise.
func lastName(path *selector.Path) string {
	segments := path.Segments()
	if len(segments) == 0 {
		return ""
	}
	last := segments[len(segments)-1]
	if last.Kind != selector.Child || len(last.Names) != 1 {
		return ""
	}
	return last.Names[0]
}

// findOther looks for the one API that the clues speak for. Names of outputs
// alone say nothing: they are the author's own.
func (m *mixUp) findOther() bool {
	evidence := awsapi.Evidence{Service: m.call.Operation.Service().Name(), API: m.call.Operation.Name(), Inputs: m.inputs}
	hard := 0
	for _, c := range m.clues {
		switch c.kind {
		case parameterClue:
			evidence.Inputs = append(evidence.Inputs, c.name)
		case filterClue:
			evidence.FilterKeys = append(evidence.FilterKeys, c.name)
		default:
			evidence.Outputs = append(evidence.Outputs, c.name)
		}
		if c.kind != nameClue {
			hard++
		}
	}
	if hard == 0 || len(m.clues) < 2 {
		return false
	}
	candidates := awsapi.MeantBy(evidence)
	if len(candidates) == 0 {
		return false
	}
	m.fits = candidates[0]
	for _, c := range candidates {
		if c.Score == m.fits.Score {
			m.names = append(m.names, c.OperationName.String())
		}
	}
	m.clues = slices.DeleteFunc(m.clues, func(c clue) bool { return !m.explains(c) })
	if len(m.clues) < 2 || m.onlyNames() {
		return false
	}
	other, err := awsapi.Lookup(m.fits.Service, m.fits.Operation)
	m.other = other
	return err == nil && !slices.Contains(m.names, m.call.Operation.Service().Name()+":"+m.call.Operation.Name())
}

func (m *mixUp) explains(c clue) bool {
	switch c.kind {
	case parameterClue:
		return slices.Contains(m.fits.Inputs, c.name)
	case filterClue:
		return slices.Contains(m.fits.FilterKeys, c.name)
	}
	return slices.Contains(m.fits.Outputs, c.name)
}

func (m *mixUp) onlyNames() bool {
	return !slices.ContainsFunc(m.clues, func(c clue) bool { return c.kind != nameClue })
}

// fix is nil when several APIs would do as well.
func (m *mixUp) fix(p *lint.Pass) *lint.Fix {
	if len(m.names) > 1 {
		return nil
	}
	return separate(p, m)
}

// isClue tells whether something in a call speaks for another API, and only the
// author can tell what is to become of it. Then to mend it for the call's own
// API would wipe out what it says.
func isClue(p *lint.Pass, call *lint.Call, n *document.Node) bool {
	m := newMixUp(call)
	return len(m.clues) > 0 && m.findOther() && m.fix(p) == nil &&
		slices.ContainsFunc(m.clues, func(c clue) bool { return c.node == n })
}

func (m *mixUp) report(p *lint.Pass) {
	var texts []string
	f := lint.Finding{Node: m.call.API, Suggestion: m.fits.OperationName.String()}
	belongTo := strings.Join(m.names, " or ")
	for _, c := range m.clues {
		texts = append(texts, c.text())
	}
	last := len(texts) - 1
	f.Message = fmt.Sprintf("this step mixes %s with another API: %s and %s belong to %s",
		m.call.Operation.Name(), strings.Join(texts[:last], ", "), texts[last], belongTo)
	f.Fix = m.fix(p)
	p.Report(f)
	for _, c := range m.clues {
		if c.kind == nameClue {
			p.Report(lint.Finding{
				Node: c.node,
				Message: fmt.Sprintf("the output %q misleads: it holds what is at %s of %s; what is called %s is returned by %s",
					c.name, c.output.Selector.Text, m.call.Operation.Name(), c.name, belongTo),
			})
		}
	}
}
