package main

import (
	"maps"
	"slices"

	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud/cassette"
	"github.com/ssmkit/ssmkit/emulate/secret"
)

// openReplay opens the cassette of --replay, and takes from it what a run is the
// same by; nil without the option.
func openReplay(o *options) (*cassette.Replayer, error) {
	if o.replay == "" {
		return nil, nil
	}
	replayer, err := cassette.Open(o.replay, secret.NewVault())
	if err != nil {
		return nil, err
	}
	about := replayer.About()
	o.seed, o.region = about.Seed, about.Region
	return replayer, nil
}

// newReplayBackend makes the backend that answers from a cassette.
func newReplayBackend(replayer *cassette.Replayer, r *runbook, o options) *backend {
	replayer.Learn(givenTexts(r, o))
	for _, texts := range r.args {
		for i, text := range texts {
			texts[i] = replayer.Rewrite(text)
		}
	}
	about := replayer.About()
	return &backend{
		cloud: replayer, clock: replayer.Clock(), region: about.Region, account: about.Account, secrets: replayer.Secrets(),
	}
}

// record makes a backend record what it answers, and gives what saves it.
func (b *backend) record(r *runbook, o options) (save func() error, err error) {
	if err := cassette.Prepare(o.record); err != nil {
		return nil, err
	}
	if b.secrets == nil {
		b.secrets = secret.NewVault()
	}
	recorder := cassette.NewRecorder(b.cloud, b.clock, b.secrets, cassette.About{Region: b.region, Account: b.account, Seed: o.seed})
	recorder.Learn(givenTexts(r, o))
	b.cloud, b.clock = recorder, recorder.Clock()
	return func() error { return recorder.Save(o.record) }, nil
}

// givenTexts are the values of all parameters, in the order of their names, what
// several runs are for, and what the runbook says.
func givenTexts(r *runbook, o options) []string {
	texts := argumentTexts(r.args)
	for _, args := range targetArguments(o.control) {
		texts = append(texts, argumentTexts(args)...)
	}
	if o.control != nil {
		for _, l := range o.control.TargetLocations {
			texts = append(texts, l.Accounts...)
		}
	}
	for node := range r.doc.Root.All() {
		if node.IsString() {
			texts = append(texts, node.Text)
		}
	}
	return texts
}

func argumentTexts(args emulate.Arguments) []string {
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(args)) {
		texts = append(texts, args[name]...)
	}
	return texts
}
