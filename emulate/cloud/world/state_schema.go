package world

import (
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Schema is the JSON Schema (draft 7) of a file that describes an account, for
// editors. It is made from the same structures of the API that Load checks with.
func Schema() ([]byte, error) {
	s := &schemaWriter{definitions: value.New()}
	properties := value.New()
	for _, section := range sections() {
		service, err := awsapi.OpenService(section.service)
		if err != nil {
			return nil, err
		}
		properties.Set(section.key, s.section(section, service))
	}
	root := value.New(
		"$schema", "http://json-schema.org/draft-07/schema#",
		"title", "An account for ssmrun --world",
		"type", "object",
		"additionalProperties", false,
		"properties", properties,
		"definitions", s.definitions,
	)
	text, err := value.EncodeIndent(root, "  ")
	return append(text, '\n'), err
}

type schemaWriter struct {
	definitions *value.Object
}

func (w *schemaWriter) section(s section, service awsapi.Service) *value.Object {
	properties := w.members(service.Shape(s.shape))
	for _, short := range []struct {
		member  string
		applies bool
		form    *value.Object
	}{
		{"Tags", s.tags != "", value.New("type", "object", "description", "Keys and values.")},
		{"State", s.shape == "Instance", value.New("type", "string", "enum", stateNames())},
		{"AssumeRolePolicyDocument", s.shape == "Role", value.New("type", "object", "description", "The policy.")},
		{"Roles", s.shape == "InstanceProfile", value.New("type", "array", "items", value.New("type", "string"), "description", "Names of roles.")},
	} {
		if !short.applies {
			continue
		}
		forms := value.List(short.form)
		if long, ok := properties.Get(short.member); ok {
			forms = append(forms, long)
		}
		properties.Set(short.member, value.New("anyOf", forms))
	}
	for _, x := range s.extras {
		properties.Set(x.key, w.extra(x, service))
	}
	return value.New(
		"description", "Each is "+s.one+" as "+s.service+" shows it; the rest follows from its "+s.id+".",
		"type", value.List("array", "null"),
		"items", value.New(
			"type", "object", "additionalProperties", false, "required", value.List(s.id), "properties", properties,
		),
	)
}

func (w *schemaWriter) extra(x extra, service awsapi.Service) *value.Object {
	switch op, ok := service.Operation(x.operation); {
	case !ok && x.kind == document.List:
		return value.New("type", "array", "items", value.New("type", "string"))
	case !ok && x.key == inlinePolicies:
		return value.New("type", "object", "additionalProperties", value.New("type", value.List("string", "object")))
	case !ok:
		return value.New("type", "object", "additionalProperties", value.New("type", value.List("string", "number", "boolean")))
	default:
		shape := op.Input().Member(x.parameter).Shape()
		if shape.Type() == awsapi.String {
			return value.New("type", value.List("string", "object", "null"))
		}
		return w.shape(shape)
	}
}

func (w *schemaWriter) members(s awsapi.Shape) *value.Object {
	properties := value.New()
	for m := range s.Members() {
		properties.Set(m.Name(), w.shape(m.Shape()))
	}
	return properties
}

// shape is the schema of a value. Null stands for a member that is not there.
func (w *schemaWriter) shape(s awsapi.Shape) *value.Object {
	switch s.Type() {
	case awsapi.Structure:
		name := s.Service().Name() + "." + s.Name()
		if _, ok := w.definitions.Get(name); !ok {
			w.definitions.Set(name, nil) // structures may hold themselves
			w.definitions.Set(name, value.New(
				"type", value.List("object", "null"), "additionalProperties", false, "properties", w.members(s),
			))
		}
		return value.New("$ref", "#/definitions/"+name)
	case awsapi.List:
		return value.New("type", value.List("array", "null"), "items", w.shape(s.Elem().Shape()))
	case awsapi.Map:
		return value.New("type", value.List("object", "null"), "additionalProperties", w.shape(s.Value().Shape()))
	case awsapi.Integer, awsapi.Long:
		return value.New("type", value.List("integer", "null"))
	case awsapi.Float, awsapi.Double:
		return value.New("type", value.List("number", "null"))
	case awsapi.Boolean:
		return value.New("type", value.List("boolean", "null"))
	case awsapi.Timestamp:
		return value.New("type", value.List("string", "number", "null"))
	}
	return value.New("type", value.List("string", "null"))
}
