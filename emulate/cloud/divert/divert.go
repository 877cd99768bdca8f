// Package divert lets a run go on that must not change a real account.
//
//	c := divert.New(divert.Config{Real: live, Account: account})
//
// Calls that read are made to the real account. Those that would change something
// are not: an account in memory answers them, and from then on also what is read
// of the resources that were changed or made there, since the real account knows
// nothing of that. Which calls change something is known by package effect, what
// they are about by package memory.
//
// Time is taken to jump: the real account does not change while a step looks again
// and again. It is asked once, and when the step waits for something that is not so,
// an answer is made up in which it is.
//
// Package guard, which ends a run at the first change, is the stricter one of the
// two. It may stand between this and the real account, to make sure.
package divert

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/memory"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/effect"
)

// Config says whose answers are divided. All but Known is needed.
type Config struct {
	Real, Account cloud.Cloud
	// Learn is told what the real account has answered, and which IDs and names are
	// those of resources that were changed in memory.
	Learn func(op awsapi.Operation, output *value.Object, changed func(name string) bool)
	// Expects tells whether the step at hand waits for a value in the answers of an
	// operation, and Wished gives answers that have it.
	Expects func(service, operation string) bool
	Wished  cloud.Cloud
	// Known are names that are real, and never taken for invented ones.
	Known []string
}

// Diverter is a cloud.Cloud that sends no change to the real account.
type Diverter struct {
	config Config

	mu sync.Mutex // guards what follows
	// known are names that the real account has, or that the run was given.
	known map[string]bool
	// invented are names of things that only the account in memory has.
	invented map[string]bool
	// marks are in the names of such things.
	marks []string
	// changed are the resources that were changed in memory.
	changed []memory.Subject
	aliases *memory.Aliases
	// changedNames are all names of these.
	changedNames map[string]bool
	// seen are the answers that the attempt at hand has got from the real account.
	seen map[string]seen
}

// seen is an answer of the real account.
type seen struct {
	answer cloud.Response
	err    error
}

// maxNames is how many names are kept of each sort, so that a run that lists the
// whole of a large account has an end.
const maxNames = 100_000

// maxChanged is how many changed resources are remembered. The oldest is forgotten
// first.
const maxChanged = 10_000

// New makes a Diverter.
func New(config Config) *Diverter {
	d := &Diverter{
		config: config, known: map[string]bool{}, invented: map[string]bool{}, changedNames: map[string]bool{}, seen: map[string]seen{},
		aliases: memory.NewAliases(),
	}
	for _, name := range config.Known {
		d.known[name] = true
	}
	return d
}

// Mark tells a text that the real account cannot have, such as the ID of the run:
// what is called by it is in memory alone.
func (d *Diverter) Mark(text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if text != "" && len(d.marks) < maxMarks {
		d.marks = append(d.marks, text)
	}
}

// Attempt tells that another attempt at a step begins, which sees for itself how
// things are.
func (d *Diverter) Attempt() {
	d.mu.Lock()
	defer d.mu.Unlock()
	clear(d.seen)
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
		answer, err := d.pretend(ctx, d.config.Account, op, req)
		if err == nil {
			d.learnChange(op, req.Input, answer.Output)
		}
		return answer, err
	}
	if d.concerns(op, req.Input) {
		return d.pretend(ctx, d.config.Account, op, req)
	}
	return d.look(ctx, op, req)
}

// pretend lets somebody answer who is not the real account.
func (d *Diverter) pretend(ctx context.Context, who cloud.Cloud, op awsapi.Operation, req cloud.Request) (cloud.Response, error) {
	answer, err := who.Call(ctx, req)
	if err == nil {
		d.learnInvented(op, req.Input, answer.Output)
	}
	return answer, err
}

// look asks the real account. When the step looks again and waits for something, it
// is shown what it waits for.
func (d *Diverter) look(ctx context.Context, op awsapi.Operation, req cloud.Request) (cloud.Response, error) {
	answer, again, err := d.ask(ctx, req)
	switch {
	case again && err == nil && d.config.Expects(op.Service().Name(), op.Name()):
		return d.pretend(ctx, d.config.Wished, op, req)
	case !again && err == nil:
		d.learnReal(op, answer.Output)
		d.config.Learn(op, answer.Output, d.isChanged)
	}
	return answer, err
}

// ask asks the real account, once in an attempt for the same. again tells that this is
// what it has answered before.
func (d *Diverter) ask(ctx context.Context, req cloud.Request) (answer cloud.Response, again bool, err error) {
	key, err := question(req)
	if err != nil {
		return cloud.Response{}, false, err
	}
	d.mu.Lock()
	before, again := d.seen[key]
	d.mu.Unlock()
	if again {
		return before.clone(), true, before.err
	}
	answer, err = d.config.Real.Call(ctx, req)
	var refused *cloud.APIError
	switch {
	case err != nil && (!errors.As(err, &refused) || cloud.Throttled(refused.Code)):
		return answer, false, err // the next try may do better
	case answer.By == cloud.Canned:
		return answer, false, err // a file may have another answer next
	}
	kept := seen{answer, err}
	kept.answer = kept.clone()
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.seen) < maxSeen {
		d.seen[key] = kept
	}
	return answer, false, err
}

func (s seen) clone() cloud.Response {
	answer := s.answer
	if answer.Output != nil {
		answer.Output = value.Clone(answer.Output).(*value.Object)
	}
	return answer
}

// maxMarks is how many marks are looked for.
const maxMarks = 1000

// maxSeen is how many answers of the real account are kept for an attempt.
const maxSeen = 1000

// question is all that tells one call from another.
func question(req cloud.Request) (string, error) {
	input, err := value.Encode(req.Input)
	if err != nil {
		return "", fmt.Errorf("write the input of %s %s: %w", req.Service, req.Operation, err)
	}
	return strings.Join([]string{req.Service, req.Operation, req.Region, string(input)}, " "), nil
}

// learnReal takes in what the real account has.
func (d *Diverter) learnReal(op awsapi.Operation, output *value.Object) {
	names := memory.Names(op, output)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.aliases.Learn(op, output)
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
	d.aliases.Learn(op, output)
	if extra := len(d.changed) + len(subjects) - maxChanged; extra > 0 {
		d.changed = slices.Delete(d.changed, 0, min(extra, len(d.changed)))
	}
	d.changed = append(d.changed, subjects...)
	for _, s := range subjects {
		for _, name := range s.Names() {
			if len(d.changedNames) < maxNames {
				d.changedNames[name] = true
			}
		}
	}
}

func (d *Diverter) isChanged(name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.changedNames[name]
}

// concerns tells whether a call is about something that the real account does not
// have as the account in memory has it.
func (d *Diverter) concerns(op awsapi.Operation, input *value.Object) bool {
	asked := memory.Ask(op, input)
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.unreal(asked) || slices.ContainsFunc(d.changed, func(s memory.Subject) bool { return asked.About(s, d.aliases) })
}

// unreal tells whether a call names something that only the account in memory has.
func (d *Diverter) unreal(asked *memory.Question) bool {
	for text := range asked.Texts() {
		if d.invented[text] || slices.ContainsFunc(d.marks, func(mark string) bool { return strings.Contains(text, mark) }) {
			return true
		}
	}
	return false
}
