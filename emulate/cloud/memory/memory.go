// Package memory lets invented answers agree with what was changed before them.
//
//	invented := memory.New(memory.Config{Next: synth, Clock: clock})
//	invented.Call(ctx, cloud.Request{Service: "elbv2", Operation: "ModifyLoadBalancerAttributes", Input: input})
//	answer, err := invented.Call(ctx, cloud.Request{Service: "elbv2", Operation: "DescribeLoadBalancerAttributes", Input: same})
//
// What a call that changes something said of a resource is shown by later answers
// about the same resource, what was made is in later lists, and what was deleted
// is gone: with the error that the model of the reading operation has for that, or
// from its lists. Nothing here knows any service: what is about the same resource,
// and which member shows what, follows from the names and shapes of the
// operations. Resources that are known better are in package world.
//
// It lives here: what is remembered, and putting it into answers. It does not live
// here: making the answers (package synth).
package memory

import (
	"context"
	"sync"

	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Config says whose answers are completed.
type Config struct {
	// Next makes the answers up.
	Next  cloud.Cloud
	Clock clock.Clock
	// Expects tells whether the runbook waits for a value in the answers of an
	// operation: what it waits for is shown although it was deleted. It may be nil.
	Expects func(service, operation string) bool
}

// Memory is a cloud.Cloud that remembers the changes that it was asked for.
type Memory struct {
	config Config

	mu sync.Mutex // guards what follows
	// accounts are what is known of each service.
	accounts map[string]*account
}

// account is what is known of the resources of a service.
type account struct {
	facts   []*fact // in the order in which they were learned
	aliases aliases
}

// maxFacts is how much is remembered of a service. The oldest is forgotten first.
const maxFacts = 500

// New makes a Memory of nothing.
func New(config Config) *Memory {
	return &Memory{config: config, accounts: map[string]*account{}}
}

// Call implements cloud.Cloud.
func (m *Memory) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	answer, err := m.config.Next.Call(ctx, req)
	if err != nil || !answer.Invented {
		return answer, err
	}
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil {
		return answer, nil // somebody else's operation
	}
	if op.ReadOnly() {
		return m.Amend(op, req, answer)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.learn(op, req.Input, answer.Output)
	return answer, nil
}

// Amend lets the answer to a call that reads agree with the changes, whoever gave
// it. The answer's output is changed.
func (m *Memory) Amend(op awsapi.Operation, req cloud.Request, answer cloud.Response) (cloud.Response, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	known := m.accounts[op.Service().Name()]
	if known == nil {
		return answer, nil
	}
	known.aliases.learn(op, answer.Output)
	r := newRecall(known, op, req.Input)
	r.expected = m.config.Expects != nil && m.config.Expects(op.Service().Name(), op.Name())
	if refusal := r.refusal(answer.Output); refusal != nil {
		return cloud.Response{}, refusal
	}
	r.complete(answer.Output)
	return answer, nil
}

// account opens what is known of a service.
func (m *Memory) account(service string) *account {
	known := m.accounts[service]
	if known == nil {
		known = &account{aliases: aliases{}}
		m.accounts[service] = known
	}
	return known
}
