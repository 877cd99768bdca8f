package fill

import (
	"encoding/json"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/invent"
)

// Returned makes up what the script of a step may return: what the outputs that
// the step declares select, of their types. A value that the runbook compares with
// others is the one of these that says that all is well.
func Returned(doc *document.Document, step *document.Step, config Config) any {
	r := &returned{doc: doc, step: step.Name.Text, known: newTexts(config)}
	root := value.New("Payload", value.New())
	for _, o := range step.Outputs {
		if !o.Name.IsString() || !o.Selector.IsString() {
			continue
		}
		path, err := selector.Compile(o.Selector.Text)
		if err != nil {
			continue
		}
		declared := emulate.String
		if o.Type.IsString() {
			declared, _ = emulate.ParseType(o.Type.Text)
		}
		if list, isList := elementTypes[declared]; isList && !path.Definite() {
			// What the path leads to is put into a list by itself.
			declared = list
		}
		if v, ok := r.place(root, path.Segments(), func() any { return r.value(o.Name.Text, declared) }).(*value.Object); ok {
			root = v
		}
	}
	payload, _ := root.Get("Payload")
	return payload
}

// elementTypes are the types of the elements of lists.
var elementTypes = map[emulate.Type]emulate.Type{emulate.StringList: emulate.String, emulate.MapList: emulate.StringMap}

type returned struct {
	doc   *document.Document
	step  string
	known *invent.Texts
}

// place puts a value where a path leads to. What is there already stays, if the
// path goes on in it.
func (r *returned) place(at any, path []selector.Segment, v func() any) any {
	if len(path) == 0 {
		if object, ok := at.(*value.Object); ok && object.Len() > 0 {
			return at
		}
		return v()
	}
	switch s := path[0]; {
	case s.Kind == selector.Child:
		object, ok := at.(*value.Object)
		if !ok {
			object = value.New()
		}
		for _, name := range s.Names {
			inner, _ := object.Get(name)
			object.Set(name, r.place(inner, path[1:], v))
		}
		return object
	case s.Kind == selector.Index && len(s.Indexes) > 0:
		list, _ := at.([]any)
		i := max(s.Indexes[0], 0)
		for len(list) <= i && i < maxElements {
			list = append(list, nil)
		}
		if i < len(list) {
			list[i] = r.place(list[i], path[1:], v)
		}
		return list
	case s.Kind == selector.Descend:
		return r.place(at, path[1:], v)
	case s.Kind == selector.Function:
		return at
	}
	list, _ := at.([]any)
	if len(list) == 0 {
		list = []any{nil}
	}
	list[0] = r.place(list[0], path[1:], v)
	return list
}

// maxElements is how long an invented list may be.
const maxElements = 100

// value is a value of an output.
func (r *returned) value(output string, declared emulate.Type) any {
	compared := r.compared(output)
	text := func() string {
		if len(compared) > 0 {
			if likeliest := invent.Likeliest(compared); !invent.Unwelcome(likeliest) {
				return likeliest
			}
		}
		return r.known.Text(invent.For{Name: single(output)})
	}
	switch declared {
	case emulate.Boolean:
		return !invent.Unwelcome(output)
	case emulate.Integer:
		for _, written := range compared {
			if number, err := value.Decode([]byte(written)); err == nil {
				if n, ok := number.(json.Number); ok {
					return n
				}
			}
		}
		return json.Number("1")
	case emulate.StringList:
		return value.List(text())
	case emulate.StringMap:
		return value.New()
	case emulate.MapList:
		return value.List(value.New())
	}
	return text()
}

// compared are the values that the runbook compares the output with.
func (r *returned) compared(output string) []string {
	var out []string
	for n := range r.doc.Root.All() {
		for _, ref := range n.Get("Variable").References() {
			if ref.Form != document.StepOutputReference || ref.Name != r.step || ref.Output != output {
				continue
			}
			for _, e := range n.Entries {
				if e.Key.Text != "Variable" && e.Key.Text != "NextStep" && e.Value.IsScalar() {
					out = append(out, e.Value.Text)
				}
			}
		}
	}
	return out
}
