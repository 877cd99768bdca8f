package layout

import (
	"cmp"
	"slices"
)

// mostSweeps is how often the order of the ranks is improved in each direction.
const mostSweeps = 12

// order puts the places of each rank into an order in which few edges cross.
func (l *layered) order() {
	l.firstOrder()
	best, least := l.copyRanks(), l.crossings()
	for sweep, idle := 0, 0; sweep < mostSweeps && least > 0 && idle < 4; sweep++ {
		if sweep%2 == 0 {
			for r := 1; r < len(l.ranks); r++ {
				l.sortRank(r, l.up)
			}
		} else {
			for r := len(l.ranks) - 2; r >= 0; r-- {
				l.sortRank(r, l.down)
			}
		}
		idle++
		if n := l.crossings(); n < least {
			best, least, idle = l.copyRanks(), n, 0
		}
	}
	l.ranks = best
	for r := range l.ranks {
		l.number(r)
	}
}

// firstOrder is that of a walk from the first node on.
func (l *layered) firstOrder() {
	ranks := 0
	for _, p := range l.places {
		ranks = max(ranks, p.rank+1)
	}
	l.ranks = make([][]int, ranks)
	seen := make([]bool, len(l.places))
	for first := range l.places {
		open := []int{first}
		for len(open) > 0 {
			p := open[len(open)-1]
			open = open[:len(open)-1]
			if seen[p] {
				continue
			}
			seen[p] = true
			r := l.places[p].rank
			l.ranks[r] = append(l.ranks[r], p)
			for i := len(l.down[p]) - 1; i >= 0; i-- {
				open = append(open, l.down[p][i])
			}
		}
	}
	for r := range l.ranks {
		l.number(r)
	}
}

func (l *layered) number(r int) {
	for pos, p := range l.ranks[r] {
		l.places[p].pos = pos
	}
}

func (l *layered) copyRanks() [][]int {
	ranks := make([][]int, len(l.ranks))
	for r := range ranks {
		ranks[r] = slices.Clone(l.ranks[r])
	}
	return ranks
}

// sortRank sorts a rank by the barycenters of the neighbours in the rank that was
// sorted before. Places without any stay where they are.
func (l *layered) sortRank(r int, neighbours [][]int) {
	centers := make(map[int]float64, len(l.ranks[r]))
	var moving, at []int
	for pos, p := range l.ranks[r] {
		if len(neighbours[p]) == 0 {
			continue
		}
		sum := 0
		for _, q := range neighbours[p] {
			sum += l.places[q].pos
		}
		centers[p] = float64(sum) / float64(len(neighbours[p]))
		moving, at = append(moving, p), append(at, pos)
	}
	slices.SortStableFunc(moving, func(a, b int) int { return cmp.Compare(centers[a], centers[b]) })
	for i, p := range moving {
		l.ranks[r][at[i]] = p
	}
	l.number(r)
}

// crossings counts the crossings of edges between all ranks, with a tree of sums.
func (l *layered) crossings() int {
	total := 0
	for r := 0; r+1 < len(l.ranks); r++ {
		width := len(l.ranks[r+1])
		sums := make([]int, width+1)
		edges := 0
		for _, p := range l.ranks[r] {
			var ends []int
			for _, q := range l.down[p] {
				ends = append(ends, l.places[q].pos)
			}
			// Edges before this place that end further to the right cross.
			for _, end := range ends {
				before := 0
				for i := end + 1; i > 0; i -= i & -i {
					before += sums[i]
				}
				total += edges - before
			}
			for _, end := range ends {
				for i := end + 1; i <= width; i += i & -i {
					sums[i]++
				}
			}
			edges += len(ends)
		}
	}
	return total
}
