package selector

import (
	"strconv"
	"strings"
)

// Path is a compiled selector. It does not change and may be used by several
// goroutines at once.
type Path struct {
	text     string
	segments []Segment
	definite bool
	// leading counts the definite segments before the first indefinite one.
	// What is missing up to there, that one included, is an error.
	leading int
	// relative paths start at the element that a filter looks at ("@"), not at
	// the root ("$").
	relative bool
	// library evaluates the path; it is nil when the library cannot. It parses
	// the path on its first call.
	library func() (evaluable, error)
}

// Definite tells whether the path selects one value. If not, it selects a list.
func (p *Path) Definite() bool { return p.definite }

// Segments returns the parts of the path in order, none for "$". The caller must
// not change them.
func (p *Path) Segments() []Segment { return p.segments }

// Text returns the selector as it was written.
func (p *Path) Text() string { return p.text }

// String returns the canonical spelling, such as $['a'][0]. Filters are kept as
// they are written. Paths with the same spelling select the same.
func (p *Path) String() string { return p.prefix(len(p.segments)) }

// prefix returns the canonical spelling of the first n segments.
func (p *Path) prefix(n int) string {
	var b strings.Builder
	b.WriteString(p.root())
	for i := range p.segments[:n] {
		p.segments[i].write(&b, p.text)
	}
	return b.String()
}

func (p *Path) root() string {
	if p.relative {
		return "@"
	}
	return "$"
}

func (s *Segment) write(b *strings.Builder, text string) {
	switch s.Kind {
	case Child:
		for i, name := range s.Names {
			b.WriteString(separator(i))
			b.WriteString(quote(name))
		}
		b.WriteByte(']')
	case Index:
		for i, n := range s.Indexes {
			b.WriteString(separator(i))
			b.WriteString(strconv.Itoa(n))
		}
		b.WriteByte(']')
	case Slice:
		b.WriteString("[" + bound(s.From) + ":" + bound(s.To) + "]")
	case Wildcard:
		b.WriteString("[*]")
	case Descend:
		b.WriteString("..")
	case Filter:
		b.WriteString(strings.TrimPrefix(text[s.Offset:s.End], "."))
	case Function:
		b.WriteString("." + s.Names[0] + "(")
		if len(s.Indexes) > 0 {
			b.WriteString(strconv.Itoa(s.Indexes[0]))
		}
		b.WriteByte(')')
	}
}

// separator is what stands before the i-th thing in brackets.
func separator(i int) string {
	if i == 0 {
		return "["
	}
	return ","
}

func bound(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// quote writes a key in single quotes, as unquote reads it.
func quote(key string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(key) + "'"
}

func (p *Path) notFound(i int, reason string) *NotFoundError {
	return &NotFoundError{Path: p.prefix(i + 1), Segment: i, Reason: reason}
}
