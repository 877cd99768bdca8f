package document

import (
	"iter"
	"sync"
)

// Document is one SSM document. Fields of what the file does not have are nil;
// fields keep what is written there, whatever its kind of node, so a field that
// should be text may well be a list.
type Document struct {
	Source *Source
	// Kind is what the content says that the document is.
	Kind Kind
	// Root is the whole content, nil for an empty or unreadable file.
	Root *Node

	SchemaVersion *Node
	Description   *Node
	AssumeRole    *Node

	// Parameters and Variables are in the order of the file.
	Parameters []*Parameter
	Variables  []*Variable
	// Steps are the document's own steps: mainSteps, the elements of a bare list
	// of steps, or the plugins of a Command document 1.2. Those inside an
	// aws:loop hang below it; see AllSteps.
	Steps []*Step
	// Outputs are the entries of the document's own outputs.
	Outputs []*DocumentOutput
	// Files are the attachments that the document declares.
	Files []*File

	// SessionType, Inputs and Properties belong to Session documents.
	SessionType, Inputs, Properties *Node

	paths struct {
		once  sync.Once
		above map[*Node]place
	}
	names struct {
		once       sync.Once
		parameters map[string]*Parameter
		variables  map[string]*Variable
		steps      map[string]*Step
	}
}

// Parameter is one entry of the document's parameters.
type Parameter struct {
	Name *Node // the key
	Node *Node // the definition
	// The attributes of the definition.
	Type, Description, Default, AllowedValues, AllowedPattern *Node
}

// Variable is one entry of the document's variables.
type Variable struct {
	Name                       *Node // the key
	Node                       *Node // the definition
	Type, Description, Default *Node
}

// Step is one step of the document, or one plugin of a Command document 1.2.
type Step struct {
	// Node is the whole step.
	Node *Node
	// Loop is the aws:loop step whose body holds this one, nil at the top.
	Loop *Step
	// Index is the place in the list of steps, from 0.
	Index int

	Name, Action, Description   *Node
	Inputs                      *Node
	NextStep, IsEnd             *Node
	OnFailure, OnCancel         *Node
	IsCritical                  *Node
	MaxAttempts, TimeoutSeconds *Node
	Precondition                *Node
	// Outputs are the outputs that the step declares.
	Outputs []*Output
	// Steps is the body of an aws:loop.
	Steps []*Step
}

// Output is one declared output of a step.
type Output struct {
	Node                 *Node
	Name, Selector, Type *Node
}

// DocumentOutput is one entry of the document's outputs, written step.Output.
type DocumentOutput struct {
	Node *Node
	// Step and Output are the two halves of the entry; both are empty when it is
	// no such pair. The pair may stand in braces, which the service does not
	// know: then Braces is true.
	Step, Output string
	Braces       bool
}

// File is one entry of the document's files.
type File struct {
	Name *Node // the key
	Node *Node // the definition
}

// Parameter is the parameter with exactly this name, nil if there is none.
func (d *Document) Parameter(name string) *Parameter {
	d.names.once.Do(d.indexNames)
	return d.names.parameters[name]
}

// Variable is the variable with exactly this name, nil if there is none.
func (d *Document) Variable(name string) *Variable {
	d.names.once.Do(d.indexNames)
	return d.names.variables[name]
}

// Step is the first step with exactly this name, wherever it stands: the names
// of a runbook's steps, those in loops included, share one namespace. It is nil
// if there is none.
func (d *Document) Step(name string) *Step {
	d.names.once.Do(d.indexNames)
	return d.names.steps[name]
}

// indexNames makes looking up names cheap. Of a name that is there twice it
// keeps the first.
func (d *Document) indexNames() {
	d.names.parameters = map[string]*Parameter{}
	for _, p := range d.Parameters {
		if d.names.parameters[p.Name.Text] == nil {
			d.names.parameters[p.Name.Text] = p
		}
	}
	d.names.variables = map[string]*Variable{}
	for _, v := range d.Variables {
		if d.names.variables[v.Name.Text] == nil {
			d.names.variables[v.Name.Text] = v
		}
	}
	d.names.steps = map[string]*Step{}
	for s := range d.AllSteps() {
		if s.Name.IsString() && d.names.steps[s.Name.Text] == nil {
			d.names.steps[s.Name.Text] = s
		}
	}
}

// AllSteps gives every step in the order of the file, a loop before its body.
func (d *Document) AllSteps() iter.Seq[*Step] {
	return func(yield func(*Step) bool) { walkSteps(d.Steps, yield) }
}

func walkSteps(steps []*Step, yield func(*Step) bool) bool {
	for _, s := range steps {
		if !yield(s) || !walkSteps(s.Steps, yield) {
			return false
		}
	}
	return true
}

// Is tells whether the step is of this action, aws:branch for example.
func (s *Step) Is(action string) bool { return s.Action.IsString() && s.Action.Text == action }

// Output is the declared output with exactly this name, nil if there is none.
func (s *Step) Output(name string) *Output {
	for _, o := range s.Outputs {
		if o.Name.IsString() && o.Name.Text == name {
			return o
		}
	}
	return nil
}
