package awsapi

import (
	"iter"
	"slices"
)

// A Value is what can stand at a place of an answer, as boto3 returns it and
// Automation's selectors see it. That is the shape of the model, with boto3's
// additions.
type Value struct {
	// Type is Any where nothing is known about the form of the value.
	Type Type
	// Of is what a list or map holds; None for other types.
	Of Type
	// Shape is the model's shape, absent for what is not in the model:
	// ResponseMetadata, results of functions, and what Any stands for.
	Shape Shape

	role role
}

// A role tells apart the values that are no plain shape.
type role uint8

const (
	plainShape role = iota
	answer          // what an operation answers: its output and ResponseMetadata
	metadata        // ResponseMetadata
	headers         // ResponseMetadata.HTTPHeaders
	picked          // an object made of the members that a selector names
)

// valueOf is a value of a shape.
func valueOf(s Shape) Value {
	if s.Document() || !s.Exists() {
		return Value{Type: Any}
	}
	v := Value{Type: s.Type(), Shape: s}
	switch v.Type {
	case List:
		v.Of = typeOf(s.Elem())
	case Map:
		v.Of = typeOf(s.Value())
	}
	return v
}

func typeOf(m Member) Type {
	if m.JSONValue() || m.Shape().Document() {
		return Any
	}
	return m.Shape().Type()
}

// memberValue is the value of a member, seen in an answer.
func memberValue(m Member) Value {
	if m.JSONValue() || m.Decoded() {
		return Value{Type: Any}
	}
	return valueOf(m.Shape())
}

// Decoded reports whether boto3 replaces a text in an answer by what it reads
// out of it as JSON (json_decode_policies and json_decode_template_body in
// botocore's handlers.py). Whether Automation does is not known.
func (m Member) Decoded() bool {
	switch m.Shape().Service().Name() {
	case "iam":
		return m.Shape().Name() == "policyDocumentType"
	case "cloudformation":
		return m.Name() == "TemplateBody"
	}
	return false
}

// answerOf is what an operation answers.
func answerOf(o Operation) Value {
	return Value{Type: Structure, Shape: o.Output(), role: answer}
}

// The members of ResponseMetadata, which boto3 adds to every answer. RetryAttempts
// counts from 0; HTTPHeaders has lower-case keys.
var responseMetadata = []struct {
	name  string
	value Value
}{
	{"RequestId", Value{Type: String}},
	{"HostId", Value{Type: String}}, // S3 only
	{"HTTPStatusCode", Value{Type: Integer}},
	{"HTTPHeaders", Value{Type: Map, Of: String, role: headers}},
	{"RetryAttempts", Value{Type: Integer}},
}

// fields yields the named members of a structure.
func (v Value) fields() iter.Seq2[string, Value] {
	return func(yield func(string, Value) bool) {
		for m := range v.Shape.Members() {
			if !yield(m.Name(), memberValue(m)) {
				return
			}
		}
		switch v.role {
		case answer:
			yield("ResponseMetadata", Value{Type: Structure, role: metadata})
		case metadata:
			for _, m := range responseMetadata {
				if !yield(m.name, m.value) {
					return
				}
			}
		}
	}
}

// FieldNames yields the names of the members of a structure, in the model's
// order, boto3's additions last.
func (v Value) FieldNames() iter.Seq[string] {
	return func(yield func(string) bool) {
		for name := range v.fields() {
			if !yield(name) {
				return
			}
		}
	}
}

// Field is the value of a member of a structure or of a key of a map; false if
// the structure has no such member or the value has no members at all.
func (v Value) Field(name string) (Value, bool) {
	switch {
	case v.Type == Any || v.role == picked:
		return Value{Type: Any}, true
	case v.Type == Map:
		return v.held(), true
	case v.Type == Structure:
		for field, value := range v.fields() {
			if field == name {
				return value, true
			}
		}
	}
	return Value{}, false
}

// held is what a list or map holds.
func (v Value) held() Value {
	switch {
	case v.role == headers:
		return Value{Type: String}
	case !v.Shape.Exists():
		return Value{Type: v.Of}
	case v.Type == List:
		return memberValue(v.Shape.Elem())
	default:
		return memberValue(v.Shape.Value())
	}
}

// Elem is what a list holds; false if the value is no list.
func (v Value) Elem() (Value, bool) {
	switch v.Type {
	case Any:
		return v, true
	case List:
		return v.held(), true
	}
	return Value{}, false
}

// children yields everything that stands directly below the value.
func (v Value) children() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		switch v.Type {
		case Any:
			yield(v)
		case List, Map:
			yield(v.held())
		case Structure:
			if v.role == picked {
				yield(Value{Type: Any})
				return
			}
			for _, value := range v.fields() {
				if !yield(value) {
					return
				}
			}
		}
	}
}

// below returns the values and everything inside them, each once. The number of
// shapes of a service bounds it, recursive ones too.
func below(values []Value) []Value {
	all := distinct(values)
	seen := map[Value]bool{}
	for _, v := range all {
		seen[v] = true
	}
	for i := 0; i < len(all); i++ {
		for child := range all[i].children() {
			if !seen[child] {
				seen[child] = true
				all = append(all, child)
			}
		}
	}
	return all
}

// distinct leaves out repetitions and keeps the order.
func distinct(values []Value) []Value {
	seen := make(map[Value]bool, len(values))
	return slices.DeleteFunc(slices.Clone(values), func(v Value) bool {
		again := seen[v]
		seen[v] = true
		return again
	})
}
