package selector

// Segment is one part of a path. Which fields are set depends on its Kind. It
// must not be changed.
type Segment struct {
	Kind Kind

	// Names holds the keys of a Child, of which there are several in ['a','b'],
	// and the name of a Function.
	Names []string
	// NameSpans tells where each of Names is written, without quotes.
	NameSpans []Span
	// Indexes holds the indexes of an Index, of which there are several in
	// [0,2]; a negative one counts from the end of the list. It also holds the
	// argument of the function index(n).
	Indexes []int
	// From and To are the bounds of a Slice. One of them may be nil.
	From, To *int

	// Offset and End are the half-open stretch of the selector's text in which
	// the segment is written, with its dot or brackets. The segments of a path
	// follow each other without overlap.
	Offset, End int

	filter condition
}

// Span is the half-open stretch [Start, End) of a selector's text, in bytes.
type Span struct{ Start, End int }

// Kind tells what a Segment selects.
type Kind int

// The kinds of segments.
const (
	Child    Kind = iota // .key, ['key'], .'key' or ['a','b']: members of an object
	Index                // [0] or [0,2]: elements of a list
	Slice                // [0:2]: a stretch of a list
	Wildcard             // * or [*]: all members or elements
	Descend              // ..: the value itself and everything inside, for the next segment
	Filter               // [?(@.key == 'x')]: the elements that satisfy a condition
	Function             // .length(): something computed from the value
)

// String returns the kind in one lower-case word.
func (k Kind) String() string {
	switch k {
	case Child:
		return "child"
	case Index:
		return "index"
	case Slice:
		return "slice"
	case Wildcard:
		return "wildcard"
	case Descend:
		return "descend"
	case Filter:
		return "filter"
	case Function:
		return "function"
	}
	return "unknown"
}

// isDefinite tells whether the segment selects at most one value. Several keys
// at the end of a path are merged into one object.
func (s *Segment) isDefinite(last bool) bool {
	switch s.Kind {
	case Child:
		return len(s.Names) == 1 || last
	case Index:
		return len(s.Indexes) == 1
	case Function:
		return true
	}
	return false
}
