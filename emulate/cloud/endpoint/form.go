package endpoint

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// node is one level of the names of form parameters, which are paths with dots:
// Filter.1.Value.1.
type node struct {
	text     string
	set      bool
	children map[string]*node
}

// child is the node below a path, or nil.
func (n *node) child(path string) *node {
	for n != nil && path != "" {
		var first string
		first, path, _ = strings.Cut(path, ".")
		n = n.children[first]
	}
	return n
}

// grow makes the tree of all parameters.
func grow(form url.Values) (*node, error) {
	root := &node{}
	for name, values := range form {
		if strings.Count(name, ".") > 2*maxDepth {
			return nil, fmt.Errorf("the parameter %.40q... nests more than %d levels", name, 2*maxDepth)
		}
		at := root
		for part := range strings.SplitSeq(name, ".") {
			next := at.children[part]
			if next == nil {
				next = &node{}
				if at.children == nil {
					at.children = map[string]*node{}
				}
				at.children[part] = next
			}
			at = next
		}
		at.text, at.set = values[0], true
	}
	return root, nil
}

// items are the children with numbers for names, in their order.
func (n *node) items() []*node {
	type item struct {
		at   uint64
		node *node
	}
	var all []item
	for name, child := range n.children {
		if at, err := strconv.ParseUint(name, 10, 31); err == nil {
			all = append(all, item{at, child})
		}
	}
	slices.SortFunc(all, func(a, b item) int { return cmp.Compare(a.at, b.at) })
	nodes := make([]*node, len(all))
	for i, it := range all {
		nodes[i] = it.node
	}
	return nodes
}

// formBody is the form that inputs have in query and, a bit different, in ec2.
type formBody struct {
	ec2   bool
	names names
}

// structure reads the members of a structure.
func (f formBody) structure(s awsapi.Shape, at *node, depth int) (*value.Object, error) {
	out := value.New()
	if depth > maxDepth {
		return nil, fmt.Errorf("the parameters nest more than %d levels", maxDepth)
	}
	for m := range s.Members() {
		child := at.child(f.member(m))
		if child == nil {
			continue
		}
		v, err := f.value(m, child, depth+1)
		if err != nil {
			return nil, err
		}
		out.Set(m.Name(), v)
	}
	return out, nil
}

// member is the name of a member in a path.
func (f formBody) member(m awsapi.Member) string {
	if !f.ec2 {
		return f.names.member(m)
	}
	if name := m.QueryName(); name != "" {
		return name
	}
	if name := cmp.Or(m.WireName(), m.Shape().WireName()); name != "" {
		return strings.ToUpper(name[:1]) + name[1:]
	}
	return m.Name()
}

func (f formBody) value(m awsapi.Member, at *node, depth int) (any, error) {
	s := m.Shape()
	switch s.Type() {
	case awsapi.Structure:
		return f.structure(s, at, depth)
	case awsapi.List:
		if !f.ec2 && !m.Flattened() {
			if at = at.child(f.names.element(s)); at == nil {
				return []any{}, nil
			}
		}
		out := []any{}
		for _, item := range at.items() {
			v, err := f.value(s.Elem(), item, depth+1)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	case awsapi.Map:
		if !f.ec2 && !m.Flattened() {
			at = at.child("entry")
		}
		out := value.New()
		if at == nil {
			return out, nil
		}
		key, held := f.names.entry(s)
		for _, item := range at.items() {
			name, kept := item.child(key), item.child(held)
			if name == nil || kept == nil {
				continue
			}
			v, err := f.value(s.Value(), kept, depth+1)
			if err != nil {
				return nil, err
			}
			out.Set(name.text, v)
		}
		return out, nil
	}
	if !at.set {
		return nil, fmt.Errorf("%s is no %s", m.Name(), s.Type())
	}
	return fromText(m, at.text)
}
