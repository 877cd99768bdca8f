package rewrite

import (
	"slices"

	"github.com/ssmkit/ssmkit/document"
)

// Kind is one way to write documents.
type Kind struct {
	// Name is kebab-case.
	Name string
	// Summary says what is done, in the past tense.
	Summary string
	// Shares tells that several places of the document become one, so that what
	// is said of them is said once, with the path of the first.
	Shares bool
	// Borrows tells that names are now words that messages use for other things,
	// so that messages cannot be compared.
	Borrows bool
	// Renames tells that something has another name or is there now, so that
	// documents with mistakes may get other suggestions, or have a misspelt name
	// that is not renamed with the others.
	Renames bool
	// Reorders tells that of two keys that do not go together the other one is
	// now the first.
	Reorders bool

	rewrite func(*document.Document) (Rewritten, bool)
}

// Rewritten is a document in other words.
type Rewritten struct {
	// Name is the name of the file, which says whether it is YAML or JSON.
	Name string
	Text []byte
	// Names are the new names with the old ones.
	Names map[string]string
	// SameValue tells that the document holds the same value as before, the order
	// of keys aside.
	SameValue bool
}

// Kinds are all ways to write a document.
func Kinds() []Kind {
	return slices.Concat(yamlKinds(), jsonKinds(), textKinds(), orderKinds(), aliasKinds(), renameKinds(), attributeKinds())
}

// Rewrite writes a document, which must have been read without a problem, in
// this way. It is not ok when there is nothing in it to be written so.
func (k Kind) Rewrite(doc *document.Document) (r Rewritten, ok bool) { return k.rewrite(doc) }
