package lint

import (
	"cmp"
	"slices"

	"github.com/ssmkit/ssmkit/document"
)

// Diagnostic is one finding. Message is one line and true on its own; Related
// points at other places instead of spelling line numbers out.
type Diagnostic struct {
	Rule     string
	Severity Severity
	Message  string
	Source   *document.Source
	Span     document.Span
	// Path is the place in the document, mainSteps[0].outputs[1].Type for
	// example; empty for the document as a whole.
	Path string
	// Suggestion is what would be right in place of the text at Span, or what to
	// do; empty when nothing is certain enough.
	Suggestion string
	// Related are other places that explain the finding.
	Related []Related
	// Fix mends it when there is exactly one right way; nil otherwise.
	Fix *Fix
}

// Related is another place of the same file, with what it has to do with the
// finding.
type Related struct {
	Span    document.Span
	Message string
}

// Fix is a set of byte edits that mend one finding. Either all of them are made
// or none.
type Fix struct {
	// Title says in a few words what the fix does: declare parameter "X".
	Title string
	Edits []document.Edit
	// Last tells that the fix takes in the document as the other fixes leave it,
	// so it is made when there are no others.
	Last bool
}

// sortDiagnostics puts the findings of one file into the one order they are
// ever shown in, whatever order the rules ran in.
func sortDiagnostics(diagnostics []Diagnostic) {
	slices.SortStableFunc(diagnostics, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Span.Start.Offset, b.Span.Start.Offset),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message),
		)
	})
}
