package canned

import (
	"fmt"
	"iter"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// metadataMember is in every answer as boto3 shows it, whatever the model says.
const metadataMember = "ResponseMetadata"

// check compares an answer with the shape of the operation's output, or wanted
// parameters with that of its input. Texts may have values outside their enum:
// AWS adds some without notice.
type check struct {
	file     string
	problems []Problem
	// input tells that it is about parameters.
	input bool
}

func (c *check) report(n *document.Node, format string, args ...any) {
	c.problems = append(c.problems, Problem{c.file, n.Span().Start, fmt.Sprintf(format, args...)})
}

// answer checks a whole answer. A root that is nil is missing at pos.
func (c *check) answer(op awsapi.Operation, root *document.Node, pos document.Pos) {
	if root == nil {
		c.problems = append(c.problems, Problem{c.file, pos,
			fmt.Sprintf("the file is empty; %s answers an object, {} for one without members", op.Name())})
		return
	}
	if root.Kind != document.Map {
		c.report(root, "%s answers an object, this is a %s", op.Name(), root.Kind)
		return
	}
	for _, e := range root.Entries {
		if e.Key.Text != metadataMember {
			c.member(op.Output(), op.Name(), e)
		}
	}
}

// parameters checks what an entry wants of the parameters of a call.
func (c *check) parameters(op awsapi.Operation, n *document.Node) {
	if n.Kind != document.Map {
		c.report(n, "the parameters of %s are a map, this is a %s", op.Name(), n.Kind)
		return
	}
	c.input = true
	defer func() { c.input = false }()
	for _, e := range n.Entries {
		c.member(op.Input(), op.Name(), e)
	}
}

// member checks one member of the structure s, which messages call by name.
func (c *check) member(s awsapi.Shape, name string, e document.Entry) {
	m := s.Member(e.Key.Text)
	if !m.Exists() {
		message := fmt.Sprintf("AWS never sends %q in %s", e.Key.Text, name)
		if c.input {
			message = fmt.Sprintf("%s takes no %q", name, e.Key.Text)
		}
		if near, ok := nearest.Of(e.Key.Text, memberNames(s)); ok {
			message += fmt.Sprintf("; did you mean %q?", near)
		}
		c.report(e.Key, "%s", message)
		return
	}
	c.value(m.Shape(), m.Name(), e.Value)
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

// value checks a value that messages call by name. Null stands for a member that
// is not there, so it suits everything.
func (c *check) value(s awsapi.Shape, name string, n *document.Node) {
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
		c.report(n, "%q is %s, AWS %s %s", name, withArticle(n.Kind), verb, wanted(s.Type()))
		return
	}
	switch s.Type() {
	case awsapi.Structure:
		for _, e := range n.Entries {
			c.member(s, fmt.Sprintf("%q", name), e)
		}
	case awsapi.Map:
		for _, e := range n.Entries {
			c.value(s.Value().Shape(), e.Key.Text, e.Value)
		}
	case awsapi.List:
		for _, item := range n.Items {
			c.value(s.Elem().Shape(), name, item)
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

func withArticle(k document.NodeKind) string {
	if k == document.Int {
		return "an integer"
	}
	return "a " + k.String()
}
