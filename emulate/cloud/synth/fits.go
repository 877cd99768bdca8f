package synth

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// maxFitDepth is how deep values of a call may nest to come back as they are.
const maxFitDepth = 20

// fits tells whether a value of the call may stand in the answer as it is: it has
// the type, only known members and all required ones, and values of the enum.
func fits(s awsapi.Shape, v any, depth int) bool {
	if depth == maxFitDepth {
		return false
	}
	switch s.Type() {
	case awsapi.Structure:
		object, ok := v.(*value.Object)
		return ok && !s.Document() && fitsStructure(s, object, depth)
	case awsapi.Map:
		object, ok := v.(*value.Object)
		if !ok {
			return false
		}
		for key, item := range object.All() {
			if !fits(s.Key().Shape(), key, depth+1) || !fits(s.Value().Shape(), item, depth+1) {
				return false
			}
		}
		return withinLength(s, object.Len())
	case awsapi.List:
		list, ok := v.([]any)
		if !ok {
			return false
		}
		for _, item := range list {
			if !fits(s.Elem().Shape(), item, depth+1) {
				return false
			}
		}
		return withinLength(s, len(list))
	}
	return fitsScalar(s, v)
}

func fitsStructure(s awsapi.Shape, object *value.Object, depth int) bool {
	for name, item := range object.All() {
		if m := s.Member(name); !m.Exists() || !fits(m.Shape(), item, depth+1) {
			return false
		}
	}
	for m := range s.Members() {
		if _, ok := object.Get(m.Name()); m.Required() && !ok {
			return false
		}
	}
	return !s.Union() || object.Len() == 1
}

func fitsScalar(s awsapi.Shape, v any) bool {
	switch s.Type() {
	case awsapi.Boolean:
		_, ok := v.(bool)
		return ok
	case awsapi.Integer, awsapi.Long:
		n, ok := v.(json.Number)
		if !ok {
			return false
		}
		_, err := strconv.ParseInt(string(n), 10, 64)
		return err == nil && withinRange(s, n)
	case awsapi.Float, awsapi.Double:
		n, ok := v.(json.Number)
		return ok && withinRange(s, n)
	case awsapi.Timestamp:
		// A filter by a time has the name of the time, and an operator for a value.
		text, ok := v.(string)
		_, err := time.Parse(time.DateOnly, text[:min(len(text), len(time.DateOnly))])
		return ok && err == nil
	case awsapi.Blob:
		_, ok := v.(string)
		return ok
	case awsapi.String:
		text, ok := v.(string)
		return ok && inEnum(s, text) && withinLength(s, len([]rune(text))) && (!arnOnly(s) || strings.HasPrefix(text, "arn:"))
	}
	return false
}

// arnOnly tells a text that must be an ARN. Calls often take a name there.
func arnOnly(s awsapi.Shape) bool { return strings.HasSuffix(strings.ToLower(s.Name()), "arn") }

func inEnum(s awsapi.Shape, text string) bool {
	none := true
	for known := range s.Enum() {
		if known == text {
			return true
		}
		none = false
	}
	return none
}

func withinRange(s awsapi.Shape, n json.Number) bool {
	if order, ok := value.CompareNumbers(n, s.Min()); ok && order < 0 {
		return false
	}
	order, ok := value.CompareNumbers(n, s.Max())
	return !ok || order <= 0
}

func withinLength(s awsapi.Shape, n int) bool {
	return withinRange(s, json.Number(strconv.Itoa(n)))
}

// Fits tells whether a value that a call had may stand in an answer at a member:
// it has the shape's type and size, and is one of the enum.
func Fits(m awsapi.Member, v any) bool {
	if text, ok := v.(string); ok && m.Shape().Type() == awsapi.String {
		known := slices.Collect(m.Enum())
		if len(known) > 0 && !slices.Contains(known, text) {
			return false
		}
	}
	return fits(m.Shape(), v, 0)
}
