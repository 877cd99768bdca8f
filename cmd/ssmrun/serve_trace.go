package main

import (
	"errors"
	"io"
	"sync"

	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/emulate/view"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// traceCalls shows each call that comes in, without the secrets in it and those
// that came in before.
func traceCalls(stderr io.Writer) func(cloud.Request, cloud.Response, error) {
	trace, secrets := view.NewTrace(stderr), &recentSecrets{recent: secret.NewVault(), older: secret.NewVault()}
	var mu sync.Mutex
	return func(req cloud.Request, answer cloud.Response, err error) {
		mu.Lock()
		defer mu.Unlock()
		trace.Observe(secrets.masked(emulate.APICalled{Step: "request", Request: req, Output: answer.Output, Err: err, Invented: answer.Invented}))
	}
}

// maxSecrets is how long the secrets of a vault are together, in bytes, before the
// server begins another one.
const maxSecrets = 256 << 10

// recentSecrets are those that a server has met. It runs for as long as it is let,
// so it keeps two vaults only: when one is full, the one before it is forgotten.
type recentSecrets struct{ recent, older *secret.Vault }

func (s *recentSecrets) masked(e emulate.APICalled) emulate.APICalled {
	// An operation that is not in the index has no shapes; texts in it are masked.
	op, err := awsapi.Lookup(e.Request.Service, e.Request.Operation)
	if err != nil {
		op = awsapi.Operation{}
	}
	if s.recent.Size() > maxSecrets {
		s.recent, s.older = secret.NewVault(), s.recent
	}
	output := e.Output
	if e.Invented {
		output = nil
	}
	s.recent.LearnNamed("", e.Request.Input)
	s.recent.LearnCall(op, e.Request.Input, output)
	for _, v := range []*secret.Vault{s.recent, s.older} {
		e.Request.Input, e.Output = v.Input(op, e.Request.Input), v.Output(op, e.Output)
		var refused *cloud.APIError
		if errors.As(e.Err, &refused) {
			shown := *refused
			shown.Message = v.Text(shown.Message)
			e.Err = &shown
		}
	}
	return e
}
