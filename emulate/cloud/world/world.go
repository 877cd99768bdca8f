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
// It lives here: a file per kind of resource, a file per operation, and what
// operations share (filters, pages). An operation is a function in the table of
// this file. Operations that are not there have no answer here.
package world

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/random"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Config says what the account is like. Only Clock is needed.
type Config struct {
	Clock clock.Clock
	Seed  uint64
	// Region is us-east-1 when it is empty, Account 123456789012.
	Region, Account string
}

// The defaults of Config. The account is the one of AWS's own examples.
const (
	DefaultRegion  = "us-east-1"
	DefaultAccount = "123456789012"
)

// World is a cloud.Cloud that answers from an account in memory.
type World struct {
	config Config
	start  time.Time
	net    network

	mu sync.Mutex // guards what follows
	// instances are in the order in which they were added, which is the order in
	// which they are described.
	instances []*instance
}

// New makes an account without any instance.
func New(config Config) *World {
	if config.Region == "" {
		config.Region = DefaultRegion
	}
	if config.Account == "" {
		config.Account = DefaultAccount
	}
	return &World{config: config, start: config.Clock.Now(), net: newNetwork(config)}
}

// operation answers one call. It runs while the account is locked.
type operation func(*World, cloud.Request) (*value.Object, error)

// operationOf finds a call among those that the account answers; nil when it
// does not answer it.
func operationOf(req cloud.Request) operation {
	switch req.Service + ":" + req.Operation {
	case "ec2:DescribeInstances":
		return (*World).describeInstances
	case "ec2:DescribeInstanceStatus":
		return (*World).describeInstanceStatus
	case "ec2:DescribeTags":
		return (*World).describeTags
	case "ssm:DescribeInstanceInformation":
		return (*World).describeInstanceInformation
	case "ssm:GetParameter":
		return (*World).getParameter
	case "sts:GetCallerIdentity":
		return (*World).getCallerIdentity
	}
	return nil
}

// Call implements cloud.Cloud.
func (w *World) Call(_ context.Context, req cloud.Request) (cloud.Response, error) {
	answer := operationOf(req)
	if answer == nil {
		return cloud.Response{}, &cloud.NoAnswerError{Service: req.Service, Operation: req.Operation}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	output, err := answer(w, req)
	if err != nil {
		return cloud.Response{}, err
	}
	return cloud.Response{Output: output}, nil
}

// random is the source of what follows from a resource's ID.
func (w *World) random(kind, id string) *random.Source {
	return random.New(w.config.Seed, w.config.Account, w.config.Region, kind, id)
}

// arn names a resource of the account that belongs to no region.
func (w *World) arn(service, resource string) string {
	return "arn:" + w.partition() + ":" + service + "::" + w.config.Account + ":" + resource
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

func refuse(code, message string) error {
	return &cloud.APIError{Code: code, Message: message, HTTPStatus: http.StatusBadRequest}
}

func texts(v any) []string {
	list, _ := v.([]any)
	var out []string
	for _, item := range list {
		if text, ok := item.(string); ok {
			out = append(out, text)
		}
	}
	return out
}

// parameter is the value of an input member, nil when it is not given.
func parameter(req cloud.Request, name string) any {
	v, _ := req.Input.Get(name)
	return v
}
