// Package synth invents answers to API calls: to every operation of every AWS
// service, from the shape of its output.
//
//	s := synth.New(synth.Config{Clock: clock})
//	s.Expect([]synth.Wish{{Service: "rds", Operation: "DescribeDBInstances", Path: path, Values: []string{"available"}}})
//	answer, err := s.Call(ctx, cloud.Request{Service: "rds", Operation: "DescribeDBInstances"})
//
// An invented answer has the form that AWS's has, and says what one hopes for:
// everything exists, works and is available; an operation that changes something
// answers as if it had worked. What the call names comes back in the answer, IDs
// and names are those of one account at every call, and there is never a next
// page. Nothing else is true of it: no state is kept (package memory adds
// that). Response.Invented tells such answers from others.
//
// It lives here: making an answer from a shape, a call and wishes. It does not
// live here: what a runbook wishes for, which its caller has to collect, and
// texts that look like AWS's (emulate/invent).
package synth

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/invent"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Config says whose answers are invented. Only Clock is needed.
type Config struct {
	Clock clock.Clock
	Seed  uint64
	// Region is that of calls that name none. It and Account are the defaults of
	// package cloud when they are empty.
	Region, Account string
	// Sparse leaves out most of what is neither required nor wished for, so that
	// people can read and change the answers.
	Sparse bool
}

// Synth is a cloud.Cloud that has an answer to everything.
type Synth struct {
	config Config
	start  time.Time

	mu     sync.Mutex // guards what follows
	wishes []Wish
	// created counts the calls of each operation that makes something, so that a
	// second one makes something else.
	created map[awsapi.OperationName]int
}

// New makes a Synth without wishes.
func New(config Config) *Synth {
	if config.Region == "" {
		config.Region = cloud.DefaultRegion
	}
	if config.Account == "" {
		config.Account = cloud.DefaultAccount
	}
	return &Synth{config: config, start: config.Clock.Now(), created: map[awsapi.OperationName]int{}}
}

// Wish says what the answers of an operation should hold, so that a runbook goes
// on.
type Wish struct {
	// Service and Operation are the names in the index of package awsapi.
	Service, Operation string
	// Path is what must be there.
	Path *selector.Path
	// Values are those of which it should be one, as texts; empty for any.
	Values []string
	// Name is what the runbook calls it, empty where it has no name.
	Name string
	// Type is the type of Automation that what is there will be made into, such
	// as Integer; empty for any.
	Type string
}

// Expect replaces the wishes. The caller must not change them afterwards.
func (s *Synth) Expect(wishes []Wish) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wishes = wishes
}

// Expects tells whether something is wished to have a value in the answers of an
// operation, and so to be there.
func (s *Synth) Expects(service, operation string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.wishes, func(w Wish) bool {
		return w.Service == service && w.Operation == operation && len(w.Values) > 0 && !slices.Contains(w.Values, "[]")
	})
}

// Call implements cloud.Cloud. It has an answer to every operation of the index.
func (s *Synth) Call(_ context.Context, req cloud.Request) (cloud.Response, error) {
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil {
		return cloud.Response{}, &cloud.NoAnswerError{Service: req.Service, Operation: req.Operation, Hint: err.Error()}
	}
	region := req.Region
	if region == "" {
		region = s.config.Region
	}
	goals, variant := s.plan(op)
	m := &maker{
		op: op, region: region, now: s.config.Clock.Now(), start: s.start, variant: variant,
		texts: invent.New(invent.Config{Seed: s.config.Seed, Region: region, Account: s.config.Account}),
		seed:  s.config.Seed, sparse: s.config.Sparse, echo: newEcho(req.Input), open: map[awsapi.Shape]int{},
	}
	return cloud.Response{Output: m.structure(op.Output(), "", goals), Invented: true}, nil
}

// plan is what is wished of the next answer of an operation, and which of its
// variants that is.
func (s *Synth) plan(op awsapi.Operation) (goals []goal, variant int) {
	name := awsapi.OperationName{Service: op.Service().Name(), Operation: op.Name()}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.wishes {
		w := &s.wishes[i]
		if w.Service == name.Service && w.Operation == name.Operation {
			goals = append(goals, newGoal(w))
		}
	}
	if creates(op.Name()) {
		variant = s.created[name]
		s.created[name]++
	}
	return goals, variant
}
