package wire

import (
	"strings"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/traits"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// operation is the schema of an operation, with all shapes that it reaches.
func (c *codec) operation(op awsapi.Operation) *smithy.OperationSchema {
	c.mu.Lock()
	defer c.mu.Unlock()
	schema := smithy.NewSchema(smithy.ShapeID{Namespace: namespace, Name: op.Name()}, smithy.ShapeTypeOperation, 0,
		&traits.HTTP{Method: op.Method(), URI: template(op), Code: op.Status()})
	var output *smithy.Schema // codecs look for nothing where there is none
	if s := op.Output(); s.Exists() {
		output = c.shape(s)
	}
	return smithy.NewOperationSchema(schema, c.input(op), output)
}

// template is the path of an operation with the names of members in braces. The
// models have the names on the wire there.
func template(op awsapi.Operation) string {
	var pairs []string
	for m := range op.Input().Members() {
		if wire := m.WireName(); m.Location() == awsapi.InURI && wire != "" {
			pairs = append(pairs, "{"+wire+"}", "{"+m.Name()+"}", "{"+wire+"+}", "{"+m.Name()+"+}")
		}
	}
	return strings.NewReplacer(pairs...).Replace(op.URI())
}

// input is the schema of what an operation takes. In XML its element may have a
// name that belongs to the operation.
func (c *codec) input(op awsapi.Operation) *smithy.Schema {
	if !op.Input().Exists() {
		return smithy.NewSchema(smithy.ShapeID{Namespace: "smithy.api", Name: "Unit"}, smithy.ShapeTypeStructure, 0, &traits.UnitShape{})
	}
	in := c.shape(op.Input())
	var own []smithy.Trait
	if name := op.InputWireName(); name != "" {
		own = append(own, &traits.XMLName{Name: name})
	}
	if ns := op.InputXMLNamespace(); ns.URI != "" {
		own = append(own, &traits.XMLNamespace{URI: ns.URI, Prefix: ns.Prefix})
	}
	if own == nil {
		return in
	}
	named := smithy.NewSchema(in.ID(), in.Type(), len(in.Members()), own...)
	for name, m := range in.Members() {
		named.Members()[name] = m
	}
	return named
}

// shape is the schema of a shape. A schema is entered into the table before its
// members are made, so that shapes may contain themselves.
func (c *codec) shape(s awsapi.Shape) *smithy.Schema {
	if schema, ok := c.schemas[s]; ok {
		return schema
	}
	schema := smithy.NewSchema(smithy.ShapeID{Namespace: namespace, Name: s.Name()}, shapeType(s), 0, shapeTraits(s)...)
	c.schemas[s] = schema
	for m := range s.Members() {
		c.member(schema, m.Name(), m, m.Name() == s.Payload())
	}
	for name, m := range map[string]awsapi.Member{"member": s.Elem(), "key": s.Key(), "value": s.Value()} {
		if m.Exists() {
			c.member(schema, name, m, false)
		}
	}
	return schema
}

// shapeType is the type of a shape. A union is a structure on the wire, and to
// boto3; the codec for "query" loses the place of unions in lists.
func shapeType(s awsapi.Shape) smithy.ShapeType {
	if s.Document() {
		return smithy.ShapeTypeDocument
	}
	switch s.Type() {
	case awsapi.List:
		return smithy.ShapeTypeList
	case awsapi.Map:
		return smithy.ShapeTypeMap
	case awsapi.String:
		return smithy.ShapeTypeString
	case awsapi.Integer:
		return smithy.ShapeTypeInteger
	case awsapi.Long:
		return smithy.ShapeTypeLong
	case awsapi.Float:
		return smithy.ShapeTypeFloat
	case awsapi.Double:
		return smithy.ShapeTypeDouble
	case awsapi.Boolean:
		return smithy.ShapeTypeBoolean
	case awsapi.Timestamp:
		return smithy.ShapeTypeTimestamp
	case awsapi.Blob:
		return smithy.ShapeTypeBlob
	}
	return smithy.ShapeTypeStructure
}

func shapeTraits(s awsapi.Shape) []smithy.Trait {
	var ts []smithy.Trait
	if t := timestampFormat(s.TimestampFormat()); t != nil {
		ts = append(ts, t)
	}
	if name := s.WireName(); name != "" {
		ts = append(ts, &traits.XMLName{Name: name})
	}
	if ns := s.XMLNamespace(); ns.URI != "" {
		ts = append(ts, &traits.XMLNamespace{URI: ns.URI, Prefix: ns.Prefix})
	}
	if s.Streaming() || s.EventStream() {
		ts = append(ts, &traits.Streaming{})
	}
	if s.Flattened() {
		ts = append(ts, &traits.XMLFlattened{})
	}
	return ts
}

func timestampFormat(format string) smithy.Trait {
	switch format {
	case "iso8601":
		return &traits.TimestampFormat{Format: "date-time"}
	case "unixTimestamp":
		return &traits.TimestampFormat{Format: "epoch-seconds"}
	case "rfc822":
		return &traits.TimestampFormat{Format: "http-date"}
	}
	return nil
}

func (c *codec) member(parent *smithy.Schema, name string, m awsapi.Member, payload bool) {
	target := m.Shape()
	ts := c.location(m, payload)
	if name := m.QueryName(); name != "" {
		ts = append(ts, &traits.EC2QueryName{Name: name})
	}
	if payload {
		ts = append(ts, &traits.HTTPPayload{})
	}
	if t := timestampFormat(m.TimestampFormat()); t != nil {
		ts = append(ts, t)
	}
	if m.Flattened() {
		ts = append(ts, &traits.XMLFlattened{})
	}
	if m.XMLAttribute() {
		ts = append(ts, &traits.XMLAttribute{})
	}
	// The codec for XML asks the member for the namespace of its shape.
	ns := m.XMLNamespace()
	if ns.URI == "" {
		ns = target.XMLNamespace()
	}
	if ns.URI != "" {
		ts = append(ts, &traits.XMLNamespace{URI: ns.URI, Prefix: ns.Prefix})
	}
	if m.Streaming() {
		ts = append(ts, &traits.Streaming{})
	}
	if m.JSONValue() {
		ts = append(ts, &traits.MediaType{Type: "application/json"})
	}
	if m.HostLabel() {
		ts = append(ts, &traits.HostLabel{})
	}
	parent.AddMember(name, c.shape(target), ts...)
}

// location says where a member is, and under which name.
func (c *codec) location(m awsapi.Member, payload bool) []smithy.Trait {
	switch m.Location() {
	case awsapi.InURI:
		return []smithy.Trait{&traits.HTTPLabel{}}
	case awsapi.InQuery:
		if m.Shape().Type() == awsapi.Map {
			return []smithy.Trait{&traits.HTTPQueryParams{}}
		}
		return []smithy.Trait{&traits.HTTPQuery{Name: m.WireName()}}
	case awsapi.InHeader:
		return []smithy.Trait{&traits.HTTPHeader{Name: m.WireName()}}
	case awsapi.InHeaders:
		return []smithy.Trait{&traits.HTTPPrefixHeaders{Prefix: m.WireName()}}
	case awsapi.InStatus:
		return []smithy.Trait{&traits.HTTPResponseCode{}}
	}
	name := m.WireName()
	// In the models a list without an element around it has the name on its
	// elements; for the codecs it is the name of the list.
	if elem := m.Shape().Elem(); m.Shape().Flattened() && elem.WireName() != "" {
		name = elem.WireName()
	}
	if own := m.Shape().WireName(); payload && own != "" {
		name = own
	}
	switch {
	case name == "":
		return nil
	case c.json():
		return []smithy.Trait{&traits.JSONName{Name: name}}
	}
	return []smithy.Trait{&traits.XMLName{Name: name}}
}
