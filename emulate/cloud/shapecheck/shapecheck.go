// Package shapecheck compares what people write down with the shapes of AWS's API,
// and says what is wrong at its place.
//
//	c := shapecheck.New(src.Name())
//	c.Answer(op, doc.Root, src.Pos(0))
//	return c.Err()
//
// What the files are for, and how they are read, is their reader's business
// (canned, world).
package shapecheck

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// metadataMember is in every answer as boto3 shows it, whatever the model says.
const metadataMember = "ResponseMetadata"

// Check compares an answer with the shape of the operation's output, or wanted
// parameters with that of its input. Texts may have values outside their enum:
// AWS adds some without notice.
type Check struct {
	file string
	// Problems are those found until now.
	Problems []Problem
	// input tells that it is about parameters.
	input bool
}

// New makes a Check for a file, which is what messages call it.
func New(file string, broken ...document.Problem) *Check {
	c := &Check{file: file}
	for _, p := range broken {
		c.ReportAt(p.Span.Start, "%s", p.Message)
	}
	return c
}

// Err is a *ProblemsError, or nil when nothing is wrong.
func (c *Check) Err() error {
	if len(c.Problems) == 0 {
		return nil
	}
	return &ProblemsError{c.Problems}
}

// ReportAt adds a problem at a place.
func (c *Check) ReportAt(pos document.Pos, format string, args ...any) {
	c.Problems = append(c.Problems, Problem{c.file, pos, fmt.Sprintf(format, args...)})
}

// Report adds a problem where a node begins.
func (c *Check) Report(n *document.Node, format string, args ...any) {
	c.Problems = append(c.Problems, Problem{n.Source().Name(), n.Span().Start, fmt.Sprintf(format, args...)})
}

// Answer checks a whole answer. A root that is nil is missing at pos.
func (c *Check) Answer(op awsapi.Operation, root *document.Node, pos document.Pos) {
	if root == nil {
		c.ReportAt(pos, "the file is empty; %s answers an object, {} for one without members", op.Name())
		return
	}
	if root.Kind != document.Map {
		c.Report(root, "%s answers an object, this is a %s", op.Name(), root.Kind)
		return
	}
	for _, e := range root.Entries {
		if e.Key.Text != metadataMember {
			c.Member(op.Output(), op.Name(), e)
		}
	}
}

// Parameters checks what an entry wants of the parameters of a call.
func (c *Check) Parameters(op awsapi.Operation, n *document.Node) {
	if n.Kind != document.Map {
		c.Report(n, "the parameters of %s are a map, this is a %s", op.Name(), n.Kind)
		return
	}
	c.input = true
	defer func() { c.input = false }()
	for _, e := range n.Entries {
		c.Member(op.Input(), op.Name(), e)
	}
}

// Member checks one member of the structure s, which messages call by name.
func (c *Check) Member(s awsapi.Shape, name string, e document.Entry) {
	m := s.Member(e.Key.Text)
	if !m.Exists() {
		message := fmt.Sprintf("AWS never sends %q in %s", e.Key.Text, name)
		if c.input {
			message = fmt.Sprintf("%s takes no %q", name, e.Key.Text)
		}
		if near, ok := nearest.Of(e.Key.Text, memberNames(s)); ok {
			message += fmt.Sprintf("; did you mean %q?", near)
		}
		c.Report(e.Key, "%s", message)
		return
	}
	if m.Decoded() && !c.input && e.Value.Kind == document.Map {
		return // what boto3 reads out of the text, which has a form of its own
	}
	c.Value(m.Shape(), m.Name(), e.Value)
}

func memberNames(s awsapi.Shape) iter.Seq[string] {
	return func(yield func(string) bool) {
		for m := range s.Members() {
			if !yield(m.Name()) {
				return
			}
		}
	}
}

// Value checks a value that messages call by name. Null stands for a member that
// is not there, so it suits everything.
func (c *Check) Value(s awsapi.Shape, name string, n *document.Node) {
	if n.Kind == document.Null || s.Document() {
		return
	}
	if c.input && s.Type().Scalar() && n.IsScalar() {
		return // runbooks write numbers as texts and the reverse
	}
	if !suits(s.Type(), n.Kind) {
		verb := "sends"
		if c.input {
			verb = "takes"
		}
		c.Report(n, "%q is %s, AWS %s %s", name, n.Kind.WithArticle(), verb, wanted(s.Type()))
		return
	}
	switch s.Type() {
	case awsapi.Structure:
		for _, e := range n.Entries {
			c.Member(s, fmt.Sprintf("%q", name), e)
		}
	case awsapi.Map:
		for _, e := range n.Entries {
			c.Value(s.Value().Shape(), e.Key.Text, e.Value)
		}
	case awsapi.List:
		for _, item := range n.Items {
			c.Value(s.Elem().Shape(), name, item)
		}
	}
}

func suits(t awsapi.Type, k document.NodeKind) bool {
	switch t {
	case awsapi.Structure, awsapi.Map:
		return k == document.Map
	case awsapi.List:
		return k == document.List
	case awsapi.Integer, awsapi.Long:
		return k == document.Int
	case awsapi.Float, awsapi.Double:
		return k == document.Int || k == document.Float
	case awsapi.Boolean:
		return k == document.Bool
	case awsapi.Timestamp:
		return k == document.String || k == document.Int || k == document.Float
	}
	return k == document.String
}

func wanted(t awsapi.Type) string {
	switch t {
	case awsapi.Structure, awsapi.Map:
		return "a map"
	case awsapi.List:
		return "a list"
	case awsapi.Integer, awsapi.Long:
		return "an integer"
	case awsapi.Float, awsapi.Double:
		return "a number"
	case awsapi.Boolean:
		return "a boolean"
	case awsapi.Timestamp:
		return "a time, as text or in seconds since 1970"
	}
	return "a string"
}

// Keys reports keys of a map that are not among the known ones.
func (c *Check) Keys(n *document.Node, what string, known ...string) {
	for _, e := range n.Entries {
		if slices.Contains(known, e.Key.Text) {
			continue
		}
		message := fmt.Sprintf("%s has no key %q", what, e.Key.Text)
		if near, ok := nearest.Of(e.Key.Text, slices.Values(known)); ok {
			message += fmt.Sprintf("; did you mean %q?", near)
		} else {
			message += ", it has " + strings.Join(known, ", ")
		}
		c.Report(e.Key, "%s", message)
	}
}

// ProblemsError says what is wrong in a file.
type ProblemsError struct {
	// Problems are in the order of the file.
	Problems []Problem
}

// Problem is one thing wrong in a file.
type Problem struct {
	File    string
	Pos     document.Pos
	Message string
}

// Error is one line per problem, in the form of a compiler.
func (e *ProblemsError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = fmt.Sprintf("%s:%d:%d: %s", p.File, p.Pos.Line, p.Pos.Column, p.Message)
	}
	return strings.Join(lines, "\n")
}
