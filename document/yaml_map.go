package document

import "gopkg.in/yaml.v3"

// yamlMap gathers the entries of one map.
type yamlMap struct {
	*yamlReader
	entries []Entry
	seen    map[string]*Node
	merges  []merge
	doubles []double
}

// double is an entry whose key an entry before it has.
type double struct {
	entry      int
	start, end int // of the key, also where an alias stands for it
	first      *Node
}

// merge is the value of a merge key.
type merge struct {
	value      *Node
	start, end int // of the merge key
}

func (m *yamlMap) add(y *yaml.Node, key *Node, at extent, value *Node) {
	if y.Kind == yaml.ScalarNode && y.ShortTag() == "!!merge" {
		m.merges = append(m.merges, merge{value: value, start: key.start, end: key.end})
		return
	}
	start, end := key.start, key.end
	if y.Kind == yaml.AliasNode {
		start, end = m.original(at.end-1-len(y.Value)), m.original(at.end)
	}
	if key.Kind >= List {
		m.found.add(KeyProblem, start, end, "a %s cannot be a key", key.Kind)
	} else if first := findKey(m.entries, &m.seen, key); first != nil {
		m.doubles = append(m.doubles, double{len(m.entries), start, end, first})
	}
	m.entries = append(m.entries, Entry{Key: key, Value: value})
}

// mergeAll puts the entries of merge keys behind the written ones and returns
// how many nodes they are. Written keys win, then earlier merges.
func (m *yamlMap) mergeAll() int {
	if len(m.merges) == 0 {
		return 0
	}
	taken := map[string]bool{}
	for _, e := range m.entries {
		if e.Key.Kind < List {
			taken[e.Key.Text] = true
		}
	}
	before := m.aliased
	for _, g := range m.merges {
		switch g.value.Kind {
		case Map:
			m.merge(g, g.value, taken)
		case List:
			for _, item := range g.value.Items {
				if item.Kind != Map {
					m.badMerge(g, item)
					continue
				}
				m.merge(g, item, taken)
			}
		default:
			m.badMerge(g, g.value)
		}
	}
	return m.aliased - before
}

func (m *yamlMap) badMerge(g merge, value *Node) {
	if m.over || value.Kind == Null && value.start < value.end && value.src.text[value.start] == '*' {
		return // the alias is reported already
	}
	m.found.add(AliasProblem, g.start, g.end, "<< takes a map or a list of maps, and this is neither")
}

func (m *yamlMap) merge(g merge, from *Node, taken map[string]bool) {
	m.aliased += 2 * len(from.Entries)
	m.charge(0, g.start, g.end)
	if m.over {
		return
	}
	first := len(m.entries)
	for _, e := range from.Entries {
		if e.Key.Kind < List && !taken[e.Key.Text] {
			m.entries = append(m.entries, Entry{Key: e.Key, Value: e.Value, Merged: true})
		}
	}
	for _, e := range m.entries[first:] {
		taken[e.Key.Text] = true
	}
}
