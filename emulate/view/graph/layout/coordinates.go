package layout

import (
	"math"
	"slices"
)

// coordinates gives each place its X: places are aligned with their neighbours
// above and below, from the left and from the right, and the two middle ones of
// these four answers are averaged.
func (l *layered) coordinates() {
	conflicts := l.conflicts()
	l.preferStraight(conflicts)
	var answers [4][]float64
	for i := range answers {
		answers[i] = l.align(conflicts, i&1 != 0, i&2 != 0)
	}
	l.level(answers[:])
	for p := range l.places {
		xs := []float64{answers[0][p], answers[1][p], answers[2][p], answers[3][p]}
		slices.Sort(xs)
		l.places[p].x = (xs[1] + xs[2]) / 2
	}
}

// conflicts are the edges that cross one between two points: that one is kept
// straight.
func (l *layered) conflicts() map[[2]int]bool {
	conflicts := map[[2]int]bool{}
	for r := 0; r+1 < len(l.ranks); r++ {
		lower := l.ranks[r+1]
		from, next := 0, 0 // the span of the upper rank that no straight edge crosses
		for i, p := range lower {
			upper := l.straightAbove(p)
			if upper < 0 && i < len(lower)-1 {
				continue
			}
			to := len(l.ranks[r]) - 1
			if upper >= 0 {
				to = l.places[upper].pos
			}
			for ; next <= i; next++ {
				q := lower[next]
				for _, above := range l.up[q] {
					pos := l.places[above].pos
					if (pos < from || pos > to) && !(l.places[above].point && l.places[q].point) {
						conflicts[[2]int{above, q}] = true
					}
				}
			}
			from = to
		}
	}
	return conflicts
}

// preferStraight adds the edges beside those that ask to be straight, and beside
// the way that edges share: both cannot be.
func (l *layered) preferStraight(conflicts map[[2]int]bool) {
	below, above := map[int]int{}, map[int]int{}
	for p := range l.places {
		if q := l.straightAbove(p); q >= 0 {
			below[q], above[p] = p, q
		}
	}
	for i, way := range l.ways {
		if !l.graph.Edges[i].Straight {
			continue
		}
		for k := 1; k < len(way); k++ {
			if _, taken := below[way[k-1]]; !taken {
				below[way[k-1]] = way[k]
			}
			if _, taken := above[way[k]]; !taken {
				above[way[k]] = way[k-1]
			}
		}
	}
	for p, next := range l.down {
		for _, q := range next {
			straight, isBelow := below[p]
			other, isAbove := above[q]
			if isBelow && straight != q || isAbove && other != p {
				conflicts[[2]int{p, q}] = true
			}
		}
	}
}

// straightAbove is the point above a point, or -1.
func (l *layered) straightAbove(p int) int {
	if l.places[p].point {
		for _, q := range l.up[p] {
			if l.places[q].point {
				return q
			}
		}
	}
	return -1
}

// align places blocks of aligned places as far to one side as they go.
func (l *layered) align(conflicts map[[2]int]bool, fromBelow, fromRight bool) []float64 {
	n := len(l.places)
	ranks, neighbours := l.copyRanks(), l.up
	if fromBelow {
		slices.Reverse(ranks)
		neighbours = l.down
	}
	pos := make([]int, n)
	for _, rank := range ranks {
		if fromRight {
			slices.Reverse(rank)
		}
		for i, p := range rank {
			pos[p] = i
		}
	}
	root, next := make([]int, n), make([]int, n)
	for p := range n {
		root[p], next[p] = p, p
	}
	for _, rank := range ranks {
		last := -1
		for _, p := range rank {
			near := slices.Clone(neighbours[p])
			slices.SortFunc(near, func(a, b int) int { return pos[a] - pos[b] })
			if len(near) == 0 {
				continue
			}
			for m := (len(near) - 1) / 2; m <= len(near)/2; m++ {
				q := near[m]
				pair := [2]int{q, p}
				if fromBelow {
					pair = [2]int{p, q}
				}
				if next[p] == p && last < pos[q] && !conflicts[pair] {
					next[q], root[p] = p, root[q]
					next[p] = root[p]
					last = pos[q]
				}
			}
		}
	}
	xs := l.compact(ranks, root)
	if fromRight {
		for p := range xs {
			xs[p] = -xs[p]
		}
	}
	return xs
}

// compact gives each block the least X at which it has its distance from the
// blocks before it, then moves it as near as it goes to those behind it.
func (l *layered) compact(ranks [][]int, root []int) []float64 {
	n := len(l.places)
	type neighbour struct {
		block    int
		distance float64
	}
	before, behind := make([][]neighbour, n), make([][]neighbour, n)
	for _, rank := range ranks {
		for i := 1; i < len(rank); i++ {
			a, b := rank[i-1], rank[i]
			distance := (l.places[a].W+l.places[b].W)/2 + gapX
			if l.places[a].point && l.places[b].point {
				distance = gapX / 2
			}
			before[root[b]] = append(before[root[b]], neighbour{root[a], distance})
			behind[root[a]] = append(behind[root[a]], neighbour{root[b], distance})
		}
	}
	var order []int // of the blocks, from one side to the other
	left := make([]int, n)
	for p := range n {
		left[p] = len(before[p])
		if root[p] == p && left[p] == 0 {
			order = append(order, p)
		}
	}
	for i := 0; i < len(order); i++ {
		for _, b := range behind[order[i]] {
			if left[b.block]--; left[b.block] == 0 {
				order = append(order, b.block)
			}
		}
	}
	xs := make([]float64, n)
	for _, p := range order {
		for _, b := range before[p] {
			xs[p] = max(xs[p], xs[b.block]+b.distance)
		}
	}
	for i := len(order) - 1; i >= 0; i-- {
		p, least := order[i], math.Inf(1)
		for _, b := range behind[p] {
			least = min(least, xs[b.block]-b.distance)
		}
		if !math.IsInf(least, 1) {
			xs[p] = max(xs[p], least)
		}
	}
	for p := range n {
		xs[p] = xs[root[p]]
	}
	return xs
}

// level moves the answers to the one that is narrowest, each by the side that it
// was made from.
func (l *layered) level(answers [][]float64) {
	type span struct{ from, to float64 }
	spans := make([]span, len(answers))
	best := 0
	for i, xs := range answers {
		spans[i] = span{math.Inf(1), math.Inf(-1)}
		for p, x := range xs {
			spans[i].from = min(spans[i].from, x-l.places[p].W/2)
			spans[i].to = max(spans[i].to, x+l.places[p].W/2)
		}
		if spans[i].to-spans[i].from < spans[best].to-spans[best].from {
			best = i
		}
	}
	for i, xs := range answers {
		move := spans[best].from - spans[i].from
		if i&2 != 0 {
			move = spans[best].to - spans[i].to
		}
		for p := range xs {
			xs[p] += move
		}
	}
}
