package schemas

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// maxNumber bounds the length of a number, whose exact value the library
// computes. Floats need 24 characters, and identifiers of AWS stay under 40.
const maxNumber = 400

// prepared is a value in the form that the library bears, with what was found on
// the way to it.
type prepared struct {
	value any
	// separator occurs in no key and overlaps neither with itself nor, at a
	// joint, with the keys it is put between.
	separator  string
	violations []Violation
	// texts holds the places of strings that are known only in part.
	texts map[string]bool
	// spelling maps documented keys of the top level to the spelling in the
	// value, where the two differ.
	spelling map[string]string

	depth        int // how many levels below v the schema reaches
	longestZeros int // of NUL bytes in any key
	partial      [][]string
}

// prepare replaces in v what the library cannot bear, as deep as the schema
// reaches: the library looks no deeper. What needs no replacement is shared
// with v.
func (s *Schema) prepare(v any) *prepared {
	p := &prepared{depth: s.depth}
	p.value, _ = p.replace(p.documentedKeys(v, s.foldKeys), make([]string, 0, s.depth))
	p.separator = "\x01" + strings.Repeat("\x00", p.longestZeros+1)
	for _, path := range p.partial {
		if p.texts == nil {
			p.texts = make(map[string]bool)
		}
		p.texts[p.join(path)] = true
	}
	return p
}

func (p *prepared) join(path []string) string { return strings.Join(path, p.separator) }

// split returns the path in a context of the library, nil for the root.
func (p *prepared) split(context string) []string {
	path := strings.Split(context, p.separator)[1:] // the first is the name of the root
	if len(path) == 0 {
		return nil
	}
	return path
}

// isText reports whether the value at path is a string known only in part.
func (p *prepared) isText(path []string) bool {
	return p.texts != nil && p.texts[p.join(path)]
}

// documentedKeys gives the keys of a map their documented spelling, where the
// schema is blind to letter case. A key that is there in that spelling wins, and
// any double is left as it is: an unknown key.
func (p *prepared) documentedKeys(v any, foldKeys map[string]string) any {
	m, isMap := v.(map[string]any)
	if !isMap || foldKeys == nil {
		return v
	}
	documented := make(map[string]any, len(m))
	for _, key := range slices.Sorted(maps.Keys(m)) {
		name, known := foldKeys[strings.ToLower(key)]
		_, exact := m[name]
		_, taken := documented[name]
		if !known || name == key || exact || taken {
			documented[key] = m[key]
			continue
		}
		documented[name] = m[key]
		if p.spelling == nil {
			p.spelling = make(map[string]string)
		}
		p.spelling[name] = key
	}
	return documented
}

// original gives the violation the key as it stands in the value.
func (p *prepared) original(v Violation) Violation {
	if len(v.Path) > 0 {
		if key, differs := p.spelling[v.Path[0]]; differs {
			v.Path = slices.Clone(v.Path)
			v.Path[0] = key
		}
	}
	return v
}

// replace returns what stands for v, and whether that is something else than v.
func (p *prepared) replace(v any, path []string) (any, bool) {
	switch v := v.(type) {
	case map[string]any:
		return p.replaceInMap(v, path)
	case []any:
		return p.replaceInList(v, path)
	case Dynamic:
		if v.whole() {
			return v, false
		}
		p.partial = append(p.partial, slices.Clone(path))
		return v.Text, true
	case json.Number:
		if bearable(v) {
			return v, false
		}
		p.violations = append(p.violations, p.original(Violation{Path: slices.Clone(path), Kind: NotRepresentable}))
		return Dynamic{}, true // satisfies everything, so that the mistake is told once
	}
	return v, false
}

func (p *prepared) replaceInMap(m map[string]any, path []string) (any, bool) {
	if len(path) == p.depth {
		return m, false
	}
	var changed map[string]any
	for key, element := range m {
		p.longestZeros = max(p.longestZeros, longestRunOfZeros(key))
		if isPlain(element) {
			continue
		}
		other, differs := p.replace(element, append(path, key))
		if !differs {
			continue
		}
		if changed == nil {
			changed = maps.Clone(m)
		}
		changed[key] = other
	}
	if changed == nil {
		return m, false
	}
	return changed, true
}

func (p *prepared) replaceInList(list []any, path []string) (any, bool) {
	if len(path) == p.depth {
		return list, false
	}
	var changed []any
	for i, element := range list {
		if isPlain(element) {
			continue
		}
		other, differs := p.replace(element, append(path, strconv.Itoa(i)))
		if !differs {
			continue
		}
		if changed == nil {
			changed = slices.Clone(list)
		}
		changed[i] = other
	}
	if changed == nil {
		return list, false
	}
	return changed, true
}

// isPlain reports whether a value is one that never needs a replacement.
func isPlain(v any) bool {
	switch v.(type) {
	case string, bool, nil:
		return true
	}
	return false
}

// bearable reports whether the library can compute with the number: it crashes
// on text that is no JSON number, and takes the time and memory that the
// exponent asks for.
func bearable(n json.Number) bool {
	if len(n) > maxNumber || !json.Valid([]byte(n)) {
		return false
	}
	if c := n[0]; c != '-' && (c < '0' || c > '9') {
		return false // JSON, but no number
	}
	_, err := n.Float64()
	return err == nil && !hugeExponent(string(n))
}

// hugeExponent catches numbers such as 0e999999999, which a float holds as 0.
func hugeExponent(n string) bool {
	i := strings.IndexAny(n, "eE")
	if i < 0 {
		return false
	}
	exponent, err := strconv.Atoi(n[i+1:])
	return err != nil || exponent > 400 || exponent < -400
}

func longestRunOfZeros(s string) int {
	if strings.IndexByte(s, 0) < 0 {
		return 0
	}
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != 0 {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
