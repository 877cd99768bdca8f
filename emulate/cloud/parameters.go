package cloud

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// maxDepth is how deep parameters may nest. Shapes such as a DynamoDB item are
// recursive; the services allow about 32 levels.
const maxDepth = 200

// Parameters checks the parameters of a call against what the operation takes,
// as boto3 does before it sends anything, and returns them in the form to send.
// The error is a *ParameterError.
//
// Values become what the API wants where nothing can be lost: "5" a number where
// one is wanted, 5 a text, "true" a boolean, a list with one element that
// element. The service does something of the kind for runbooks; how far it goes
// is not documented. A parameter may have the other name that boto3 takes for
// it. Values outside an enum, a pattern or a maximum pass, as boto3 leaves these
// to the service.
func Parameters(op awsapi.Operation, given *value.Object) (*value.Object, error) {
	c := &parameterCheck{}
	renamed := value.New()
	for name, v := range given.All() {
		if m := op.Parameter(name); m.Exists() {
			name = m.Name()
		}
		renamed.Set(name, v)
	}
	checked := c.structure(op.Input(), renamed, "")
	if len(c.problems) > 0 {
		return nil, &ParameterError{c.problems}
	}
	return checked, nil
}

// ParameterError says which parameters of a call boto3 would not send.
type ParameterError struct {
	// Problems are in boto3's wording, in the order of the parameters.
	Problems []string
}

// Error is boto3's report.
func (e *ParameterError) Error() string {
	return "Parameter validation failed:\n" + strings.Join(e.Problems, "\n")
}

type parameterCheck struct {
	problems []string
	depth    int
}

func (c *parameterCheck) report(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

// value checks v, which stands at path, and returns what to send for it.
func (c *parameterCheck) value(s awsapi.Shape, v any, path string) any {
	if s.Document() {
		return v
	}
	if c.depth == maxDepth {
		c.report("Invalid value for parameter %s: more than %d levels of lists and structures", plainPath(path), maxDepth)
		return v
	}
	c.depth++
	defer func() { c.depth-- }()
	switch s.Type() {
	case awsapi.Structure:
		if object, ok := v.(*value.Object); ok {
			return c.structure(s, object, path)
		}
		c.wrongType(path, v, "<class 'dict'>")
	case awsapi.Map:
		if object, ok := v.(*value.Object); ok {
			return c.mapping(s, object, path)
		}
		c.wrongType(path, v, "<class 'dict'>")
	case awsapi.List:
		if list, ok := v.([]any); ok {
			return c.list(s, list, path)
		}
		c.wrongType(path, v, "<class 'list'>, <class 'tuple'>")
	default:
		return c.scalar(s, v, path)
	}
	return v
}

func (c *parameterCheck) structure(s awsapi.Shape, given *value.Object, path string) *value.Object {
	for m := range s.Members() {
		if _, ok := given.Get(m.Name()); m.Required() && !ok {
			c.report("Missing required parameter in %s: %q", plainPath(path), m.Name())
		}
	}
	if s.Union() && given.Len() != 1 {
		c.report("Invalid number of parameters set for tagged union structure %s. Can only set one of the following keys: %s.",
			plainPath(path), memberNames(s))
	}
	checked := value.New()
	for name, v := range given.All() {
		m := s.Member(name)
		if !m.Exists() {
			c.report("Unknown parameter in %s: %q, must be one of: %s", plainPath(path), name, memberNames(s))
			continue
		}
		checked.Set(name, c.value(m.Shape(), v, path+"."+name))
	}
	return checked
}

func (c *parameterCheck) mapping(s awsapi.Shape, given *value.Object, path string) *value.Object {
	c.length(s, given.Len(), path)
	checked := value.New()
	for key, v := range given.All() {
		checked.Set(key, c.value(s.Value().Shape(), v, path+"."+key))
	}
	return checked
}

func (c *parameterCheck) list(s awsapi.Shape, given []any, path string) []any {
	c.length(s, len(given), path)
	checked := make([]any, len(given))
	for i, v := range given {
		checked[i] = c.value(s.Elem().Shape(), v, path+"["+strconv.Itoa(i)+"]")
	}
	return checked
}

func (c *parameterCheck) length(s awsapi.Shape, length int, path string) {
	if least, err := s.Min().Int64(); err == nil && int64(length) < least {
		c.report("Invalid length for parameter %s, value: %d, valid min length: %d", plainPath(path), length, least)
	}
}

func (c *parameterCheck) scalar(s awsapi.Shape, v any, path string) any {
	if list, ok := v.([]any); ok && len(list) == 1 {
		v = list[0]
	}
	switch s.Type() {
	case awsapi.Integer, awsapi.Long:
		if n, ok := integer(v); ok {
			c.atLeast(s, n, path)
			return n
		}
		c.wrongType(path, v, "<class 'int'>")
	case awsapi.Float, awsapi.Double:
		if n, ok := number(v); ok {
			c.atLeast(s, n, path)
			return n
		}
		c.wrongType(path, v, "<class 'float'>, <class 'decimal.Decimal'>, <class 'int'>")
	case awsapi.Boolean:
		if b, ok := boolean(v); ok {
			return b
		}
		c.wrongType(path, v, "<class 'bool'>")
	case awsapi.Timestamp:
		switch v.(type) {
		case string, json.Number:
			return v
		}
		c.wrongType(path, v, "<class 'datetime.datetime'>, timestamp-string")
	case awsapi.Blob:
		if text, ok := v.(string); ok {
			return text
		}
		c.wrongType(path, v, "<class 'bytes'>, <class 'bytearray'>, file-like object")
	default:
		if text, ok := value.ScalarText(v); ok {
			c.length(s, utf8.RuneCountInString(text), path)
			return text
		}
		c.wrongType(path, v, "<class 'str'>")
	}
	return v
}

func (c *parameterCheck) atLeast(s awsapi.Shape, n json.Number, path string) {
	if s.Min() == "" {
		return
	}
	if order, ok := value.CompareNumbers(n, s.Min()); ok && order < 0 {
		c.report("Invalid range for parameter %s, value: %s, valid min value: %s", plainPath(path), n, s.Min())
	}
}

func (c *parameterCheck) wrongType(path string, v any, valid string) {
	shown, ok := v.(string)
	if !ok {
		shown = pythonText(v)
	}
	c.report("Invalid type for parameter %s, value: %s, type: %s, valid types: %s",
		plainPath(path), shown, pythonType(v), valid)
}

// plainPath is how boto3 names a place: "input" for the whole, no dot in front.
func plainPath(path string) string {
	if path == "" {
		return "input"
	}
	return strings.TrimPrefix(path, ".")
}

func memberNames(s awsapi.Shape) string {
	var names []string
	for m := range s.Members() {
		names = append(names, m.Name())
	}
	return strings.Join(names, ", ")
}

// integer reads a whole number, also from its decimal digits in a text.
func integer(v any) (json.Number, bool) {
	var text string
	switch v := v.(type) {
	case json.Number:
		text = string(v)
	case string:
		text = v
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return json.Number(strconv.FormatInt(n, 10)), err == nil
}

// number reads a number, also from a text that is one in JSON.
func number(v any) (json.Number, bool) {
	switch v := v.(type) {
	case json.Number:
		return v, true
	case string:
		n, err := value.Decode([]byte(v))
		number, ok := n.(json.Number)
		return number, err == nil && ok
	}
	return "", false
}

func boolean(v any) (b, ok bool) {
	switch v := v.(type) {
	case bool:
		return v, true
	case string:
		switch {
		case strings.EqualFold(v, "true"):
			return true, true
		case strings.EqualFold(v, "false"):
			return false, true
		}
	}
	return false, false
}
