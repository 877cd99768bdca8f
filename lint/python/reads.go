package python

import (
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python/syntax"
)

// readsOf are the keys that a handler takes out of its first parameter. They are
// certain unless they may be left unread, or are read so that they may be missing.
func readsOf(f *syntax.Node) []lint.PythonRead {
	a := f.Child("args")
	parameters := a.List("posonlyargs")
	if len(parameters) == 0 {
		parameters = a.List("args")
	}
	if len(parameters) == 0 {
		return nil
	}
	r := &reads{event: parameters[0].Text, optional: map[string]bool{}}
	for _, statement := range f.List("body") {
		r.in(statement, always)
	}
	if r.replaced {
		return nil
	}
	for i, read := range r.found {
		r.found[i].Certain = read.Certain && !r.optional[read.Key]
	}
	return r.found
}

// reads are what has been found in a handler.
type reads struct {
	event    string // the parameter
	found    []lint.PythonRead
	optional map[string]bool // keys that may be missing
	replaced bool            // the name stands for something else, or is filled here
}

// chance is how certain it is that a node is evaluated in each run, and how its
// failing is taken.
type chance byte

const (
	always chance = iota
	sometimes
	caught // where a missing key may do no harm
)

func (r *reads) in(n *syntax.Node, c chance) {
	switch {
	case n.Named(r.event) && n.Context != syntax.Load:
		r.replaced = true
		return
	case n.IsScope():
		// A function in the function: when it runs is not known, and what the name
		// stands for in it.
		if mentions(n, r.event) {
			n.Walk(func(inner *syntax.Node) bool {
				if isText(inner) {
					r.optional[inner.Text] = true
				}
				return true
			})
		}
		return
	}
	switch n.Kind {
	case "Subscript":
		if key := n.Child("slice"); n.Child("value").Named(r.event) && isText(key) {
			if n.Context == syntax.Load {
				r.add(key, n, c)
			} else {
				r.optional[key.Text] = true
			}
		}
	case "Call":
		r.call(n)
	case "Compare":
		if (n.Text == "In" || n.Text == "NotIn") && n.Child("comparators").Named(r.event) {
			r.add(n.Child("left"), n.Child("left"), caught)
		}
	case "Try":
		r.try(n, c)
		return
	case "If", "IfExp", "For", "AsyncFor", "While", "BoolOp", "Match", "ListComp", "SetComp", "DictComp", "GeneratorExp", "TryStar":
		if c == always {
			c = sometimes // something in it may not be evaluated at all
		}
	}
	for _, child := range n.Children {
		r.in(child, c)
	}
}

// call looks at a method of the map, such as events.get("Key").
func (r *reads) call(n *syntax.Node) {
	f := n.Child("func")
	if f.Kind != "Attribute" || !f.Child("value").Named(r.event) {
		return
	}
	switch f.Text {
	case "update", "setdefault", "__setitem__":
		r.replaced = true
	default:
		if key := n.Child("args"); key != nil {
			r.add(key, key, caught)
		}
	}
}

func (r *reads) try(n *syntax.Node, c chance) {
	for _, child := range n.Children {
		switch {
		case child.Field != "body":
			r.in(child, sometimes)
		case n.Child("handlers") != nil:
			r.in(child, caught)
		default:
			r.in(child, c)
		}
	}
}

// add takes down what may be a key.
func (r *reads) add(key, at *syntax.Node, c chance) {
	if !isText(key) {
		return
	}
	r.found = append(r.found, lint.PythonRead{Key: key.Text, Offset: at.Offset, Certain: c == always})
	if c == caught {
		r.optional[key.Text] = true
	}
}

func mentions(root *syntax.Node, name string) bool {
	found := false
	root.Walk(func(n *syntax.Node) bool {
		found = found || n.Named(name)
		return !found
	})
	return found
}
