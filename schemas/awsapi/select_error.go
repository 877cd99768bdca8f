package awsapi

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document/selector"
)

// A SelectError says where a selector leaves what an answer can hold.
type SelectError struct {
	Segment     int    // index of the segment that finds nothing
	Offset, End int    // stretch of the selector's text to blame, in bytes: the name, else the segment
	Path        string // the selector up to there, such as "$.Reservations[0]"
	Inside      bool   // after "..": it is about everything inside what stands at Path
	In          Value  // what stands there; the first structure where several values are possible
	Name        string // the name that In does not have; empty where the segment is no name
	// Nearest are names of members there that may have been meant, the likeliest
	// first; it may be empty.
	Nearest []string
	// Elsewhere are the places of the answer with a member of that name without
	// regard to case, the shallowest first, as selectors with the index 0; it
	// may be empty.
	Elsewhere []string
}

func (e *SelectError) Error() string {
	message := e.cause()
	switch {
	case len(e.Nearest) > 0:
		return message + fmt.Sprintf("; did you mean %q?", e.Nearest[0])
	case len(e.Elsewhere) == 1: // one of many would be a guess
		return message + fmt.Sprintf("; did you mean %q?", e.Elsewhere[0])
	}
	return message
}

func (e *SelectError) cause() string {
	switch {
	case e.Inside && e.Name != "":
		return fmt.Sprintf("nothing inside %s has a member %q", e.Path, e.Name)
	case e.Inside:
		return fmt.Sprintf("nothing inside %s has elements", e.Path)
	case e.Name == "" && e.In.Type == Structure:
		return fmt.Sprintf("%s is a structure, which has no index", e.Path)
	case e.Name == "":
		return fmt.Sprintf("%s is a %s, which holds nothing to select", e.Path, e.In.Type)
	case e.In.Type == List:
		return fmt.Sprintf("%s is a list, which has no member %q but elements, such as [0]", e.Path, e.Name)
	case e.In.Type != Structure:
		return fmt.Sprintf("%s is a %s, which has no member %q", e.Path, e.In.Type, e.Name)
	}
	return fmt.Sprintf("%s has no member %q", e.Path, e.Name)
}

// pathText writes segments as a selector.
func pathText(segments []selector.Segment) string {
	var b strings.Builder
	b.WriteByte('$')
	for i := range segments {
		s := &segments[i]
		switch s.Kind {
		case selector.Child:
			for k, name := range s.Names {
				b.WriteString(childText(name, k, len(s.Names)))
			}
		case selector.Index:
			b.WriteByte('[')
			for k, n := range s.Indexes {
				if k > 0 {
					b.WriteByte(',')
				}
				b.WriteString(strconv.Itoa(n))
			}
			b.WriteByte(']')
		case selector.Slice:
			b.WriteString("[:]")
		case selector.Wildcard:
			b.WriteString("[*]")
		case selector.Descend:
			b.WriteByte('.') // the next segment brings the second
		case selector.Filter:
			b.WriteString("[?]")
		case selector.Function:
			b.WriteString("." + s.Names[0] + "()")
		}
	}
	return b.String()
}

// childText writes the k-th of n names of a segment.
func childText(name string, k, n int) string {
	plain := n == 1 && name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	})
	if plain {
		return "." + name
	}
	open, end := ",", ""
	if k == 0 {
		open = "["
	}
	if k == n-1 {
		end = "]"
	}
	return open + "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(name) + "'" + end
}
