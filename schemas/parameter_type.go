package schemas

import "sync"

// A ParameterType is a word that a parameter definition may have as its type.
type ParameterType struct {
	Name string `json:"name"`
	// Value is the type of the values: Name itself, or String or StringList for
	// the AWS-specific types.
	Value string `json:"value"`
	// Kinds are the kinds of documents that accept the type.
	Kinds []DocumentKind `json:"kinds"`
}

var parameterTypes = sync.OnceValue(func() map[DocumentKind][]ParameterType {
	var f struct{ Types []ParameterType }
	mustDecode("facts/parameter-types.json", &f)
	byKind := make(map[DocumentKind][]ParameterType)
	for _, t := range f.Types {
		for _, kind := range t.Kinds {
			byKind[kind] = append(byKind[kind], t)
		}
	}
	return byKind
})

// ParameterTypes returns the types of parameters that documents of the kind
// accept, the general ones first. The list must not be changed.
func ParameterTypes(kind DocumentKind) []ParameterType { return parameterTypes()[kind] }
