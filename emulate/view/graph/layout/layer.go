package layout

// breakCircles reverses the edges that lead back on a walk through the graph.
func (l *layered) breakCircles() {
	l.reversed = make([]bool, len(l.graph.Edges))
	out := make([][]int, len(l.graph.Nodes))
	for i, e := range l.graph.Edges {
		out[e.From] = append(out[e.From], i)
	}
	const (
		open = iota + 1
		done
	)
	state := make([]int, len(l.graph.Nodes))
	type visit struct{ node, next int }
	for first := range l.graph.Nodes {
		if state[first] != 0 {
			continue
		}
		way := []visit{{node: first}}
		state[first] = open
		for len(way) > 0 {
			v := &way[len(way)-1]
			if v.next == len(out[v.node]) {
				state[v.node] = done
				way = way[:len(way)-1]
				continue
			}
			i := out[v.node][v.next]
			v.next++
			switch to := l.graph.Edges[i].To; state[to] {
			case open:
				l.reversed[i] = true
			case 0:
				state[to] = open
				way = append(way, visit{node: to})
			}
		}
	}
}

// layer gives each node the number of edges on the longest way to it. A node that
// nothing leads to comes below the one before it.
func (l *layered) layer() {
	n := len(l.graph.Nodes)
	out, in := make([][]int, n), make([]int, n)
	lead := func(from, to int) {
		out[from] = append(out[from], to)
		in[to]++
	}
	for i := range l.graph.Edges {
		if !l.toItself(i) {
			lead(l.upper(i), l.lower(i))
		}
	}
	for v := 1; v < n; v++ {
		if in[v] == 0 && !reaches(out, v, v-1) {
			lead(v-1, v)
		}
	}
	l.layers = make([]int, n)
	var open []int
	for v := range n {
		if in[v] == 0 {
			open = append(open, v)
		}
	}
	for len(open) > 0 {
		v := open[0]
		open = open[1:]
		for _, to := range out[v] {
			l.layers[to] = max(l.layers[to], l.layers[v]+1)
			if in[to]--; in[to] == 0 {
				open = append(open, to)
			}
		}
	}
}

func reaches(out [][]int, from, to int) bool {
	seen := map[int]bool{}
	for open := []int{from}; len(open) > 0; {
		v := open[len(open)-1]
		open = open[:len(open)-1]
		if v == to {
			return true
		}
		for _, next := range out[v] {
			if !seen[next] {
				seen[next] = true
				open = append(open, next)
			}
		}
	}
	return false
}

// expand makes the ranks: layers have even ones, and between them there is room
// for labels. It is false when there is too much.
func (l *layered) expand() bool {
	for v, size := range l.graph.Nodes {
		l.places = append(l.places, place{Size: size, rank: 2 * l.layers[v]})
	}
	type shared struct{ group, to, rank int }
	points := map[shared]int{}
	point := func(key shared) int {
		if p, ok := points[key]; ok {
			return p
		}
		points[key] = len(l.places)
		l.places = append(l.places, place{rank: key.rank, point: true})
		return points[key]
	}
	l.ways = make([][]int, len(l.graph.Edges))
	l.labels = make([]int, len(l.graph.Edges))
	length := 0
	for i, e := range l.graph.Edges {
		l.labels[i] = -1
		if l.toItself(i) {
			continue
		}
		from, to := l.upper(i), l.lower(i)
		group := e.Group
		if l.reversed[i] {
			group = -1 - i // leads to the other end
		}
		way := []int{from}
		rank, last := 2*l.layers[from]+1, 2*l.layers[to]
		if e.Label.W > 0 {
			l.labels[i] = len(l.places)
			l.places = append(l.places, place{Size: e.Label, rank: rank})
			way = append(way, l.labels[i])
			rank++
		}
		for ; rank < last; rank++ {
			way = append(way, point(shared{group, to, rank}))
			if len(l.places) > maxPlaces {
				return false
			}
		}
		l.ways[i] = append(way, to)
		if length += len(way); length > maxLength {
			return false
		}
	}
	l.connect()
	return true
}

// connect makes down and up: each pair of places once, however many edges share
// it.
func (l *layered) connect() {
	l.down, l.up = make([][]int, len(l.places)), make([][]int, len(l.places))
	seen := map[[2]int]bool{}
	for _, way := range l.ways {
		for i := 1; i < len(way); i++ {
			pair := [2]int{way[i-1], way[i]}
			if seen[pair] {
				break // so are those that follow: it is a way that is shared
			}
			seen[pair] = true
			l.down[pair[0]] = append(l.down[pair[0]], pair[1])
			l.up[pair[1]] = append(l.up[pair[1]], pair[0])
		}
	}
}
