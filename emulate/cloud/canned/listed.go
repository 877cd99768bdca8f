package canned

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// listed is an entry of a file that lists several.
type listed struct {
	matcher
	op awsapi.Operation
	// responses are given one after the other, the last one again and again;
	// refusal is given in their place where it is not nil.
	responses []*value.Object
	refusal   *cloud.APIError
}

// matcher tells what an entry is for.
type matcher struct {
	shown string // its place
	// input is what must be among the parameters or inputs, nil for any.
	input *value.Object
	// times is how often the entry can be used, 0 for any number.
	times int

	used int
}

func (m *matcher) matches(input *value.Object) bool {
	return (m.times == 0 || m.used < m.times) && (m.input == nil || contains(input, m.input))
}

func (l *listed) place() string { return l.shown }

func (l *listed) answer(input *value.Object) (*value.Object, bool, error) {
	if !l.matches(input) {
		return nil, false, nil
	}
	l.used++
	if l.refusal != nil {
		return nil, true, l.refusal
	}
	return l.responses[min(l.used, len(l.responses))-1], true, nil
}

// contains tells whether a value has all that is wanted: an object the members, a
// list the elements in any order. Texts and numbers are compared by what they
// read like, as runbooks write either.
func contains(v, wanted any) bool {
	switch wanted := wanted.(type) {
	case *value.Object:
		object, ok := v.(*value.Object)
		if !ok {
			return false
		}
		for name, inner := range wanted.All() {
			if has, ok := object.Get(name); !ok || !contains(has, inner) {
				return false
			}
		}
		return true
	case []any:
		list, ok := v.([]any)
		if !ok {
			return false
		}
		for _, inner := range wanted {
			if !containsOne(list, inner) {
				return false
			}
		}
		return true
	}
	return value.Equal(v, wanted) || plain(v) == plain(wanted) && plain(v) != ""
}

func containsOne(list []any, wanted any) bool {
	for _, v := range list {
		if contains(v, wanted) {
			return true
		}
	}
	return false
}

// plain is a scalar as text without quotes; empty for anything else.
func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case nil, []any, *value.Object:
		return ""
	}
	text, err := value.Encode(v)
	if err != nil {
		return ""
	}
	return string(text)
}
