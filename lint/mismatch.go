package lint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// MismatchKind says how a parameter does not suit its API.
type MismatchKind uint8

// The kinds of mismatches.
const (
	// UnknownParameter is a name that the API does not take at that place.
	UnknownParameter MismatchKind = iota
	// MissingParameter is one that the API requires.
	MissingParameter
	// WrongType is a value that cannot become what the API takes.
	WrongType
	// NotInEnum is a value that is not among those that the API knows.
	NotInEnum
)

// Mismatch is one thing about the parameters of a call that its API does not
// take.
type Mismatch struct {
	Kind MismatchKind
	// Node is the key of an unknown parameter, the map that lacks a required
	// one, or the value that does not suit.
	Node *document.Node
	// Value is the value of an unknown parameter.
	Value *document.Node
	// Name is the parameter's name, for an unknown or missing one.
	Name string
	// Place is where Node stands below the inputs: Filters[0] for example. It is
	// empty for the inputs themselves.
	Place string
	// Shape is the structure that does not know or lacks the parameter, or the
	// shape that the value does not suit.
	Shape awsapi.Shape
	// Meant is the member that an unknown parameter was probably meant to be; it
	// is empty when nothing is near enough.
	Meant string
	// Certain tells that it can have been no other.
	Certain bool
}

// CheckParameters holds parameters against what an operation takes. The inputs
// are the map that the parameters are from.
func CheckParameters(op awsapi.Operation, inputs *document.Node, parameters []document.Entry) ([]Mismatch, []RunTimeParameter) {
	c := &parameterChecker{}
	c.structure(op.Input(), inputs, parameters, "", op.Parameter)
	return c.found, c.runTime
}

// parameterChecker holds the parameters of a call against the operation's input.
type parameterChecker struct {
	found   []Mismatch
	runTime []RunTimeParameter
}

func (c *parameterChecker) add(m Mismatch) { c.found = append(c.found, m) }

// structure checks the entries of a map that stands for a structure. member
// finds a member by the name that people may use for it.
func (c *parameterChecker) structure(shape awsapi.Shape, n *document.Node, entries []document.Entry, place string, member func(string) awsapi.Member) {
	given := map[string]bool{}
	var unknown []document.Entry
	for _, e := range entries {
		if m := member(e.Key.Text); m.Exists() {
			given[m.Name()] = true
			c.value(m, e.Value, below(place, e.Key.Text))
		} else {
			unknown = append(unknown, e)
		}
	}
	meant := c.unknown(shape, unknown, given, place)
	for m := range shape.Members() {
		// botocore fills idempotency tokens in.
		if m.Required() && !given[m.Name()] && !meant[m.Name()] && !m.IdempotencyToken() {
			c.add(Mismatch{Kind: MissingParameter, Node: n, Name: m.Name(), Place: place, Shape: shape})
		}
	}
}

// unknown reports the entries that a structure does not know and returns the
// members that they were meant to be: those are not missing, too.
func (c *parameterChecker) unknown(shape awsapi.Shape, unknown []document.Entry, given map[string]bool, place string) map[string]bool {
	var free []string
	count := 0
	for m := range shape.Members() {
		count++
		if !given[m.Name()] {
			free = append(free, m.Name())
		}
	}
	meant := map[string]bool{}
	for _, e := range unknown {
		name, ok := nearest.Of(e.Key.Text, slices.Values(free))
		_, certain := nearest.Certain(e.Key.Text, slices.Values(free))
		// In a structure of two or three members the one that is left is the one
		// that was meant: Key and Values stand for Name and Values.
		if !ok && len(unknown) == 1 && len(free) == 1 && 1 < count && count <= 3 {
			name, ok, certain = free[0], true, true
		}
		if ok {
			meant[name] = true
		}
		c.add(Mismatch{
			Kind: UnknownParameter, Node: e.Key, Value: e.Value, Name: e.Key.Text,
			Place: place, Shape: shape, Meant: name, Certain: certain,
		})
	}
	return meant
}

// value checks one value against the shape of a member.
func (c *parameterChecker) value(m awsapi.Member, n *document.Node, place string) {
	shape := m.Shape()
	if runTimeValue(n) {
		c.runTime = append(c.runTime, RunTimeParameter{n, m, place})
		return
	}
	if n.Kind == document.Null || shape.Document() || m.JSONValue() {
		return
	}
	wrong := func() { c.add(Mismatch{Kind: WrongType, Node: n, Place: place, Shape: shape}) }
	switch shape.Type() {
	case awsapi.Structure:
		if n.Kind != document.Map {
			wrong()
			return
		}
		c.structure(shape, n, n.Entries, place, shape.Member)
	case awsapi.List:
		if n.Kind != document.List {
			wrong()
			return
		}
		for i, item := range n.Items {
			c.value(shape.Elem(), item, fmt.Sprintf("%s[%d]", place, i))
		}
	case awsapi.Map:
		if n.Kind != document.Map {
			wrong()
			return
		}
		for _, e := range n.Entries {
			c.value(shape.Value(), e.Value, below(place, e.Key.Text))
		}
	default:
		if !suitsScalar(shape.Type(), n) {
			wrong()
			return
		}
		c.enum(m, n, place)
	}
}

func (c *parameterChecker) enum(m awsapi.Member, n *document.Node, place string) {
	if !fixedText(n) {
		return
	}
	known := false
	for v := range m.Enum() {
		known = true
		if v == n.Text {
			return
		}
	}
	if known {
		c.add(Mismatch{Kind: NotInEnum, Node: n, Place: place, Shape: m.Shape()})
	}
}

// runTimeValue tells whether the value is one whole reference: it may be of any
// type. A longer text with references in it is a text.
func runTimeValue(n *document.Node) bool {
	refs := n.References()
	return len(refs) == 1 && refs[0].Whole(n.Text)
}

// suitsScalar is generous where the service converts, or may do so: text that
// is a number or a boolean, numbers where text is wanted, a list of one.
func suitsScalar(t awsapi.Type, n *document.Node) bool {
	switch n.Kind {
	case document.Map:
		return false
	case document.List:
		return len(n.Items) == 1 && n.Items[0].IsScalar() && suitsScalar(t, n.Items[0])
	}
	if n.HasReferences() {
		return true
	}
	switch t {
	case awsapi.Integer, awsapi.Long:
		if n.Kind == document.String {
			_, err := strconv.ParseInt(strings.TrimSpace(n.Text), 10, 64)
			return err == nil
		}
		return n.Kind != document.Bool
	case awsapi.Float, awsapi.Double:
		if n.Kind == document.String {
			_, err := strconv.ParseFloat(strings.TrimSpace(n.Text), 64)
			return err == nil
		}
		return n.Kind != document.Bool
	case awsapi.Boolean:
		if n.Kind == document.String {
			return strings.EqualFold(n.Text, "true") || strings.EqualFold(n.Text, "false")
		}
		return n.Kind == document.Bool
	}
	return true
}

func below(place, name string) string {
	if place == "" {
		return name
	}
	return place + "." + name
}
