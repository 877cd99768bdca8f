package synth

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// goal is a wish on its way down an answer: what its path still has to go.
type goal struct {
	wish *Wish
	rest []selector.Segment
	// equal is the text that filters of the path want of what the rest leads to;
	// then the wish is only a means.
	equal string
}

func newGoal(w *Wish) goal { return goal{wish: w, rest: w.Path.Segments()} }

// done tells that the value itself is what is wished for.
func (g goal) done() bool { return len(g.rest) == 0 || g.rest[0].Kind == selector.Function }

func (g goal) next() goal { return goal{g.wish, g.rest[1:], g.equal} }

// empty tells that a list without elements is wished for, which desired values
// write as [].
func (g goal) empty() bool { return g.done() && slices.Contains(g.values(), "[]") }

// values are the texts of which the value should be one; none for any.
func (g goal) values() []string {
	if g.equal != "" {
		return []string{g.equal}
	}
	return g.wish.Values
}

// members are the goals of the members of a structure or the keys of a map, by
// name. Those of a path with .. go on below, and are met wherever they lead.
func members(goals []goal, s awsapi.Shape) map[string][]goal {
	inside := map[string][]goal{}
	add := func(name string, g goal) { inside[name] = append(inside[name], g) }
	for _, g := range goals {
		if g.done() {
			continue
		}
		switch g.rest[0].Kind {
		case selector.Child:
			for _, name := range g.rest[0].Names {
				add(name, g.next())
			}
		case selector.Descend:
			descend(g, s, add)
		}
	}
	return inside
}

// descend leads a goal to the nearest members of the name behind its "..".
func descend(g goal, s awsapi.Shape, add func(string, goal)) {
	if len(g.rest) < 2 || g.rest[1].Kind != selector.Child {
		return
	}
	for m := range s.Members() {
		if slices.Contains(g.rest[1].Names, m.Name()) {
			add(m.Name(), goal{g.wish, g.rest[2:], g.equal})
		}
	}
	for _, name := range g.rest[1].Names {
		for _, place := range s.Find(name, 1) {
			first, _, below := strings.Cut(place.Path, ".")
			first, _, _ = strings.Cut(first, "[")
			if below || strings.Contains(place.Path, "[") {
				add(first, g)
			}
		}
	}
}

// comparison is the usual filter: one member that equals a text.
var comparison = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`@\.([\w.-]+)\s*==\s*['"]([^'"]*)['"]`)
})

// element is the goals of the i-th element of a list.
func element(goals []goal, i int) []goal {
	var inside []goal
	for _, g := range goals {
		if g.done() {
			// Each element is among what is looked at.
			if len(g.values()) > 0 {
				inside = append(inside, g)
			}
			continue
		}
		switch segment := g.rest[0]; segment.Kind {
		case selector.Index:
			for _, index := range segment.Indexes {
				if index == i || index < 0 {
					inside = append(inside, g.next())
				}
			}
		case selector.Wildcard, selector.Slice:
			inside = append(inside, g.next())
		case selector.Descend:
			inside = append(inside, g)
		case selector.Filter:
			inside = append(inside, g.next())
			text := g.wish.Path.Text()[segment.Offset:segment.End]
			for _, found := range comparison().FindAllStringSubmatch(text, -1) {
				if path, err := selector.Compile(found[1]); err == nil {
					inside = append(inside, goal{g.wish, path.Segments(), found[2]})
				}
			}
		}
	}
	return inside
}

// length is how many elements a list needs for its goals.
func length(goals []goal) int {
	n := 0
	for _, g := range goals {
		n = max(n, 1)
		if g.done() || g.rest[0].Kind != selector.Index {
			continue
		}
		for _, index := range g.rest[0].Indexes {
			if index < maxElements {
				n = max(n, index+1, -index)
			}
		}
	}
	return min(n, maxElements)
}

// maxElements is how long an invented list may become, whatever is wished.
const maxElements = 100
