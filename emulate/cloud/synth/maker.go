package synth

import (
	"encoding/base64"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/invent"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// What nobody wished for goes no deeper and no further than this. What is
// required and what is wished for is there all the same.
const (
	maxDepth  = 8
	maxValues = 2000
	// lastDepth ends shapes that require themselves, lastValue wishes for long
	// lists in long lists.
	lastDepth = 40
	lastValue = 20_000
)

// maker makes one answer.
type maker struct {
	op         awsapi.Operation
	now, start time.Time
	texts      *invent.Texts
	region     string
	seed       uint64
	echo       *echo
	sparse     bool
	// variant tells the things of one call from those of the next.
	variant int

	// open are the structures around what is made, and how often each is there.
	open   map[awsapi.Shape]int
	depth  int
	values int
}

// place is where a value stands: in a member, under a name, in something called
// of. The name is that of the member, or for what lists and maps hold that of one
// of them or of the key.
type place struct {
	awsapi.Member
	name, of string
}

// structure makes a structure of the name that its member or list has.
func (m *maker) structure(s awsapi.Shape, name string, goals []goal) *value.Object {
	out := value.New()
	m.open[s]++
	m.depth++
	defer func() { m.open[s]--; m.depth-- }()
	wished := members(goals, s)
	if s.Union() {
		if chosen := m.choose(s, wished); chosen.Exists() {
			out.Set(chosen.Name(), m.value(place{chosen, chosen.Name(), name}, wished[chosen.Name()]))
		}
		return out
	}
	for member := range s.Members() {
		goals := wished[member.Name()]
		if m.belongs(member, name, len(goals) > 0) {
			out.Set(member.Name(), m.value(place{member, member.Name(), name}, goals))
		}
	}
	return out
}

// choose is the member of a union that is set: the one that is wished for, else
// the first that does not lead back into the union.
func (m *maker) choose(s awsapi.Shape, wished map[string][]goal) awsapi.Member {
	var first, best awsapi.Member
	for member := range s.Members() {
		if len(wished[member.Name()]) > 0 {
			return member
		}
		if !first.Exists() {
			first = member
		}
		plain := member.Shape().Type().Scalar() && !member.Shape().EventStream()
		if !best.Exists() && (plain || m.depth < maxDepth && m.open[member.Shape()] == 0) {
			best = member
		}
	}
	if best.Exists() {
		return best
	}
	return first
}

// belongs tells whether a member of something called of is in the answer.
func (m *maker) belongs(member awsapi.Member, of string, wished bool) bool {
	if wished {
		return m.depth <= lastDepth && m.values <= lastValue
	}
	if m.nextPage(member) || m.depth > lastDepth {
		return false
	}
	if member.Required() {
		return true
	}
	if m.elsewhere(member) {
		return false
	}
	if member.Shape().EventStream() || m.troubled(member) || m.sparse && !m.telling(member, of) {
		return false
	}
	return m.depth <= maxDepth && m.values < maxValues && m.open[leaf(member.Shape())] == 0
}

// elsewhere tells a text that can only be one of other regions: S3 says nothing of
// where a bucket of the first region is.
func (m *maker) elsewhere(member awsapi.Member) bool {
	known := slices.Collect(member.Enum())
	return slices.Contains(known, "us-west-2") && !slices.Contains(known, m.region)
}

// leaf is the shape of what a list or map holds in the end, or the shape itself.
func leaf(s awsapi.Shape) awsapi.Shape {
	for range maxDepth {
		switch s.Type() {
		case awsapi.List:
			s = s.Elem().Shape()
		case awsapi.Map:
			s = s.Value().Shape()
		default:
			return s
		}
	}
	return s
}

// nextPage tells members that say where the next page begins: there is none.
// They stand at the top of an answer or just below.
func (m *maker) nextPage(member awsapi.Member) bool {
	name := strings.ToLower(member.Name())
	if strings.HasPrefix(name, "lastevaluated") {
		return m.depth == 1
	}
	if member.Shape().Type() != awsapi.String || m.depth > 2 {
		return false
	}
	switch name {
	case "nextpage", "position", "nextrecordname", "nextrecordtype", "nextrecordidentifier":
		return m.depth == 1
	case "marker":
		return true
	}
	for _, ending := range []string{"nexttoken", "pagetoken", "paginationtoken", "continuationtoken", "nextmarker", "nextforwardtoken", "keymarker", "idmarker"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

// troubled tells a member that is there when something went wrong, and not else. Of a
// list of troubles there is an empty one, and what is deleted tells when that is.
func (m *maker) troubled(member awsapi.Member) bool {
	if strings.HasPrefix(m.op.Name(), "Delete") && member.Shape().Type() == awsapi.Timestamp {
		return false
	}
	return trouble(member.Name()) && (m.sparse || !noTroubles(member))
}

// noTroubles tells a list of what went wrong that may be empty.
func noTroubles(member awsapi.Member) bool {
	least, _ := member.Shape().Min().Int64()
	return member.Shape().Type() == awsapi.List && least == 0 && trouble(member.Name())
}

// trouble tells members that are there when something went wrong.
func trouble(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"error", "fail", "unprocessed", "unsuccessful", "exception", "rejected", "warning", "invalid", "statusreason", "statereason", "deprecat", "stopped", "suspend", "deletion"} {
		if strings.Contains(name, word) && !strings.Contains(name, "protection") && !strings.HasPrefix(name, "maxerror") {
			return true
		}
	}
	return false
}

// value makes the value at a place.
func (m *maker) value(at place, goals []goal) any {
	m.values++
	s := at.Shape()
	if s.Document() {
		return document(goals)
	}
	if v, ok := m.echo.at(at, m.depth-1); ok && indifferent(goals) {
		if text, ok := v.(string); ok && s.Type() == awsapi.Blob {
			return base64.StdEncoding.EncodeToString([]byte(text))
		}
		return value.Clone(v)
	}
	switch s.Type() {
	case awsapi.Structure:
		return m.structure(s, at.name, goals)
	case awsapi.Map:
		return m.mapping(at, goals)
	case awsapi.List:
		return m.list(at, goals)
	}
	return m.scalar(at, goals)
}

// indifferent tells that the goals are content with any value of the shape.
func indifferent(goals []goal) bool {
	for _, g := range goals {
		if !g.done() || len(g.values()) > 0 || g.wish.Type != "" {
			return false
		}
	}
	return true
}

// document is a value of any form, which holds what is wished for.
func document(goals []goal) any {
	out := value.New()
	wished := members(goals, awsapi.Shape{})
	for _, g := range goals {
		if values := g.values(); g.done() && len(values) > 0 {
			return values[0]
		}
	}
	for _, name := range names(wished) {
		out.Set(name, document(wished[name]))
	}
	return out
}

// names are the keys of goals, sorted.
func names(wished map[string][]goal) []string { return slices.Sorted(maps.Keys(wished)) }

// mapping makes a map: of the keys that are wished for, of those that the call
// asks for, and of as many as there must be.
func (m *maker) mapping(at place, goals []goal) any {
	s := at.Shape()
	out := value.New()
	m.depth++
	defer func() { m.depth-- }()
	wished := members(goals, awsapi.Shape{})
	put := func(key string) {
		if _, ok := out.Get(key); !ok && out.Len() < maxElements {
			out.Set(key, m.value(place{s.Value(), key, at.of}, wished[key]))
		}
	}
	for _, key := range names(wished) {
		put(key)
	}
	for _, key := range m.echo.keys(at) {
		put(key)
	}
	least, _ := s.Min().Int64()
	for i := 0; int64(out.Len()) < least && i < maxElements; i++ {
		key := m.text(place{s.Key(), "key", at.name}, i)
		put(key)
	}
	return out
}

// list makes a list of as many things as are wished for or as the call names, and
// of one where neither says how many.
func (m *maker) list(at place, goals []goal) any {
	s := at.Shape()
	m.depth++
	defer func() { m.depth-- }()
	out := []any{}
	if m.depth > lastDepth || slices.ContainsFunc(goals, goal.empty) || len(goals) == 0 && noTroubles(at.Member) && !at.Required() {
		return out
	}
	member, values := m.echo.elements(at)
	n := max(len(values), length(goals), 1)
	if least, err := s.Min().Int64(); err == nil {
		n = max(n, int(min(least, maxElements)))
	}
	if most, err := s.Max().Int64(); err == nil {
		n = min(n, int(most))
	}
	n = min(n, maxElements)
	if m.values > lastValue {
		n = min(n, 1)
	}
	defer func(before int) { m.variant = before }(m.variant)
	defer func(before *echo) { m.echo = before }(m.echo)
	all := m.echo
	for i := range n {
		inner := place{s.Elem(), one(at.name), at.of}
		if i < len(values) {
			if member == "" {
				out = append(out, value.Clone(values[i]))
				continue
			}
			m.echo = all.with(member, values[i])
		}
		out = append(out, m.value(inner, element(goals, i)))
		m.variant++
	}
	return out
}

// one is the name of one of several, in the spelling of the several.
func one(name string) string { return name[:min(len(name), len(Singular(strings.ToLower(name))))] }
