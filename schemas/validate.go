package schemas

import (
	"encoding/json"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/xeipuuv/gojsonschema"
)

// Validate returns how v differs from what the schema wants, in the order of
// places; nil when it does not. v is nil, a bool, a string, a [json.Number], a
// []any, a map[string]any or a [Dynamic], and so are its elements; anything else
// counts as a value that is not known. v is not changed.
func (s *Schema) Validate(v any) []Violation {
	p := s.prepare(v)
	// The library fails only when it cannot load the value, and this one is loaded.
	result, err := s.compiled.Validate(memory{p.value})
	if err != nil {
		return []Violation{{Kind: Other, Message: err.Error()}}
	}
	violations := p.violations
	bad := badNames(result.Errors())
	for _, e := range result.Errors() {
		if text, isText := e.Value().(string); isText && bad[badName{e.Context(), text}] {
			continue // says of the map what is wrong with the spelling of a key
		}
		path := p.split(e.Context().String(p.separator))
		violation := translate(e, path)
		if violation.Kind != WrongType && p.isText(path) {
			continue // part of the text is known only at run time
		}
		violations = append(violations, p.original(violation))
	}
	slices.SortFunc(violations, compareViolations)
	return violations
}

// A badName is a key, spelt as it may not be, of the map at a place.
type badName struct {
	context *gojsonschema.JsonContext
	key     string
}

// badNames collects the keys that are spelt wrong. The library
// reports such a key, and also, in the context of the map, the rule that its
// spelling breaks.
func badNames(errs []gojsonschema.ResultError) map[badName]bool {
	var bad map[badName]bool
	for _, e := range errs {
		if e.Type() != "invalid_property_name" {
			continue
		}
		if bad == nil {
			bad = make(map[badName]bool)
		}
		key, _ := e.Details()["property"].(string)
		bad[badName{e.Context(), key}] = true
	}
	return bad
}

var kindOfError = map[string]Kind{
	"invalid_type":                    WrongType,
	"required":                        MissingProperty,
	"additional_property_not_allowed": UnknownProperty,
	"invalid_property_name":           BadPropertyName,
	"enum":                            NotInEnum,
	"const":                           NotInEnum,
	"pattern":                         Pattern,
	"string_gte":                      TooShort,
	"string_lte":                      TooLong,
	"number_gte":                      TooSmall,
	"number_gt":                       TooSmall,
	"number_lte":                      TooLarge,
	"number_lt":                       TooLarge,
	"array_min_items":                 TooFewItems,
	"array_max_items":                 TooManyItems,
	"array_min_properties":            TooFewProperties,
	"array_max_properties":            TooManyProperties,
}

func translate(e gojsonschema.ResultError, path []string) Violation {
	v := Violation{Path: path, Kind: kindOfError[e.Type()], Message: e.Description()}
	detail := func(key string) string { return detailText(e.Details()[key]) }
	switch v.Kind {
	case MissingProperty, UnknownProperty, BadPropertyName:
		v.Property = detail("property")
	case WrongType:
		v.Expected = strings.Split(strings.Trim(detail("expected"), "[]"), ",")
	case NotInEnum:
		v.Expected = enumValues(detail("allowed"))
	case Pattern:
		v.Expected = []string{detail("pattern")}
	case TooShort, TooSmall, TooFewItems, TooFewProperties:
		v.Expected = []string{detail("min")}
	case TooLong, TooLarge, TooManyItems, TooManyProperties:
		v.Expected = []string{detail("max")}
	}
	return v
}

// detailText returns a detail as text. Limits of numbers come as big.Float,
// other limits as int, patterns compiled.
func detailText(detail any) string {
	switch d := detail.(type) {
	case string:
		return d
	case *big.Float:
		return d.Text('g', -1)
	case *regexp.Regexp:
		return d.String()
	}
	text, err := json.Marshal(detail)
	if err != nil {
		return ""
	}
	return string(text)
}

// enumValues splits the library's list of values, which are JSON texts joined by
// commas. It returns strings without their quotes, and once what is allowed both
// as a string and without quotes.
func enumValues(joined string) []string {
	var all []json.RawMessage
	if err := json.Unmarshal([]byte("["+joined+"]"), &all); err != nil {
		return []string{joined}
	}
	var values []string
	for _, text := range all {
		var value string
		if err := json.Unmarshal(text, &value); err != nil {
			value = string(text) // a number or a boolean, as written
		}
		if !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	return values
}
