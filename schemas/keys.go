package schemas

import (
	"maps"
	"slices"
)

// Keys returns the keys that the schema knows for the map at a path below the
// validated value, sorted; nil where any key may stand. The path is that of a
// [Violation].
func (s *Schema) Keys(path []string) []string {
	at, ok := s.tree.(map[string]any)
	for _, name := range path {
		if !ok {
			return nil
		}
		properties, _ := at["properties"].(map[string]any)
		next, known := properties[name]
		if !known {
			if next, known = at["items"]; !known {
				next = at["additionalProperties"]
			}
		}
		at, ok = next.(map[string]any)
	}
	properties, _ := at["properties"].(map[string]any)
	if len(properties) == 0 {
		return nil
	}
	return slices.Sorted(maps.Keys(properties))
}
