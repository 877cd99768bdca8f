package python

import (
	"maps"
	"slices"

	"github.com/ssmkit/ssmkit/lint/python/syntax"
)

// clients are the names in a script that stand for clients of boto3: variables,
// attributes, parameters, and functions that return one. A name that does so
// anywhere is taken to do so everywhere.
type clients struct {
	// makers are the names of the function that makes a client.
	makers map[string]bool
	byName map[string]services
	// hidden tells that there may be clients of which nothing is known.
	hidden bool
}

// services are names of services.
type services map[string]bool

// flow is a value that comes to stand under a name.
type flow struct {
	name  string
	value *syntax.Node
}

// clientsOf follows the clients through a script.
func clientsOf(module *syntax.Node) *clients {
	c := &clients{makers: map[string]bool{"client": true}, byName: map[string]services{}}
	functions := map[string][]*syntax.Node{} // by their names; classes by theirs
	module.Walk(func(n *syntax.Node) bool {
		switch {
		case n.IsFunction():
			functions[n.Text] = append(functions[n.Text], n)
		case n.Kind == "ClassDef":
			for _, member := range n.List("body") {
				if member.IsFunction() && member.Text == "__init__" {
					functions[n.Text] = append(functions[n.Text], member)
				}
			}
		case n.Kind == "alias" && n.Child("name") != nil && n.Child("name").Text == "client":
			c.makers[n.Text] = true
		case n.Kind == "alias" && n.Child("name") != nil && n.Child("name").Text == "resource":
			c.hidden = true
		}
		return true
	})
	c.follow(flowsOf(module, functions))
	c.hidden = c.hidden || c.hides(module, functions)
	return c
}

// maxRounds is how often all flows are followed. Each round goes one name further,
// if a script has them in the most awkward order.
const maxRounds = 30

func (c *clients) follow(flows []flow) {
	for range maxRounds {
		changed := false
		for _, f := range flows {
			changed = c.add(f.name, c.services(f.value)) || changed
		}
		if !changed {
			return
		}
	}
	c.hidden = true
}

func (c *clients) add(name string, found services) bool {
	if len(found) == 0 || name == "" {
		return false
	}
	if c.byName[name] == nil {
		c.byName[name] = services{}
	}
	before := len(c.byName[name])
	maps.Copy(c.byName[name], found)
	return len(c.byName[name]) > before
}

// services are those of the clients that an expression may be; none for what is no
// client.
func (c *clients) services(n *syntax.Node) services {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case "Name", "Attribute":
		return c.byName[n.Text]
	case "Call":
		if c.makes(n) {
			if service := argument(n, "service_name"); isText(service) {
				return services{service.Text: true}
			}
			return nil
		}
		return c.services(n.Child("func"))
	case "IfExp", "BoolOp":
		all := services{}
		for _, field := range []string{"body", "orelse", "values"} {
			for _, part := range n.List(field) {
				maps.Copy(all, c.services(part))
			}
		}
		return all
	case "NamedExpr":
		return c.services(n.Child("value"))
	case "Lambda":
		return c.services(n.Child("body"))
	}
	return nil
}

// makes tells whether a call is one as boto3.client("ec2").
func (c *clients) makes(call *syntax.Node) bool {
	f := call.Child("func")
	return lastName(f) == "client" || f.Kind == "Name" && c.makers[f.Text]
}

// flowsOf are the assignments of a script, what its functions return, and what they
// are given.
func flowsOf(module *syntax.Node, functions map[string][]*syntax.Node) []flow {
	var flows []flow
	module.Walk(func(n *syntax.Node) bool {
		switch {
		case n.Kind == "Assign", n.Kind == "AnnAssign", n.Kind == "NamedExpr":
			for _, target := range n.Children {
				if target.Context == syntax.Store {
					flows = append(flows, flow{lastName(target), n.Child("value")})
				}
			}
		case n.Kind == "withitem":
			flows = append(flows, flow{lastName(n.Child("optional_vars")), n.Child("context_expr")})
		case n.Kind == "Call":
			for _, f := range functions[lastName(n.Child("func"))] {
				flows = append(flows, passed(n, f)...)
			}
		case n.IsFunction():
			flows = append(flows, defaults(n)...)
			level(n, func(inner *syntax.Node) bool {
				if inner.Kind == "Return" {
					flows = append(flows, flow{n.Text, inner.Child("value")})
				}
				return true
			})
		}
		return true
	})
	return flows
}

// passed are the arguments of a call, under the names of the parameters.
func passed(call, function *syntax.Node) []flow {
	var flows []flow
	parameters := positional(function)
	if len(parameters) > 0 && (parameters[0].Text == "self" || parameters[0].Text == "cls") {
		parameters = parameters[1:] // what stands in front of the name of the method
	}
	for i, value := range call.List("args") {
		if i < len(parameters) {
			flows = append(flows, flow{parameters[i].Text, value})
		}
	}
	for _, k := range call.List("keywords") {
		flows = append(flows, flow{k.Text, k.Child("value")})
	}
	return flows
}

// defaults are what parameters are that a call does not give.
func defaults(function *syntax.Node) []flow {
	var flows []flow
	a, parameters := function.Child("args"), positional(function)
	values := a.List("defaults")
	for i, value := range values {
		flows = append(flows, flow{parameters[len(parameters)-len(values)+i].Text, value})
	}
	for i, value := range a.List("kw_defaults") {
		flows = append(flows, flow{a.List("kwonlyargs")[i].Text, value})
	}
	return flows
}

func positional(function *syntax.Node) []*syntax.Node {
	a := function.Child("args")
	return append(slices.Clone(a.List("posonlyargs")), a.List("args")...)
}

// harmless are functions of Python that make no calls with a client.
var harmless = []string{"bool", "hasattr", "id", "isinstance", "print", "repr", "str", "type"}

// hides tells whether there are resources, clients of unknown services, and clients
// that go where they are not followed: into a list, say, or to a function that the
// script does not have.
func (c *clients) hides(module *syntax.Node, functions map[string][]*syntax.Node) bool {
	found := false
	module.Walk(func(n *syntax.Node) bool {
		switch n.Kind {
		case "Call":
			name := lastName(n.Child("func"))
			if name == "resource" || c.makes(n) && len(c.services(n)) == 0 {
				found = true
			}
			if functions[name] == nil && !slices.Contains(harmless, name) {
				for _, k := range n.List("keywords") {
					found = found || c.isClient(k.Child("value"))
				}
				found = found || slices.ContainsFunc(n.List("args"), c.isClient)
			}
		case "Dict", "List", "Set", "Tuple", "Yield", "DictComp", "GeneratorExp", "ListComp", "SetComp":
			found = found || slices.ContainsFunc(n.Children, c.isClient)
		}
		return !found
	})
	return found
}

func (c *clients) isClient(n *syntax.Node) bool {
	return n.Context == syntax.Load && len(c.services(n)) > 0
}
