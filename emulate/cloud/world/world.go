// Package world is a small AWS account in memory. It answers API calls as AWS
// would for what the account holds, IDs that are unknown or malformed included.
//
//	account := world.New(world.Config{Clock: clock})
//	account.AddInstance("i-123")
//	answer, err := account.Call(ctx, cloud.Request{Service: "ec2", Operation: "DescribeInstances"})
//
// Everything that nobody asked for in particular (addresses, subnets, the image)
// follows from the seed and the resource's ID.
//
// It lives here: a file per kind of resource, with its operations, or a file per
// operation, and what operations share (filters, pages, transitions). A table for
// each service, of which operation.go has the list, tells which function answers an
// operation.
//
// It does not live here: answers to other operations, which packages synth and
// memory invent.
package world

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/random"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Config says what the account is like. Only Clock is needed.
type Config struct {
	Clock clock.Clock
	Seed  uint64
	// Open leaves calls about resources that the account has never had to somebody
	// else: they have no answer here, instead of AWS's refusal.
	Open bool
	// Invent is asked in an open account for what it does not know of resources that
	// were made up before. It may be nil.
	Invent cloud.Cloud
	// Region and Account are the defaults of package cloud when they are empty.
	Region, Account string
}

// firstRegion is the one that names of hosts and places of buckets leave out, as
// AWS began there.
const firstRegion = "us-east-1"

// World is a cloud.Cloud that answers from an account in memory.
type World struct {
	config Config
	start  time.Time
	net    network

	mu sync.Mutex // guards what follows
	// instances are in the order in which they were added, which is the order in
	// which they are described.
	instances []*instance
	commands  resources[*command]
	stacks    resources[*stack]
	// parameters are those of the account itself, by name.
	parameters resources[*storedParameter]
	// tags are those of all resources by their IDs, tagOrder the IDs in order.
	tags     map[string][]tag
	tagOrder []string
	// kept are the resources that are kept as the API describes them, by kind, and
	// changing those of them that will change by themselves.
	kept     map[string]*resources[*item]
	changing []*item
	// dissociated are the IDs of associations of instance profiles that are no more.
	dissociated map[string]bool
	// instanceRoleAdded tells that IAM has the role of the instances.
	instanceRoleAdded bool
	// invented tells that the answer to the call at hand is partly invented.
	invented bool
	// made counts the resources that were created, since what is asked for twice
	// must not be the same twice.
	made int
}

// New makes an account without any instance.
func New(config Config) *World {
	if config.Region == "" {
		config.Region = cloud.DefaultRegion
	}
	if config.Account == "" {
		config.Account = cloud.DefaultAccount
	}
	return &World{
		config: config, start: config.Clock.Now(), net: newNetwork(config), tags: map[string][]tag{},
	}
}

// now is the time of the account.
func (w *World) now() time.Time { return w.config.Clock.Now() }

// newID makes the ID of a new resource.
func (w *World) newID(prefix string) string {
	w.made++
	return prefix + w.random("made", prefix+strconv.Itoa(w.made)).Hex(17)
}

// settle brings everything to where it is at this time.
func (w *World) settle() {
	now := w.now()
	for _, i := range w.instances {
		i.settle(now)
	}
	w.changing = slices.DeleteFunc(w.changing, func(i *item) bool { return !i.settle(now) })
}

// Call implements cloud.Cloud.
func (w *World) Call(_ context.Context, req cloud.Request) (cloud.Response, error) {
	answer := operationOf(req)
	if answer == nil {
		return cloud.Response{}, &cloud.NoAnswerError{Service: req.Service, Operation: req.Operation}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.settle()
	w.invented = false
	output, err := answer(w, req)
	err, elsewhere := w.admit(err)
	if elsewhere || errors.Is(err, errElsewhere) {
		return cloud.Response{}, &cloud.NoAnswerError{Service: req.Service, Operation: req.Operation}
	}
	if err != nil {
		return cloud.Response{}, err
	}
	return cloud.Response{Output: output, Invented: w.invented}, nil
}

// random is the source of what follows from a resource's ID.
func (w *World) random(kind, id string) *random.Source {
	return random.New(w.config.Seed, w.config.Account, w.config.Region, kind, id)
}

// arn names a resource of the account that belongs to no region.
func (w *World) arn(service, resource string) string {
	return "arn:" + w.partition() + ":" + service + "::" + w.config.Account + ":" + resource
}

// regionalARN names a resource of the account in its region.
func (w *World) regionalARN(service, resource string) string {
	return "arn:" + w.partition() + ":" + service + ":" + w.config.Region + ":" + w.config.Account + ":" + resource
}

// partition is the part of AWS that the account's region belongs to; the public
// one for a region that the index does not know.
func (w *World) partition() string {
	if p, ok := awsapi.PartitionOf(w.config.Region); ok {
		return p.ID
	}
	return "aws"
}

// timestamp writes a time as the answers have it.
func timestamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
