package schemas

import "sync"

// An OutputType is a word that an output of a step may have as its Type. The
// variables of a runbook have the same types.
type OutputType struct {
	Name string `json:"type"`
	// From are the types of selected values that are converted to this one.
	From []string `json:"from"`
}

// DefaultOutputType is the type of an output that states none.
const DefaultOutputType = "String"

var outputTypes = sync.OnceValue(func() []OutputType {
	var f struct{ Types []OutputType }
	mustDecode("facts/output-types.json", &f)
	return f.Types
})

// OutputTypes returns the types of outputs.
func OutputTypes() []OutputType { return outputTypes() }
