// Package answertest compares invented answers with the shapes of their operations,
// for the tests of those who invent or change them.
package answertest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Differences are what an answer lacks to be one of the operation.
func Differences(op awsapi.Operation, output *value.Object) []string {
	return differences(op.Output(), output, "$")
}

// differences are what a value lacks to be one of the shape.
func differences(s awsapi.Shape, v any, path string) []string {
	wrong := func(format string, args ...any) []string {
		return []string{path + ": " + fmt.Sprintf(format, args...)}
	}
	if s.Document() {
		return nil
	}
	var out []string
	switch s.Type() {
	case awsapi.None, awsapi.Structure:
		object, ok := v.(*value.Object)
		if !ok {
			return wrong("%T is no structure", v)
		}
		if s.Union() && object.Len() != 1 {
			out = append(out, wrong("%d members of a union are set", object.Len())...)
		}
		for name, inner := range object.All() {
			m := s.Member(name)
			if !m.Exists() {
				out = append(out, wrong("there is no member %q", name)...)
				continue
			}
			out = append(out, differences(m.Shape(), inner, path+"."+name)...)
			if text, ok := inner.(string); ok && len(slices.Collect(m.Enum())) > 0 && !slices.Contains(slices.Collect(m.Enum()), text) {
				out = append(out, wrong("%q is not in the enum of %s", text, name)...)
			}
		}
		for m := range s.Members() {
			if _, ok := object.Get(m.Name()); m.Required() && !ok && !lastPage(m.Name()) {
				out = append(out, wrong("the required member %q is missing", m.Name())...)
			}
		}
		return out
	case awsapi.List:
		list, ok := v.([]any)
		if !ok {
			return wrong("%T is no list", v)
		}
		for i, item := range list {
			out = append(out, differences(s.Elem().Shape(), item, path+"["+strconv.Itoa(i)+"]")...)
		}
		return append(out, outside(s, len(list), path)...)
	case awsapi.Map:
		object, ok := v.(*value.Object)
		if !ok {
			return wrong("%T is no map", v)
		}
		for key, item := range object.All() {
			out = append(out, differences(s.Key().Shape(), key, path+" key")...)
			out = append(out, differences(s.Value().Shape(), item, path+"."+key)...)
		}
		return append(out, outside(s, object.Len(), path)...)
	case awsapi.Boolean:
		if _, ok := v.(bool); !ok {
			return wrong("%T is no boolean", v)
		}
		return nil
	case awsapi.Integer, awsapi.Long, awsapi.Float, awsapi.Double:
		n, ok := v.(json.Number)
		if !ok {
			return wrong("%T is no number", v)
		}
		return compared(s, n, path)
	case awsapi.Timestamp:
		if _, err := time.Parse(time.RFC3339, fmt.Sprint(v)); err != nil {
			return wrong("%v", err)
		}
		return nil
	}
	text, ok := v.(string)
	if !ok {
		return wrong("%T is no text", v)
	}
	if known := slices.Collect(s.Enum()); len(known) > 0 && !slices.Contains(known, text) {
		return wrong("%q is not in the enum", text)
	}
	if s.Type() == awsapi.Blob {
		return nil
	}
	return outside(s, utf8.RuneCountInString(text), path)
}

func outside(s awsapi.Shape, n int, path string) []string {
	return compared(s, json.Number(strconv.Itoa(n)), path)
}

// compared holds a number or length to the shape's bounds.
func compared(s awsapi.Shape, n json.Number, path string) []string {
	least, hasLeast := value.CompareNumbers(n, s.Min())
	most, hasMost := value.CompareNumbers(n, s.Max())
	if hasLeast && least < 0 || hasMost && most > 0 {
		return []string{fmt.Sprintf("%s: %s is outside of %s to %s", path, n, s.Min(), s.Max())}
	}
	return nil
}

// lastPage tells the members that only another page would need.
func lastPage(name string) bool {
	return slices.Contains([]string{"NextToken", "nextToken", "marker", "Marker", "paginationToken", "NextPageToken", "NextMarker", "TrafficPolicyIdMarker", "position"}, name)
}
