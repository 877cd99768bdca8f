package endpoint

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// element is one of an XML document. Namespaces are left aside, as the services
// do.
type element struct {
	name     string
	attrs    []xml.Attr
	text     strings.Builder
	children []*element
}

// parseXML reads a document and returns its root, or nil for an empty text.
func parseXML(text []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	var root *element
	var open []*element
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return nil, fmt.Errorf("the body is no XML: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			e := &element{name: t.Name.Local, attrs: t.Attr}
			switch {
			case len(open) > 0:
				parent := open[len(open)-1]
				parent.children = append(parent.children, e)
			case root != nil:
				return nil, errors.New("the body is no XML: it has two roots")
			default:
				root = e
			}
			if open = append(open, e); len(open) > maxDepth {
				return nil, fmt.Errorf("the body nests more than %d levels", maxDepth)
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text.Write(t)
			}
		}
	}
}

// named are the children of a name.
func (e *element) named(name string) []*element {
	var found []*element
	for _, child := range e.children {
		if child.name == name {
			found = append(found, child)
		}
	}
	return found
}

// attr is the text of an attribute, named with or without a prefix.
func (e *element) attr(name string) (string, bool) {
	_, local, ok := strings.Cut(name, ":")
	if !ok {
		local = name
	}
	for _, a := range e.attrs {
		if a.Name.Local == local {
			return a.Value, true
		}
	}
	return "", false
}

// xmlBody is the form that values have in XML.
type xmlBody struct{ names names }

// readStructure reads the members of a structure, of the top one only those that
// belong there.
func (x xmlBody) readStructure(s awsapi.Shape, e *element, belongs func(awsapi.Member) bool) (*value.Object, error) {
	out := value.New()
	byName := map[string][]*element{}
	for _, child := range e.children {
		byName[child.name] = append(byName[child.name], child)
	}
	for m := range s.Members() {
		if belongs != nil && !belongs(m) {
			continue
		}
		name := x.names.member(m)
		if m.XMLAttribute() {
			if text, ok := e.attr(name); ok {
				out.Set(m.Name(), text)
			}
			continue
		}
		found := byName[name]
		if len(found) == 0 {
			continue
		}
		v, err := x.readAll(m, found)
		if err != nil {
			return nil, err
		}
		out.Set(m.Name(), v)
	}
	return out, nil
}

// readAll reads a member from its elements, of which there are several where it is
// flattened.
func (x xmlBody) readAll(m awsapi.Member, found []*element) (any, error) {
	s := m.Shape()
	switch {
	case s.Type() == awsapi.List && m.Flattened():
		return x.readList(s, found)
	case s.Type() == awsapi.Map && m.Flattened():
		return x.readMap(s, found)
	}
	return x.read(m, found[0])
}

func (x xmlBody) read(m awsapi.Member, e *element) (any, error) {
	s := m.Shape()
	switch s.Type() {
	case awsapi.Structure:
		return x.readStructure(s, e, nil)
	case awsapi.List:
		return x.readList(s, e.named(x.names.element(s)))
	case awsapi.Map:
		return x.readMap(s, e.named("entry"))
	}
	return fromText(m, e.text.String())
}

func (x xmlBody) readList(s awsapi.Shape, items []*element) (any, error) {
	out := make([]any, 0, len(items))
	for _, item := range items {
		v, err := x.read(s.Elem(), item)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (x xmlBody) readMap(s awsapi.Shape, entries []*element) (any, error) {
	out := value.New()
	key, held := x.names.entry(s)
	for _, entry := range entries {
		names, values := entry.named(key), entry.named(held)
		if len(names) == 0 || len(values) == 0 {
			continue
		}
		v, err := x.read(s.Value(), values[0])
		if err != nil {
			return nil, err
		}
		out.Set(names[0].text.String(), v)
	}
	return out, nil
}
