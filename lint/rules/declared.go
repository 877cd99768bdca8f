package rules

import (
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

// declared tells whether a document has what a reference of this name would be
// to: a parameter, an output of a step, a variable or a system variable.
func declared(doc *document.Document, name string) bool {
	if prefix, rest, ok := strings.Cut(name, ":"); ok {
		return prefix == "variable" && doc.Variable(rest) != nil || isAutomation(doc) && isSystemVariable(name)
	}
	step, output, ok := strings.Cut(name, ".")
	if !ok {
		return doc.Parameter(name) != nil
	}
	s := doc.Step(step)
	if s == nil {
		return false
	}
	names, certain := outputNames(s)
	return !certain || slices.Contains(names, output)
}
