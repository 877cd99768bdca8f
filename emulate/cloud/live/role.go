package live

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
)

// sessionName is how the calls of a role show up in CloudTrail.
const sessionName = "ssmrun"

// A roleProvider gives the credentials of a role, assumed with others.
type roleProvider struct {
	client *Client
	base   aws.CredentialsProvider
	arn    string
}

// Retrieve implements aws.CredentialsProvider.
func (p *roleProvider) Retrieve(ctx context.Context) (aws.Credentials, error) {
	as := &Client{config: p.client.config, aws: p.client.aws, http: p.client.http, retryer: p.client.retryer}
	as.config.Role = ""
	as.config.Note = nil
	as.aws.Credentials = p.base
	answer, err := as.Call(ctx, cloud.Request{
		Service: "sts", Operation: "AssumeRole",
		Input: value.New("RoleArn", p.arn, "RoleSessionName", sessionName),
	})
	var refused *cloud.APIError
	if errors.As(err, &refused) {
		err = fmt.Errorf("cannot assume the role %s (%s: %s): its trust policy must name those to whom the credentials of %s belong, and they need sts:AssumeRole", p.arn, refused.Code, refused.Message, as.who())
	}
	if err != nil {
		return aws.Credentials{}, &assumeError{err}
	}
	member, _ := answer.Output.Get("Credentials")
	given, ok := member.(*value.Object)
	if !ok {
		return aws.Credentials{}, &assumeError{fmt.Errorf("assume the role %s: the answer has no credentials", p.arn)}
	}
	credentials := aws.Credentials{Source: "AssumeRole"}
	credentials.AccessKeyID, _ = textMember(given, "AccessKeyId")
	credentials.SecretAccessKey, _ = textMember(given, "SecretAccessKey")
	credentials.SessionToken, _ = textMember(given, "SessionToken")
	expiration, _ := textMember(given, "Expiration")
	credentials.Expires, credentials.CanExpire = wire.ParseTime(expiration)
	return credentials, nil
}
