package schemas

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

const (
	// maxNesting bounds the stack that a hostile value can use.
	maxNesting = 1000
	// maxNumber bounds the digits of a number, whose exact value the library
	// computes. Floats need 17, and identifiers of AWS stay under 40.
	maxNumber = 400
)

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

	longestZeros int // of NUL bytes in any key
	partial      [][]string
}

// prepare copies v with everything replaced that the library cannot bear.
// foldKeys is the schema's.
func prepare(v any, foldKeys map[string]string) *prepared {
	p := &prepared{}
	if m, isMap := v.(map[string]any); isMap && foldKeys != nil {
		v = p.documentedKeys(m, foldKeys)
	}
	p.value = p.copy(v, nil)
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

// documentedKeys gives keys their documented spelling. A key that is there in
// that spelling wins, and any double is left as it is: an unknown key.
func (p *prepared) documentedKeys(m map[string]any, foldKeys map[string]string) map[string]any {
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

func (p *prepared) copy(v any, path []string) any {
	if len(path) > maxNesting {
		return p.refuse(path)
	}
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for key, element := range v {
			p.longestZeros = max(p.longestZeros, longestRunOfZeros(key))
			m[key] = p.copy(element, append(path, key))
		}
		return m
	case []any:
		list := make([]any, len(v))
		for i, element := range v {
			list[i] = p.copy(element, append(path, strconv.Itoa(i)))
		}
		return list
	case Dynamic:
		if v.whole() {
			return v
		}
		p.partial = append(p.partial, slices.Clone(path))
		return v.Text
	case json.Number:
		if !bearable(v) {
			return p.refuse(path)
		}
		return v
	}
	return v
}

// refuse reports the place and leaves a value that satisfies everything, so that
// the one mistake is told once.
func (p *prepared) refuse(path []string) any {
	p.violations = append(p.violations, p.original(Violation{Path: slices.Clone(path), Kind: NotRepresentable}))
	return Dynamic{}
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
