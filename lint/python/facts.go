package python

import (
	"maps"
	"slices"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python/syntax"
)

// facts are what a script holds, and what its handler does.
func facts(module *syntax.Node, handler string) *lint.Python {
	result := &lint.Python{}
	functions, names := map[string]*syntax.Node{}, map[string]bool{}
	var order []string
	level(module, func(n *syntax.Node) bool {
		switch {
		case n.IsFunction():
			if functions[n.Text] == nil {
				order = append(order, n.Text)
			}
			functions[n.Text] = n // the last one counts
		case n.Kind == "ClassDef", n.Kind == "Name" && n.Context == syntax.Store:
			names[n.Text] = true
		case n.Kind == "alias" && n.Text == "*":
			result.Star = true
		case n.Kind == "alias":
			names[n.Text] = true
		}
		return true
	})
	for _, name := range order {
		result.Functions = append(result.Functions, signature(functions[name]))
	}
	f := functions[handler]
	if f != nil && !names[handler] {
		result.Reads = readsOf(f)
		if keys := (&results{functions: functions}).of(f); keys != nil {
			sorted := slices.AppendSeq([]string{}, maps.Keys(keys))
			slices.Sort(sorted)
			result.Returned = &sorted
		}
	}
	for name := range functions {
		delete(names, name)
	}
	result.Names = slices.Sorted(maps.Keys(names))
	return result
}

// level visits the nodes of one scope, without what is inside the scopes in it.
func level(root *syntax.Node, visit func(*syntax.Node) bool) {
	root.Walk(func(n *syntax.Node) bool {
		return n == root || visit(n) && !n.IsScope()
	})
}

func signature(f *syntax.Node) lint.PythonFunction {
	a := f.Child("args")
	most := len(a.List("posonlyargs")) + len(a.List("args"))
	result := lint.PythonFunction{
		Name: f.Text, Offset: f.Offset, Decorated: f.Child("decorator_list") != nil,
		Least: most - len(a.List("defaults")), Most: most,
	}
	if a.Child("vararg") != nil {
		result.Most = -1
	}
	for _, value := range a.List("kw_defaults") {
		if value.Kind == "Nothing" {
			result.Keywords++
		}
	}
	return result
}

// isText tells whether a node is a string.
func isText(n *syntax.Node) bool { return n != nil && n.Kind == "Str" }
