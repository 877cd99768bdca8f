package lint

import (
	"errors"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// MixUp is a call that has, at least in two respects, what does not suit its API
// and suits another one.
type MixUp struct {
	Call *Call
	// Clues are what does not suit the call's own API.
	Clues []Clue
	// Other is the API that the clues speak for.
	Other awsapi.Operation
	// Names are the other API and those that explain as much: RDS, DocumentDB and
	// Neptune have some operations in common.
	Names []string

	inputs []string         // the names of parameters that may well suit both
	fits   awsapi.Candidate // what the other API explains
}

// MixUps are the calls that mix two APIs.
func (p *Pass) MixUps() map[*Call]*MixUp {
	return p.facts.mixUps.get(func() map[*Call]*MixUp {
		found := map[*Call]*MixUp{}
		for _, call := range p.Calls() {
			if call.Err != nil {
				continue
			}
			if m := newMixUp(call); m.findOther() {
				found[call] = m
			}
		}
		return found
	})
}

// Clue is one thing in a call that does not suit its API.
type Clue struct {
	Kind ClueKind
	// Name is what the other API would have to know: Filters.Key, a filter's
	// name, or a member of the answer.
	Name string
	Node *document.Node
	// Output is the declared output that a member of the answer is for.
	Output *document.Output
}

// ClueKind says what a clue is.
type ClueKind uint8

// The kinds of clues.
const (
	ParameterClue ClueKind = iota
	FilterClue
	SelectorClue
	NameClue // an output whose name is that of a member of another answer
)

func newMixUp(call *Call) *MixUp {
	m := &MixUp{Call: call}
	for _, e := range call.Parameters {
		m.inputs = append(m.inputs, e.Key.Text)
	}
	for _, mismatch := range call.Mismatches {
		if mismatch.Kind == UnknownParameter {
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
func (m *MixUp) parameter(mismatch Mismatch) {
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
	m.Clues = append(m.Clues, Clue{Kind: ParameterClue, Name: name, Node: mismatch.Node})
}

func (m *MixUp) filters() {
	op := m.Call.Operation
	for _, e := range m.Call.Parameters {
		parameter := op.Parameter(e.Key.Text)
		if !parameter.Exists() || parameter.Shape().Name() != "FilterList" || len(op.FilterNames()) == 0 {
			continue
		}
		for _, filter := range e.Value.Items {
			name := m.Call.FilterName(filter)
			if name.IsString() && len(name.References()) == 0 && !op.TakesFilter(name.Text) {
				m.Clues = append(m.Clues, Clue{Kind: FilterClue, Name: name.Text, Node: name})
			}
		}
	}
}

// selector adds what a selector misses, and an output that promises by its name
// what this API does not answer at all.
func (m *MixUp) selector(s Selector) {
	if s.Path == nil {
		return
	}
	_, err := m.Call.Operation.Select(s.Path)
	var miss *awsapi.SelectError
	if errors.As(err, &miss) {
		if miss.Name != "" {
			m.Clues = append(m.Clues, Clue{Kind: SelectorClue, Name: miss.Name, Node: s.Node, Output: s.Output})
		}
		return
	}
	if s.Output == nil || !s.Output.Name.IsString() {
		return
	}
	name := s.Output.Name
	if leaf := lastName(s.Path); leaf != "" && leaf != name.Text && len(m.Call.Operation.Find(name.Text, 1)) == 0 {
		m.Clues = append(m.Clues, Clue{Kind: NameClue, Name: name.Text, Node: name, Output: s.Output})
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
func (m *MixUp) findOther() bool {
	evidence := awsapi.Evidence{Service: m.Call.Operation.Service().Name(), API: m.Call.Operation.Name(), Inputs: m.inputs}
	hard := 0
	for _, c := range m.Clues {
		switch c.Kind {
		case ParameterClue:
			evidence.Inputs = append(evidence.Inputs, c.Name)
		case FilterClue:
			evidence.FilterKeys = append(evidence.FilterKeys, c.Name)
		default:
			evidence.Outputs = append(evidence.Outputs, c.Name)
		}
		if c.Kind != NameClue {
			hard++
		}
	}
	if hard == 0 || len(m.Clues) < 2 {
		return false
	}
	candidates := awsapi.MeantBy(evidence)
	if len(candidates) == 0 {
		return false
	}
	m.fits = candidates[0]
	for _, c := range candidates {
		if c.Score == m.fits.Score {
			m.Names = append(m.Names, c.OperationName.String())
		}
	}
	m.Clues = slices.DeleteFunc(m.Clues, func(c Clue) bool { return !m.explains(c) })
	if len(m.Clues) < 2 || m.onlyNames() {
		return false
	}
	other, err := awsapi.Lookup(m.fits.Service, m.fits.Operation)
	m.Other = other
	return err == nil && !slices.Contains(m.Names, m.Call.Operation.Service().Name()+":"+m.Call.Operation.Name())
}

func (m *MixUp) explains(c Clue) bool {
	switch c.Kind {
	case ParameterClue:
		return slices.Contains(m.fits.Inputs, c.Name)
	case FilterClue:
		return slices.Contains(m.fits.FilterKeys, c.Name)
	}
	return slices.Contains(m.fits.Outputs, c.Name)
}

func (m *MixUp) onlyNames() bool {
	return !slices.ContainsFunc(m.Clues, func(c Clue) bool { return c.Kind != NameClue })
}

// FilterName is the node that names a filter. Where Name is missing it is what
// was written in its place: the wrong key is another rule's finding.
func (c *Call) FilterName(filter *document.Node) *document.Node {
	if n := filter.Get("Name"); n != nil {
		return n
	}
	for _, m := range c.Mismatches {
		if m.Kind == UnknownParameter && m.Meant == "Name" && filter.Get(m.Name) == m.Value {
			return m.Value
		}
	}
	return nil
}
