package botocore

import (
	"fmt"
	"slices"
)

// check reports what a model says and the index would lose, because it takes
// it to be otherwise.
func (m *Model) check() error {
	for name, op := range m.Operations {
		// REST protocols do not send the name. CloudFront's has a version in it.
		if op.Name != name && m.Metadata.Protocol != "rest-xml" && m.Metadata.Protocol != "rest-json" {
			return fmt.Errorf("operation %q is called %q on the wire", name, op.Name)
		}
		for _, e := range op.Errors {
			if err := m.checkError(e); err != nil {
				return fmt.Errorf("operation %q: %w", name, err)
			}
		}
	}
	for name, s := range m.Shapes {
		if err := s.check(); err != nil {
			return fmt.Errorf("shape %q: %w", name, err)
		}
	}
	return nil
}

func (m *Model) checkError(e ErrorReference) error {
	shape := m.Shapes[e.Shape]
	if shape == nil {
		return fmt.Errorf("error %q has no shape", e.Shape)
	}
	if e.Error != nil && *e.Error != shape.Error || e.Exception && !shape.Exception {
		return fmt.Errorf("error %q has traits besides those of its shape", e.Shape)
	}
	return nil
}

func (s *Shape) check() error {
	has := func(name string) bool {
		return slices.ContainsFunc(s.Members, func(m NamedMember) bool { return m.Name == name })
	}
	for _, name := range s.Required {
		if !has(name) {
			return fmt.Errorf("requires %q, which is no member", name)
		}
	}
	if s.Payload != "" && !has(s.Payload) {
		return fmt.Errorf("has the payload %q, which is no member", s.Payload)
	}
	isList, isMap := s.Type == "list", s.Type == "map"
	if isList != (s.Member != nil) || isMap != (s.Key != nil) || isMap != (s.Value != nil) || s.Type != "structure" && s.Members != nil {
		return fmt.Errorf("has members that do not suit the type %q", s.Type)
	}
	return nil
}
