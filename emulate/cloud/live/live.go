package live

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// state is what a client learns on the way, under its mutex.
type state struct {
	// skew is what AWS's clock is ahead of the one here.
	skew time.Duration
	// source is where the credentials of the last call came from, in the words of
	// the SDK.
	source string
	// buckets are the regions of buckets that are not in the region of the call.
	buckets map[string]string
}

// Call implements cloud.Cloud. It never answers with a *cloud.NoAnswerError.
func (c *Client) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil {
		return cloud.Response{}, err
	}
	if err := supported(op); err != nil {
		return cloud.Response{}, err
	}
	region := req.Region
	if region == "" {
		region = c.aws.Region
	}
	input := prepare(op, req.Input)
	call := &call{op: op, input: input, region: region}
	answer, err := c.send(ctx, call)
	var refusal *wire.Refusal
	if errors.As(err, &refusal) {
		return cloud.Response{}, c.refused(call, refusal, answer)
	}
	if err != nil {
		return cloud.Response{}, err
	}
	output, err := c.decode(ctx, op, answer)
	if err != nil {
		return cloud.Response{}, err
	}
	adapt(op, output)
	output.Set("ResponseMetadata", metadata(op, answer, call.attempts-1))
	return cloud.Response{Output: output}, nil
}

func (c *Client) decode(ctx context.Context, op awsapi.Operation, answer *wire.Answer) (*value.Object, error) {
	if decode, ok := specialAnswers[op.Service().Name()+" "+op.Name()]; ok {
		return decode(answer.Body)
	}
	return c.codecs.Decode(ctx, op, answer)
}

// supported says what a generic client cannot do.
func supported(op awsapi.Operation) error {
	service, name := op.Service().Name(), op.Name()
	if err := wire.CheckStreams(op); err != nil {
		return fmt.Errorf("%w; give a canned answer with --responses", err)
	}
	if _, required := op.EndpointDiscovery(); required {
		return fmt.Errorf("%s %s is answered only at endpoints that the service tells each account, which --live does not ask for yet; give a canned answer with --responses", service, name)
	}
	if schemes := authSchemes(op); len(schemes) > 0 && !slices.ContainsFunc(schemes, func(s string) bool {
		return s == "aws.auth#sigv4" || s == "smithy.api#noAuth"
	}) {
		return fmt.Errorf("%s %s is signed in a way (%s) that --live does not know; give a canned answer with --responses", service, name, schemes[0])
	}
	return nil
}

// authSchemes are the ways in which the operation may be signed, the preferred
// first; none means as AWS does in general.
func authSchemes(op awsapi.Operation) []string {
	if own := op.Auth(); len(own) > 0 {
		return own
	}
	if all := op.Service().Auth(); len(all) > 0 {
		return all
	}
	if op.Service().SignatureVersion() == "bearer" {
		return []string{"smithy.api#httpBearerAuth"}
	}
	return nil
}

// unsigned reports whether the operation is called without credentials.
func unsigned(op awsapi.Operation) bool {
	schemes := authSchemes(op)
	return op.AuthType() == "none" || len(schemes) > 0 && schemes[0] == "smithy.api#noAuth"
}
