package schemas

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// A tolerance is what the service takes of a value, or of what is in it, beyond
// AWS's documentation.
type tolerance struct {
	types           []string // of JSON
	documentedTypes []string // those that the documentation knows
	words           []string // that a text may be
	documentedWords []string // nil where the documentation knows all words
	// documentedItems is how many elements the documentation allows, -1 for any
	// number.
	documentedItems int64
	// properties has all keys that the schema knows, with nil for those whose
	// values have no tolerance.
	properties      map[string]*tolerance
	otherProperties *tolerance
	items           *tolerance
}

// newTolerance returns nil where the service takes what the documentation says,
// as it is in most parts of most schemas: nothing needs to be looked at there.
func newTolerance(schema any) *tolerance {
	s, isMap := schema.(map[string]any)
	if !isMap {
		return nil
	}
	t := &tolerance{
		types:           texts(asList(s["x-ssm-tolerated"])),
		words:           texts(asList(s["enum"])),
		documentedWords: texts(asList(s["x-ssm-documented"])),
		documentedItems: -1,
		properties:      make(map[string]*tolerance),
		otherProperties: newTolerance(s["additionalProperties"]),
		items:           newTolerance(s["items"]),
	}
	t.documentedTypes = slices.DeleteFunc(texts(asList(s["type"])), func(word string) bool { return slices.Contains(t.types, word) })
	if limit, isNumber := s["x-ssm-documented-max-items"].(json.Number); isNumber {
		if n, err := limit.Int64(); err == nil {
			t.documentedItems = n
		}
	}
	exists := t.types != nil || t.documentedWords != nil || t.documentedItems >= 0 || t.otherProperties != nil || t.items != nil
	properties, _ := s["properties"].(map[string]any)
	for key, property := range properties {
		t.properties[key] = newTolerance(property)
		exists = exists || t.properties[key] != nil
	}
	if !exists {
		return nil
	}
	return t
}

// Tolerated returns what Validate accepts though AWS's documentation does not: a
// boolean in quotes, a parameter type that works but is not listed, more tags than
// the page says. Kind and Expected are those of the violation that the
// documentation alone would give; Message is empty. The places of what Validate
// has reported about v are left out.
func (s *Schema) Tolerated(v any, reported []Violation) []Violation {
	if s.tolerance == nil {
		return nil
	}
	p := &prepared{}
	var found []Violation
	s.tolerance.collect(p.documentedKeys(v, s.foldKeys), make([]string, 0, s.depth), &found)
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

// collect adds, in no certain order, what is tolerated in a value.
func (t *tolerance) collect(v any, path []string, found *[]Violation) {
	if t == nil {
		return // the service takes what the documentation says
	}
	if d, isDynamic := v.(Dynamic); isDynamic {
		if d.whole() {
			return // it may become anything
		}
		v = d.Text
	}
	add := func(kind Kind, expected []string) {
		*found = append(*found, Violation{Path: slices.Clone(path), Kind: kind, Expected: expected})
	}
	if isOneOf(v, t.types) {
		add(WrongType, t.documentedTypes)
	}
	switch v := v.(type) {
	case string:
		if t.documentedWords != nil && slices.Contains(t.words, v) && !slices.Contains(t.documentedWords, v) {
			add(NotInEnum, t.documentedWords)
		}
	case map[string]any:
		for key, element := range v {
			property, known := t.properties[key]
			if !known {
				property = t.otherProperties
			}
			property.collect(element, append(path, key), found)
		}
	case []any:
		if t.documentedItems >= 0 && int64(len(v)) > t.documentedItems {
			add(TooManyItems, []string{strconv.FormatInt(t.documentedItems, 10)})
		}
		for i, element := range v {
			t.items.collect(element, append(path, strconv.Itoa(i)), found)
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
