package syntax

// Node is a node of a script's tree. Kinds and fields have the names of Python's
// module ast, with these differences: a Constant that is a string is a Str and
// None is a None; contexts, operators and the text between the braces of an
// f-string are left out; an Index is what it holds; where a list has no node,
// as for the ** of a dict, stands a Nothing; and an alias with a name of its own
// has an Imported in the field name.
type Node struct {
	Kind string
	// Field is the field of the parent that holds the node.
	Field string
	// Text is the name that a Name, an Attribute, an arg, a keyword, a function or
	// a class has, the one that an alias brings into the scope, the one that an
	// Imported had before, and the value of a Str. For a Compare it is the first
	// operator, when that is In or NotIn.
	Text    string
	Context Context
	// Offset is the byte of the script where a statement, an expression or an arg
	// begins.
	Offset int
	// Children are in the order of ast's fields.
	Children []*Node
}

// Context is what a name, an attribute or a subscript is there for.
type Context byte

// The contexts: to be read, to be set, to be deleted.
const (
	Load Context = iota
	Store
	Delete
)

// Child is the first node in a field, nil if there is none.
func (n *Node) Child(field string) *Node {
	if list := n.List(field); len(list) > 0 {
		return list[0]
	}
	return nil
}

// List are the nodes in a field.
func (n *Node) List(field string) []*Node {
	start := 0
	for start < len(n.Children) && n.Children[start].Field != field {
		start++
	}
	end := start
	for end < len(n.Children) && n.Children[end].Field == field {
		end++
	}
	return n.Children[start:end:end]
}

// Named tells whether a node is the name; a node that is not there is not.
func (n *Node) Named(name string) bool { return n != nil && n.Kind == "Name" && n.Text == name }

// IsFunction tells whether a node is a def.
func (n *Node) IsFunction() bool { return n.Kind == "FunctionDef" || n.Kind == "AsyncFunctionDef" }

// IsScope tells whether names that are set in a node are not set around it.
func (n *Node) IsScope() bool { return n.IsFunction() || n.Kind == "ClassDef" || n.Kind == "Lambda" }

// Walk visits a node and everything in it, as far as visit returns true.
func (n *Node) Walk(visit func(*Node) bool) {
	if visit(n) {
		for _, child := range n.Children {
			child.Walk(visit)
		}
	}
}

// add appends nodes as what a field holds.
func (n *Node) add(field string, nodes ...*Node) {
	for _, node := range nodes {
		node.Field = field
	}
	n.Children = append(n.Children, nodes...)
}
