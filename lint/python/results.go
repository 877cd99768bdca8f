package python

import (
	"maps"

	"github.com/ssmkit/ssmkit/lint/python/syntax"
)

// mostBuilt is how many names of one function are followed to the maps that they
// stand for. Each takes a walk through the function.
const mostBuilt = 20

// keys are those of a map; nil when they are not certain.
type keys map[string]bool

// results finds what functions return.
type results struct {
	functions map[string]*syntax.Node
	// known are those that have been looked at, with nil while that goes on: what
	// a function that calls itself returns is not certain.
	known map[*syntax.Node]keys
}

// of are the keys of what a function returns.
func (r *results) of(f *syntax.Node) keys {
	if known, ok := r.known[f]; ok {
		return known
	}
	if r.known == nil {
		r.known = map[*syntax.Node]keys{}
	}
	r.known[f] = nil
	found := r.collect(f)
	r.known[f] = found
	return found
}

func (r *results) collect(f *syntax.Node) keys {
	if f.Kind == "AsyncFunctionDef" || f.Child("decorator_list") != nil {
		return nil
	}
	found, certain := keys{}, true
	built, set := map[string]keys{}, map[string]bool{}
	var values []*syntax.Node
	level(f, func(n *syntax.Node) bool {
		switch value := n.Child("value"); {
		case n.Kind == "Yield" || n.Kind == "YieldFrom":
			certain = false
		case n.Kind == "Name" && n.Context == syntax.Store:
			set[n.Text] = true
		case n.Kind == "Return" && value != nil && value.Kind != "None":
			values = append(values, value)
		}
		return certain
	})
	for _, value := range values {
		var more keys
		switch callee := value.Child("func"); {
		case !certain:
		case value.Kind == "Dict":
			more = dictKeys(value)
		case value.Kind == "Name":
			if _, known := built[value.Text]; !known && len(built) < mostBuilt {
				built[value.Text] = keysBuilt(f, value.Text)
			}
			more = built[value.Text]
		case callee != nil && callee.Kind == "Name" && r.functions[callee.Text] != nil && !set[callee.Text]:
			more = r.of(r.functions[callee.Text])
		}
		certain = certain && more != nil
		maps.Copy(found, more)
	}
	if !certain {
		return nil
	}
	return found
}

func dictKeys(n *syntax.Node) keys {
	found := keys{}
	for _, key := range n.List("keys") {
		if !isText(key) {
			return nil
		}
		found[key.Text] = true
	}
	return found
}

// keysBuilt are those of a map that a function makes under a local name.
func keysBuilt(f *syntax.Node, name string) keys {
	for _, parameter := range f.Child("args").Children {
		if parameter.Kind == "arg" && parameter.Text == name {
			return nil
		}
	}
	found, made, certain := keys{}, false, true
	harmless := map[*syntax.Node]bool{}
	f.Walk(func(n *syntax.Node) bool {
		value := n.Child("value")
		switch {
		case n.IsScope() && n != f:
			certain = certain && !mentions(n, name)
			return false
		case n.Named(name):
			certain = certain && harmless[n] // somebody else may change it
		case n.Kind == "Assign" || n.Kind == "AnnAssign":
			for _, target := range n.Children {
				if !target.Named(name) || target.Context != syntax.Store {
					continue
				}
				var more keys
				if value != nil && value.Kind == "Dict" {
					more = dictKeys(value)
				}
				maps.Copy(found, more)
				made = true
				certain = certain && more != nil
				harmless[target] = true
			}
		case n.Kind == "Subscript" && value.Named(name):
			if key := n.Child("slice"); n.Context == syntax.Store && isText(key) {
				found[key.Text] = true
			} else if n.Context == syntax.Store {
				certain = false
			}
			harmless[value] = true
		case n.Kind == "Return" && value.Named(name):
			harmless[value] = true
		case n.Kind == "Call":
			leftAlone(n, name, harmless)
		}
		return certain
	})
	if !made || !certain {
		return nil
	}
	return found
}

// leftAlone marks names that a call does not change.
func leftAlone(call *syntax.Node, name string, harmless map[*syntax.Node]bool) {
	f := call.Child("func")
	switch f.Kind {
	case "Attribute":
		switch f.Text {
		case "get", "keys", "items", "values":
			if value := f.Child("value"); value.Named(name) {
				harmless[value] = true
			}
		}
	case "Name":
		switch f.Text {
		case "print", "len", "str":
			for _, argument := range call.List("args") {
				harmless[argument] = true
			}
		}
	}
}
