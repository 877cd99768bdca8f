package schemas

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Tolerated returns what Validate accepts though AWS's documentation does not: a
// boolean in quotes, a parameter type that works but is not listed, more tags than
// the page says. Kind and
// Expected are those of the violation that the documentation alone would give;
// Message is empty. What Validate reports is not reported again.
func (s *Schema) Tolerated(v any) []Violation {
	p := s.prepare(v)
	var found []Violation
	collectTolerated(s.tree, p.value, nil, &found)
	if len(found) == 0 {
		return nil
	}
	reported := s.Validate(v)
	var tolerated []Violation
	for _, violation := range found {
		violation = p.original(violation)
		if !slices.ContainsFunc(reported, func(r Violation) bool { return slices.Equal(r.Path, violation.Path) }) {
			tolerated = append(tolerated, violation)
		}
	}
	slices.SortFunc(tolerated, compareViolations)
	return tolerated
}

func collectTolerated(schema, v any, path []string, found *[]Violation) {
	s, _ := schema.(map[string]any)
	if s == nil {
		return
	}
	if words := texts(asList(s["x-ssm-tolerated"])); isOneOf(v, words) {
		documented := slices.DeleteFunc(texts(asList(s["type"])), func(t string) bool { return slices.Contains(words, t) })
		*found = append(*found, Violation{Path: slices.Clone(path), Kind: WrongType, Expected: documented})
	}
	if documented := texts(asList(s["x-ssm-documented"])); documented != nil {
		text, isText := v.(string)
		accepted := slices.Contains(texts(asList(s["enum"])), text)
		if isText && accepted && !slices.Contains(documented, text) {
			*found = append(*found, Violation{Path: slices.Clone(path), Kind: NotInEnum, Expected: documented})
		}
	}
	switch v := v.(type) {
	case map[string]any:
		properties, _ := s["properties"].(map[string]any)
		for _, key := range slices.Sorted(maps.Keys(v)) {
			part, known := properties[key]
			if !known {
				part = s["additionalProperties"]
			}
			collectTolerated(part, v[key], append(path, key), found)
		}
	case []any:
		if limit, ok := s["x-ssm-documented-max-items"].(json.Number); ok {
			if n, err := limit.Int64(); err == nil && int64(len(v)) > n {
				*found = append(*found, Violation{Path: slices.Clone(path), Kind: TooManyItems, Expected: []string{limit.String()}})
			}
		}
		for i, element := range v {
			collectTolerated(s["items"], element, append(path, strconv.Itoa(i)), found)
		}
	}
}

// asList returns a JSON list, nil for what is none.
func asList(v any) []any {
	l, _ := v.([]any)
	return l
}

// isOneOf reports whether v has one of the JSON types.
func isOneOf(v any, types []string) bool {
	switch v := v.(type) {
	case string:
		return slices.Contains(types, "string")
	case bool:
		return slices.Contains(types, "boolean")
	case []any:
		return slices.Contains(types, "array")
	case map[string]any:
		return slices.Contains(types, "object")
	case json.Number:
		whole := !strings.ContainsAny(string(v), ".eE")
		return slices.Contains(types, "number") || whole && slices.Contains(types, "integer")
	}
	return false
}
