package endpoint

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// xmlWriter writes elements one after another.
type xmlWriter struct {
	b     bytes.Buffer
	names names
}

func (w *xmlWriter) text(text string) {
	// A bytes.Buffer takes everything.
	_ = xml.EscapeText(&w.b, []byte(text))
}

// open begins an element. Attributes are names and values in turn; those with an
// empty value are left out.
func (w *xmlWriter) open(name string, attrs ...string) {
	w.b.WriteString("<" + name)
	for i := 0; i < len(attrs); i += 2 {
		if attrs[i+1] == "" {
			continue
		}
		w.b.WriteString(" " + attrs[i] + `="`)
		w.text(attrs[i+1])
		w.b.WriteString(`"`)
	}
	w.b.WriteString(">")
}

func (w *xmlWriter) close(name string) { w.b.WriteString("</" + name + ">") }

// leaf is an element with a text.
func (w *xmlWriter) leaf(name, text string) {
	w.open(name)
	w.text(text)
	w.close(name)
}

// members writes the members of a structure, of the top one only those that belong
// there.
func (w *xmlWriter) members(s awsapi.Shape, o *value.Object, belongs func(awsapi.Member) bool) error {
	for m := range s.Members() {
		v, ok := o.Get(m.Name())
		if !ok || v == nil || m.XMLAttribute() || belongs != nil && !belongs(m) {
			continue
		}
		if err := w.member(m, v); err != nil {
			return err
		}
	}
	return nil
}

func (w *xmlWriter) member(m awsapi.Member, v any) error {
	name, s := w.names.member(m), m.Shape()
	if !m.Flattened() {
		return w.value(m, name, v)
	}
	switch s.Type() {
	case awsapi.List:
		list, ok := v.([]any)
		if !ok {
			return unsuitable(m, v)
		}
		for _, item := range list {
			if err := w.value(s.Elem(), name, item); err != nil {
				return err
			}
		}
		return nil
	case awsapi.Map:
		o, ok := v.(*value.Object)
		if !ok {
			return unsuitable(m, v)
		}
		return w.entries(s, name, o)
	}
	return w.value(m, name, v)
}

func (w *xmlWriter) value(m awsapi.Member, name string, v any) error {
	s := m.Shape()
	switch s.Type() {
	case awsapi.Structure:
		o, ok := v.(*value.Object)
		if !ok {
			return unsuitable(m, v)
		}
		w.open(name, w.attributes(m, o)...)
		if err := w.members(s, o, nil); err != nil {
			return err
		}
	case awsapi.List:
		list, ok := v.([]any)
		if !ok {
			return unsuitable(m, v)
		}
		w.open(name)
		for _, item := range list {
			if err := w.value(s.Elem(), w.names.element(s), item); err != nil {
				return err
			}
		}
	case awsapi.Map:
		o, ok := v.(*value.Object)
		if !ok {
			return unsuitable(m, v)
		}
		w.open(name)
		if err := w.entries(s, "entry", o); err != nil {
			return err
		}
	default:
		text, err := w.scalar(m, v)
		if err != nil {
			return err
		}
		w.leaf(name, text)
		return nil
	}
	w.close(name)
	return nil
}

func (w *xmlWriter) scalar(m awsapi.Member, v any) (string, error) {
	if m.Shape().Name() == "policyDocumentType" && m.Shape().Service().Name() == "iam" {
		return policyText(v)
	}
	return toText(m, v, iso8601)
}

// policyText is a policy as IAM gives it: percent-encoded. What SDKs and the AWS
// CLI make of it, an object, is taken too.
func policyText(v any) (string, error) {
	text, ok := v.(string)
	if !ok {
		encoded, err := value.Encode(v)
		if err != nil {
			return "", err
		}
		text = string(encoded)
	}
	return strings.ReplaceAll(url.QueryEscape(text), "+", "%20"), nil
}

func (w *xmlWriter) entries(s awsapi.Shape, name string, o *value.Object) error {
	key, held := w.names.entry(s)
	for k, v := range o.All() {
		w.open(name)
		w.leaf(key, k)
		if err := w.value(s.Value(), held, v); err != nil {
			return err
		}
		w.close(name)
	}
	return nil
}

// attributes are those of a structure's element: its namespace, and members that
// are attributes.
func (w *xmlWriter) attributes(m awsapi.Member, o *value.Object) []string {
	var attrs []string
	space := m.XMLNamespace()
	if space.URI == "" {
		space = m.Shape().XMLNamespace()
	}
	if space.URI != "" {
		name := "xmlns"
		if space.Prefix != "" {
			name += ":" + space.Prefix
		}
		attrs = append(attrs, name, space.URI)
	}
	for inner := range m.Shape().Members() {
		if v, ok := o.Get(inner.Name()); ok && inner.XMLAttribute() {
			if text, ok := value.ScalarText(v); ok {
				attrs = append(attrs, w.names.member(inner), text)
			}
		}
	}
	return attrs
}

func unsuitable(m awsapi.Member, v any) error {
	return mismatch(m, v)
}
