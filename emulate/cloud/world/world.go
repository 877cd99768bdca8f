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
	"errors"
	"net/http"
	"slices"
	"strconv"
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
	// Open leaves calls about resources that the account has never had to somebody
	// else: they have no answer here, instead of AWS's refusal.
	Open bool
	// Invent is asked in an open account for what it does not know of resources that
	// were made up before. It may be nil.
	Invent cloud.Cloud
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
		config.Region = DefaultRegion
	}
	if config.Account == "" {
		config.Account = DefaultAccount
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

// operation answers one call. It runs while the account is locked.
type operation func(*World, cloud.Request) (*value.Object, error)

// operationOf finds a call among those that the account answers; nil when it
// does not answer it.
func operationOf(req cloud.Request) operation {
	switch req.Service {
	case "ec2":
		return ec2Operation(req.Operation)
	case "ssm":
		return ssmOperation(req.Operation)
	case "cloudformation":
		return stackOperation(req.Operation)
	case "cloudwatch":
		return alarmOperation(req.Operation)
	case "sqs":
		return queueOperation(req.Operation)
	case "dynamodb":
		return tableOperation(req.Operation)
	case "s3":
		return bucketOperation(req.Operation)
	case "iam":
		return iamOperation(req.Operation)
	case "rds", "docdb", "neptune":
		return databaseOperation(req.Service, req.Operation)
	case "sts":
		if req.Operation == "GetCallerIdentity" {
			return (*World).getCallerIdentity
		}
	}
	return nil
}

func ec2Operation(name string) operation {
	switch name {
	case "DescribeInstances":
		return (*World).describeInstances
	case "DescribeInstanceStatus":
		return (*World).describeInstanceStatus
	case "DescribeInstanceAttribute":
		return (*World).describeInstanceAttribute
	case "ModifyInstanceAttribute":
		return (*World).modifyInstanceAttribute
	case "ModifyInstanceMetadataOptions":
		return (*World).modifyMetadataOptions
	case "MonitorInstances", "UnmonitorInstances":
		return (*World).monitor
	case "RunInstances":
		return (*World).runInstances
	case "StartInstances":
		return (*World).startInstances
	case "StopInstances":
		return (*World).stopInstances
	case "RebootInstances":
		return (*World).rebootInstances
	case "TerminateInstances":
		return (*World).terminateInstances
	case "DescribeIamInstanceProfileAssociations":
		return (*World).describeAssociations
	case "AssociateIamInstanceProfile":
		return (*World).associateProfile
	case "DisassociateIamInstanceProfile":
		return (*World).disassociateProfile
	case "ReplaceIamInstanceProfileAssociation":
		return (*World).replaceAssociation
	case "DescribeVolumes":
		return volumeListing.answer
	case "CreateVolume":
		return (*World).createVolume
	case "AttachVolume":
		return (*World).attachVolume
	case "DetachVolume":
		return (*World).detachVolume
	case "DeleteVolume":
		return (*World).deleteVolume
	case "DescribeSnapshots":
		return snapshotListing.answer
	case "CopySnapshot":
		return (*World).copySnapshot
	case "CreateSnapshot":
		return (*World).createSnapshot
	case "DeleteSnapshot":
		return (*World).deleteSnapshot
	case "DescribeImages":
		return imageListing.answer
	case "CreateImage":
		return (*World).createImage
	case "CopyImage":
		return (*World).copyImage
	case "DeregisterImage":
		return (*World).deregisterImage
	case "DescribeSubnets":
		return (*World).describeSubnets
	case "ModifySubnetAttribute":
		return (*World).modifySubnet
	case "DescribeVpcs":
		return (*World).describeVpcs
	case "DescribeSecurityGroups":
		return (*World).describeSecurityGroups
	case "CreateSecurityGroup":
		return (*World).createSecurityGroup
	case "DeleteSecurityGroup":
		return (*World).deleteSecurityGroup
	case "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress":
		return (*World).changeRules
	case "DescribeSecurityGroupRules":
		return (*World).describeRules
	case "DescribeTags":
		return (*World).describeTags
	case "CreateTags":
		return (*World).createTags
	case "DeleteTags":
		return (*World).deleteTags
	}
	return nil
}

func ssmOperation(name string) operation {
	switch name {
	case "DescribeInstanceInformation":
		return (*World).describeInstanceInformation
	case "GetParameter":
		return (*World).getParameter
	case "GetParameters":
		return (*World).getParameters
	case "PutParameter":
		return (*World).putParameter
	case "DeleteParameter":
		return (*World).deleteParameter
	case "AddTagsToResource":
		return (*World).addTagsToResource
	case "ListTagsForResource":
		return (*World).listTagsForResource
	case "SendCommand":
		return (*World).sendCommand
	case "GetCommandInvocation":
		return (*World).getCommandInvocation
	case "ListCommandInvocations":
		return (*World).listCommandInvocations
	case "ListCommands":
		return (*World).listCommands
	}
	return nil
}

func stackOperation(name string) operation {
	switch name {
	case "CreateStack":
		return (*World).createStack
	case "DescribeStacks":
		return (*World).describeStacks
	case "DeleteStack":
		return (*World).deleteStack
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

func refuse(code, message string) error {
	return &cloud.APIError{Code: code, Message: message, HTTPStatus: http.StatusBadRequest}
}

// missing is AWS's refusal, with the status 404, of a call about what there is not.
func missing(code, message string) error {
	return &cloud.APIError{Code: code, Message: message, HTTPStatus: http.StatusNotFound}
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
