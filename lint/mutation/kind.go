package mutation

import (
	"slices"

	"github.com/ssmkit/ssmkit/document"
)

// Kind is one kind of mistake.
type Kind struct {
	// Name is kebab-case.
	Name string
	// Summary says what the author did, in the past tense.
	Summary string
	// BreaksForm tells that the mutants may no longer be YAML or JSON that can
	// be read without a problem. The mutants of other kinds always can.
	BreaksForm bool

	make func(*maker)
}

// Mutant is a good document with one mistake.
type Mutant struct {
	// Edits make the mistake. There are several only where one act of an author
	// changes several places.
	Edits []document.Edit
	// Start and End are the bytes of the good document that the mistake is
	// about: the changed text, or the map that lacks something.
	Start, End int
	// Words are names that a finding at another place must say to be about the
	// mistake.
	Words []string
}

// Kinds are all kinds of mistakes: those of the form, of the document, and then
// of its parts from the parameters to single actions.
func Kinds() []Kind {
	return slices.Concat(
		formKinds(),
		documentKinds(),
		parameterKinds(),
		referenceKinds(),
		stepKinds(),
		jumpKinds(),
		outputKinds(),
		callKinds(),
		branchKinds(),
		loopKinds(),
		actionKinds(),
		scriptKinds(),
		shellKinds(),
		commandKinds(),
		sessionKinds(),
	)
}

// Mutants are all mutants of this kind that can be made of a document, which
// must have been read without a problem. They come in the same order each time.
func (k Kind) Mutants(doc *document.Document) []Mutant {
	m := &maker{doc: doc}
	k.make(m)
	return m.made
}
