package lint

import "github.com/ssmkit/ssmkit/document"

// Jumps are all places where a step of a runbook names the one that follows it,
// in the order of the steps. Words such as Abort are no jumps.
func (p *Pass) Jumps() []document.Jump {
	return p.facts.jumps.get(func() []document.Jump {
		if !p.Doc.IsRunbook() {
			return nil
		}
		var all []document.Jump
		for step := range p.Doc.AllSteps() {
			all = append(all, p.Doc.Jumps(step)...)
		}
		return all
	})
}
