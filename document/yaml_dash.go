package document

import "bytes"

// reportDoubles reports the keys that the map at start of the text has twice. In
// a list, keys that begin again are those of the next element, whose dash is
// missing: that is one mistake.
func (m *yamlMap) reportDoubles(start int) {
	again := len(m.entries)
	if dash := m.dashBefore(start); dash >= 0 {
		for i, at := range restarts(m.entries) {
			key := m.entries[at].Key
			if i == 0 {
				again = at
			}
			m.repeats = true
			var edits []Edit
			place := bytes.LastIndexByte(m.found.src.text[:key.start], '\n') + 1 + dash
			if place < key.start && isBlank(m.found.src.text[place]) {
				edits = []Edit{{Start: place, End: place + 1, Text: "-"}}
			}
			reportMissingDash(m.found, key.start, key.end, edits)
		}
	}
	for _, d := range m.doubles {
		if d.entry < again {
			reportDuplicate(m.found, m.entries[d.entry].Key.Text, d.start, d.end, d.first)
		}
	}
}

// dashBefore is how far the dash is in that stands before a block map in its
// line, -1 if there is none.
func (m *yamlMap) dashBefore(start int) int {
	line := m.text[bytes.LastIndexByte(m.text[:start], '\n')+1 : start]
	dash := bytes.TrimRight(line, " ")
	if len(dash) == 0 || len(dash) == len(line) || dash[len(dash)-1] != '-' {
		return -1
	}
	return len(dash) - 1
}

// restarts are the places where the keys of a map begin again: with the first
// one, followed by more that are there already.
func restarts(entries []Entry) []int {
	var all []int
	repeated := 0
	keys := map[string]bool{}
	for i, e := range entries {
		if e.Merged || !e.Key.IsScalar() {
			continue
		}
		if keys[e.Key.Text] {
			if e.Key.Text == entries[0].Key.Text {
				all = append(all, i)
			}
			if len(all) > 0 {
				repeated++
			}
		}
		keys[e.Key.Text] = true
	}
	if repeated < 2*len(all) {
		return nil
	}
	return all
}

// apart makes several elements of those whose keys begin again.
func (r *yamlReader) apart(items []*Node) []*Node {
	var all []*Node
	for _, n := range items {
		if n.Kind != Map || n.Flow {
			all = append(all, n)
			continue
		}
		from := 0
		for _, at := range append(restarts(n.Entries), len(n.Entries)) {
			part := n
			if at-from < len(n.Entries) {
				part = r.nodes.node(Map, n.Entries[from].Key.start, n.Entries[at-1].Value.end)
				part.Entries = n.Entries[from:at:at]
			}
			all = append(all, part)
			from = at
		}
	}
	return all
}
