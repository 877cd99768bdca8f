// Package divert lets a run go on that must not change a real account.
//
//	c := divert.New(real, account)
//
// Calls that read are made to the real account. Those that would change something
// are not: an account in memory answers them, and from then on also what is read
// of the resources that were changed or made there, since the real account knows
// nothing of that. Which calls change something is known by package effect, what
// they are about by package memory.
//
// Package guard, which ends a run at the first change, is the stricter one of the
// two. It may stand between this and the real account, to make sure.
package divert

import (
	"context"
	"slices"
	"sync"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/memory"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/effect"
)

// Diverter is a cloud.Cloud that sends no change to the real account.
type Diverter struct {
	real, account cloud.Cloud

	mu sync.Mutex // guards what follows
	// known are names that the real account has, or that the run was given.
	known map[string]bool
	// invented are names of things that only the account in memory has.
	invented map[string]bool
	// changed are the resources that were changed in memory.
	changed []memory.Subject
}

// maxNames is how many names are kept of each sort, so that a run that lists the
// whole of a large account has an end.
const maxNames = 100_000

// maxChanged is how many changed resources are remembered. The oldest is forgotten
// first.
const maxChanged = 10_000

// New makes a Diverter in front of a real account. Names that are known to be real
// are never taken for invented ones.
func New(real, account cloud.Cloud, known []string) *Diverter {
	d := &Diverter{real: real, account: account, known: map[string]bool{}, invented: map[string]bool{}}
	for _, name := range known {
		d.known[name] = true
	}
	return d
}

// Invent tells names of things that only the account in memory has.
func (d *Diverter) Invent(names []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, name := range names {
		d.invent(name)
	}
}

func (d *Diverter) invent(name string) {
	if name != "" && !d.known[name] && len(d.invented) < maxNames {
		d.invented[name] = true
	}
}

// Call implements cloud.Cloud.
func (d *Diverter) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil {
		return cloud.Response{}, err
	}
	if effect.Of(op, req.Input).Changes {
		answer, err := d.account.Call(ctx, req)
		if err == nil {
			d.learnInvented(op, req.Input, answer.Output)
			d.learnChange(op, req.Input, answer.Output)
		}
		return answer, err
	}
	if d.concerns(op, req.Input) {
		answer, err := d.account.Call(ctx, req)
		if err == nil {
			d.learnInvented(op, req.Input, answer.Output)
		}
		return answer, err
	}
	answer, err := d.real.Call(ctx, req)
	if err == nil {
		d.learnReal(op, answer.Output)
	}
	return answer, err
}

// learnReal takes in what the real account has.
func (d *Diverter) learnReal(op awsapi.Operation, output *value.Object) {
	names := memory.Names(op, output)
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, name := range names {
		if len(d.known) < maxNames {
			d.known[name] = true
		}
	}
}

// learnInvented takes in what only the account in memory has: names in its answers
// that nobody gave it.
func (d *Diverter) learnInvented(op awsapi.Operation, input, output *value.Object) {
	names := memory.Names(op, output)
	given := memory.Ask(op, input).Texts()
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, name := range names {
		if !given[name] {
			d.invent(name)
		}
	}
}

func (d *Diverter) learnChange(op awsapi.Operation, input, output *value.Object) {
	subjects := memory.Subjects(op, input, output)
	d.mu.Lock()
	defer d.mu.Unlock()
	if extra := len(d.changed) + len(subjects) - maxChanged; extra > 0 {
		d.changed = slices.Delete(d.changed, 0, min(extra, len(d.changed)))
	}
	d.changed = append(d.changed, subjects...)
}

// concerns tells whether a call is about something that the real account does not
// have as the account in memory has it.
func (d *Diverter) concerns(op awsapi.Operation, input *value.Object) bool {
	asked := memory.Ask(op, input)
	d.mu.Lock()
	defer d.mu.Unlock()
	for text := range asked.Texts() {
		if d.invented[text] {
			return true
		}
	}
	return slices.ContainsFunc(d.changed, asked.About)
}
