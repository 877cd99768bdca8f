package plan

import (
	"slices"
)

// summary counts what a plan has.
type summary struct {
	calls, changes int
	// changing are the changing calls by their names, in the order in which they
	// come.
	changing []counted
	// unmade are the calls of steps whose results were supplied, each once, and
	// unmadeChanges those of them that change something.
	unmade, unmadeChanges int
	requests              int
	// answers counts the calls by who answered them.
	answers map[answerer]int
	// actions are those that IAM has to allow, for the calls that were made and
	// for those that were not.
	actions []string
}

// counted is a name with how often it came.
type counted struct {
	name  string
	times int
}

func (p *Plan) summary() summary {
	sum := summary{answers: map[answerer]int{}}
	actions := map[string]bool{}
	for _, s := range all(p.steps) {
		for _, c := range s.calls {
			sum.calls += c.times
			sum.answers[c.by] += c.times
			if c.changes {
				sum.changes += c.times
				sum.change(c)
			}
			add(actions, c.actions)
		}
		for _, c := range s.unmade {
			sum.unmade++
			if c.changes {
				sum.unmadeChanges++
			}
			add(actions, c.actions)
		}
		for _, r := range s.requests {
			sum.requests += r.times
		}
	}
	sum.actions = sortedNames(actions)
	return sum
}

func (s *summary) change(c *call) {
	i := slices.IndexFunc(s.changing, func(known counted) bool { return known.name == c.name() })
	if i < 0 {
		i, s.changing = len(s.changing), append(s.changing, counted{name: c.name()})
	}
	s.changing[i].times += c.times
}

func add(set map[string]bool, names []string) {
	for _, name := range names {
		set[name] = true
	}
}
