// Package cloud says who answers the API calls of a run.
//
//	c := cloud.WithMetadata(cloud.Chain{fixtures, account}, ids, clock)
//	answer, err := c.Call(ctx, cloud.Request{Service: "ec2", Operation: "DescribeInstances"})
//
// It lives here: the interface Cloud, its errors, joining several of them, what
// every answer has in common, and checking a call's parameters as boto3 does
// before it is sent.
//
// It does not live here: who answers, which is in the folders canned (files of the
// user), world (an account in memory), synth (answers made up from their shape),
// memory (which lets those agree with what was changed) and live (AWS). Folder
// guard keeps calls from a real account, cassette records and replays answers,
// endpoint gives them to other programs, shapecheck judges those in files.
package cloud

import (
	"context"
	"errors"

	"github.com/ssmkit/ssmkit/document/value"
)

// Whose calls are answered where nobody says it. The account is the one of AWS's
// own examples.
const (
	DefaultRegion  = "us-east-1"
	DefaultAccount = "123456789012"
)

// Cloud answers API calls. It must be safe for use by several goroutines.
type Cloud interface {
	// Call answers with the operation's output, with an *APIError where AWS
	// would refuse, or with a *NoAnswerError when somebody else should be asked.
	// Any other error means that the answer could not be given at all.
	Call(ctx context.Context, req Request) (Response, error)
}

// Request is one API call.
type Request struct {
	// Service and Operation are the names in the index of package awsapi: ec2,
	// DescribeInstances.
	Service, Operation string
	Region             string
	// Input holds the parameters in the API's own spelling, checked by
	// Parameters. A nil Input is an empty one. It must not be changed. Bytes are a
	// text of just these bytes, as boto3 takes them, which need not be UTF-8.
	Input *value.Object
}

// Response is the answer to a call.
type Response struct {
	// Output has the members that boto3 gives, times as text in RFC 3339 and bytes
	// in base64, as the AWS CLI prints them. It belongs to the caller.
	Output *value.Object
	// Invented tells that the answer was made up (package synth), so that nobody
	// takes it for what an account holds.
	Invented bool
	// By is who answered, where somebody has asked for that with SignedBy; a refusal
	// has it too.
	By Answerer
}

// Answerer is who answers a call.
type Answerer string

// The answerers of a run.
const (
	Canned Answerer = "canned" // a file of the user
	Memory Answerer = "memory" // an account in memory
	Synth  Answerer = "synth"  // whoever makes answers up
	Live   Answerer = "live"   // AWS
	// Amended is AWS, with changes that were made in memory alone.
	Amended Answerer = "amended"
)

// SignedBy puts the answerer's name on what a cloud answers, if nobody else's is
// there.
func SignedBy(c Cloud, by Answerer) Cloud { return &signed{c, by} }

type signed struct {
	cloud Cloud
	by    Answerer
}

func (s *signed) Call(ctx context.Context, req Request) (Response, error) {
	answer, err := s.cloud.Call(ctx, req)
	if answer.By == "" {
		answer.By = s.by
	}
	return answer, err
}

// Chain asks several clouds in turn: the first that answers wins. When none
// does, the error has the hint of the first that gave one.
type Chain []Cloud

// Call implements Cloud.
func (c Chain) Call(ctx context.Context, req Request) (Response, error) {
	none := &NoAnswerError{Service: req.Service, Operation: req.Operation}
	for _, next := range c {
		answer, err := next.Call(ctx, req)
		var nobody *NoAnswerError
		if !errors.As(err, &nobody) {
			return answer, err
		}
		if none.Hint == "" {
			none.Hint = nobody.Hint
		}
	}
	return Response{}, none
}
