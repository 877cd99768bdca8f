package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
	"github.com/ssmkit/ssmkit/emulate/cloud/divert"
	"github.com/ssmkit/ssmkit/emulate/cloud/memory"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/emulate/secret"
)

// backend is who answers the calls of a run: the files of the user, then the
// account in memory, then whoever makes answers up.
type backend struct {
	cloud cloud.Cloud
	// fixtures are the files of the user, nil for none.
	fixtures *canned.Canned
	wishes   *wishes // nil where nothing is made up
	// clock is that of the run; region and account are where it takes place.
	clock           clock.Clock
	region, account string
	// secrets are those of the run; nil leaves them to the engine.
	secrets *secret.Vault
	// diverted keeps a plan from changing a real account, nil where there is none.
	diverted *divert.Diverter
	// calls counts the answers, invented those that were made up.
	calls, invented int
}

// newBackend makes the backend that the options ask for.
func newBackend(ctx context.Context, r *runbook, o options, stderr io.Writer) (*backend, error) {
	fixtures, err := openFixtures(r, o)
	if err != nil {
		return nil, err
	}
	switch {
	case o.plan && o.live:
		return newPlanBackend(ctx, fixtures, r, o, stderr)
	case o.live:
		return newLiveBackend(ctx, fixtures, r, o, stderr)
	}
	clock := runClock(o)
	p, err := answerers(r, o, clock, fixtures)
	if err != nil {
		return nil, err
	}
	var answers cloud.Cloud = p.chain
	if o.plan && !o.strict {
		answers = integrations{p.chain}
	}
	if !o.realTime {
		answers = cloud.WithLatency(answers, clock, latency)
	}
	return &backend{
		cloud: answers, fixtures: fixtures, wishes: &wishes{synth: p.invented},
		clock: clock, region: o.region, account: cloud.DefaultAccount,
	}, nil
}

// openFixtures opens what --responses names, nil for nothing.
func openFixtures(r *runbook, o options) (*canned.Canned, error) {
	if o.responses == "" {
		return nil, nil
	}
	fixtures, err := openResponses(o.responses)
	if err != nil {
		return nil, err
	}
	if o.file == "" {
		return fixtures, nil // there are no steps that its results could be for
	}
	return fixtures, brokenFile(fixtures.CheckSteps(r.doc))
}

// pretence is who answers where no real account is asked.
type pretence struct {
	// chain are who is asked, one after the other.
	chain      cloud.Chain
	account    *world.World
	remembered *memory.Memory
	invented   *synth.Synth
}

// answerers are who is asked, one after the other. The last of them invents what
// it answers, or, where that is forbidden, shows what an answer would be. Before
// that, it asks others, if there are any.
func answerers(r *runbook, o options, clock clock.Clock, fixtures *canned.Canned, others ...cloud.Cloud) (*pretence, error) {
	p := &pretence{invented: synth.New(synth.Config{
		Clock: clock, Seed: o.seed, Region: o.region, Account: o.accountID(), Sparse: o.strict,
	})}
	if fixtures != nil {
		p.chain = append(p.chain, cloud.SignedBy(fixtures, cloud.Canned))
	}
	p.remembered = memory.New(memory.Config{Next: p.invented, Clock: clock, Expects: p.invented.Expects})
	made := append(cloud.Chain(others), p.remembered)
	var err error
	if p.account, err = newAccount(r, o, clock, made); err != nil {
		return nil, err
	}
	p.chain = append(p.chain, cloud.SignedBy(p.account, cloud.Memory))
	if o.strict {
		p.chain = append(p.chain, nobody{p.invented})
	} else {
		p.chain = append(p.chain, cloud.SignedBy(made, cloud.Synth))
	}
	return p, nil
}

// given is the result that the user's file has for a step.
func (b *backend) given(step string, inputs *value.Object) (emulate.Given, bool) {
	if b.fixtures == nil {
		return emulate.Given{}, false
	}
	result, ok := b.fixtures.Step(step, inputs)
	return emulate.Given(result), ok
}

// runClock is the clock of a run: one that jumps, if nobody wants to wait.
func runClock(o options) clock.Clock {
	if o.realTime {
		return clock.System{}
	}
	return clock.NewVirtual(time.Now())
}

// newAccount makes the account in memory: what --world describes, the instances that
// the run is about, and whatever else has an ID among the values of the parameters
// or in the document.
func newAccount(r *runbook, o options, clock clock.Clock, invented cloud.Cloud) (*world.World, error) {
	// What the account has never had was made up before, so whoever makes answers
	// up goes on with it.
	account := world.New(world.Config{Clock: clock, Seed: o.seed, Region: o.region, Account: o.accountID(), Open: !o.strict, Invent: invented})
	if o.world != "" {
		text, err := readFile(o.world)
		if err != nil {
			return nil, err
		}
		if err := account.Load(document.NewSource(o.world, text)); err != nil {
			return nil, brokenFile(err)
		}
	}
	// The instances that the command line names are those of a parameter, except
	// where a server has no runbook.
	for _, id := range slices.Concat(instanceIDs(r.doc, r.args), o.instances) {
		account.AddInstance(id)
	}
	for _, p := range r.doc.Parameters {
		for _, id := range r.args[p.Name.Text] {
			account.AddResource(id)
		}
	}
	for _, args := range targetArguments(o.control) {
		for _, id := range instanceIDs(r.doc, args) {
			account.AddInstance(id)
		}
		for _, ids := range args {
			for _, id := range ids {
				account.AddResource(id)
			}
		}
	}
	for _, id := range namedResources(r.doc) {
		account.AddResource(id)
	}
	if !o.strict { // what is supposed is made up
		suppose(r.doc, account)
	}
	return account, nil
}

// openResponses opens a folder of answers or a file of them.
func openResponses(name string) (*canned.Canned, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		fixtures, err := canned.Open(os.DirFS(name), name)
		return fixtures, brokenFile(err)
	}
	text, err := readFile(name)
	if err != nil {
		return nil, err
	}
	fixtures, err := canned.Parse(document.NewSource(name, text))
	return fixtures, brokenFile(err)
}

// brokenFile makes wrong use of what is wrong in files of the user's that were
// read. Those that cannot be read are no wrong use.
func brokenFile(err error) error {
	var unread *fs.PathError
	if err == nil || errors.As(err, &unread) {
		return err
	}
	return &usageError{err.Error()}
}

// readFile reads a file of the user's that describes answers or an account.
func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("read %s: it is a folder", name)
	case info.Size() > document.MaxBytes:
		return nil, fmt.Errorf("read %s: the file is %.1f MB, it may have %d MB", name, float64(info.Size())/1e6, document.MaxBytes>>20)
	}
	return os.ReadFile(name)
}

// observe is told each event of the run.
func (b *backend) observe(event emulate.Event) {
	if b.wishes != nil {
		b.wishes.observe(event, "")
	}
	b.follow(event)
}

// follow is told each event of the run and of those below it.
func (b *backend) follow(event emulate.Event) {
	switch e := event.(type) {
	case emulate.ChildEvent:
		b.follow(e.Event)
	case emulate.RunStarted:
		if b.diverted != nil {
			b.diverted.Mark(e.ID)
		}
	case emulate.AttemptStarted:
		if b.diverted != nil {
			b.diverted.Attempt()
		}
	case emulate.APICalled:
		b.calls++
		if e.Invented {
			b.invented++
		}
	}
}

// tellInvented says beside the JSON that some of it is made up.
func (b *backend) tellInvented(stderr io.Writer) {
	if b.invented > 0 {
		fmt.Fprintf(stderr, "ssmrun: note: answers that are invented, and true of no account: %d of %d\n", b.invented, b.calls)
	}
}

// nobody has no answer but shows what one would look like.
type nobody struct{ example *synth.Synth }

func (n nobody) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	answer, err := n.example.Call(ctx, req)
	if err != nil {
		return cloud.Response{}, err
	}
	text, err := canned.Format([]canned.Entry{{Service: req.Service, Operation: req.Operation, Responses: []*value.Object{answer.Output}}})
	if err != nil {
		return cloud.Response{}, err
	}
	return cloud.Response{}, &cloud.NoAnswerError{
		Service: req.Service, Operation: req.Operation,
		Hint: "put an answer like this into a file and add --responses FILE\n\n" + string(text),
	}
}
