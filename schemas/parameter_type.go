package schemas

import (
	"slices"
	"sync"
)

// A ParameterType is a word that a parameter definition may have as its type.
type ParameterType struct {
	Name string `json:"name"`
	// Value is the type of the values: Name itself, or String or StringList for
	// the AWS-specific types.
	Value string `json:"value"`
	// Kinds are the kinds of documents that accept the type, Documented those
	// whose documentation says so.
	Kinds      []DocumentKind `json:"kinds"`
	Documented []DocumentKind `json:"documented"`
	// ConsolePattern is the expression by which the console looks up resources of
	// an AWS-specific type, for each element of a list; empty for the other types.
	// Whether the service enforces it is not known.
	ConsolePattern string `json:"consolePattern"`
}

var parameterTypes = sync.OnceValue(func() []ParameterType {
	var f struct{ Types []ParameterType }
	mustDecode("facts/parameter-types.json", &f)
	return f.Types
})

// ParameterTypes returns the types of parameters that documents of the kind
// accept, the general ones first.
func ParameterTypes(kind DocumentKind) []ParameterType {
	var types []ParameterType
	for _, t := range parameterTypes() {
		if slices.Contains(t.Kinds, kind) {
			types = append(types, t)
		}
	}
	return types
}
