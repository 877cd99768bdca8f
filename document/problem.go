package document

// ProblemCode names a kind of problem. It is the name of the rule under which
// the linter reports it, so it is kebab-case and never changes.
type ProblemCode string

// What can be wrong with the form of a file.
const (
	// SyntaxProblem is text that is neither YAML nor JSON.
	SyntaxProblem ProblemCode = "syntax"
	// DuplicateKeyProblem is a key that a map has already.
	DuplicateKeyProblem ProblemCode = "duplicate-key"
	// UnquotedReferenceProblem is a {{ reference }} that YAML takes for a map.
	UnquotedReferenceProblem ProblemCode = "unquoted-reference"
	// MultipleDocumentsProblem is a second document in one YAML stream.
	MultipleDocumentsProblem ProblemCode = "multiple-documents"
	// TooLargeProblem is a file beyond what this package reads: too many bytes,
	// too deep, or too large once its aliases are written out.
	TooLargeProblem ProblemCode = "too-large"
	// AliasProblem is a YAML alias or merge key that leads nowhere or to itself.
	AliasProblem ProblemCode = "bad-alias"
	// TagProblem is a YAML tag of another format, such as CloudFormation's !Ref.
	TagProblem ProblemCode = "foreign-tag"
	// KeyProblem is a key of a map that is no text.
	KeyProblem ProblemCode = "bad-key"
)

// Problem is something wrong with the form of a file.
type Problem struct {
	Code ProblemCode
	// Message is one line: lower case, no full stop, true on its own.
	Message string
	Span    Span
	// Suggestion is the text that would be right in place of Span, if it is
	// known; empty otherwise.
	Suggestion string
	// Related is another place that explains the problem; nil if there is none.
	Related *Related
	// Edits mend the problem when there is exactly one way; nil otherwise.
	Edits []Edit
}

// Related is another place of the same file, with what it has to do with it.
type Related struct {
	Span    Span
	Message string
}
