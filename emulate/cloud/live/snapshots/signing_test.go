package snapshots

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/route53"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/sign"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// errCaptured ends a call of the SDK when its request is known.
var errCaptured = errors.New("captured")

// capture is an HTTP client that keeps the request and sends nothing.
type capture struct {
	request *http.Request
	body    []byte
}

func (c *capture) Do(r *http.Request) (*http.Response, error) {
	c.request = r
	if r.Body != nil {
		var err error
		if c.body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	return nil, errCaptured
}

// TestSigning signs the requests of the SDK's own clients once more: signature and
// scope must come out the same, and the host must be the one of the index.
func TestSigning(t *testing.T) {
	credentials := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", SessionToken: "a+token/="}
	ctx := context.Background()
	for _, test := range []struct {
		service, operation, region string
		// inHost stands before the host of the index.
		inHost string
		call   func(aws.Config) error
	}{
		{"sts", "GetCallerIdentity", "eu-west-1", "", func(c aws.Config) error {
			_, err := sts.NewFromConfig(c).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
			return err
		}},
		{"sts", "AssumeRole", "cn-north-1", "", func(c aws.Config) error {
			_, err := sts.NewFromConfig(c).AssumeRole(ctx, &sts.AssumeRoleInput{RoleArn: aws.String("arn:aws-cn:iam::1:role/a b"), RoleSessionName: aws.String("ünï")})
			return err
		}},
		{"sqs", "SendMessage", "us-gov-west-1", "", func(c aws.Config) error {
			_, err := sqs.NewFromConfig(c).SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: aws.String("https://q/1/a"), MessageBody: aws.String("x\n y")})
			return err
		}},
		{"route53", "ListResourceRecordSets", "ap-south-1", "", func(c aws.Config) error {
			_, err := route53.NewFromConfig(c).ListResourceRecordSets(ctx, &route53.ListResourceRecordSetsInput{HostedZoneId: aws.String("Z1"), StartRecordName: aws.String("a*.b c.")})
			return err
		}},
		{"route53", "GetHostedZone", "eu-west-1", "", func(c aws.Config) error {
			_, err := route53.NewFromConfig(c).GetHostedZone(ctx, &route53.GetHostedZoneInput{Id: aws.String("Z 1*~(é)")})
			return err
		}},
		{"s3", "GetObject", "eu-west-1", "bucket.", func(c aws.Config) error {
			_, err := s3.NewFromConfig(c).GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String("bucket"), Key: aws.String("a b/../c+d*é~(1)%20//e")})
			return err
		}},
		{"s3", "ListObjectsV2", "ap-southeast-2", "bucket.", func(c aws.Config) error {
			_, err := s3.NewFromConfig(c).ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: aws.String("bucket"), Prefix: aws.String("a&b=c d+é")})
			return err
		}},
		{"s3", "PutBucketTagging", "us-east-1", "", func(c aws.Config) error {
			_, err := s3.NewFromConfig(c).PutBucketTagging(ctx, &s3.PutBucketTaggingInput{Bucket: aws.String("with.dots"), Tagging: &s3types.Tagging{
				TagSet: []s3types.Tag{{Key: aws.String("a"), Value: aws.String("<b>")}},
			}})
			return err
		}},
	} {
		t.Run(test.service+" "+test.operation, func(t *testing.T) {
			var sent capture
			err := test.call(aws.Config{
				Region: test.region, HTTPClient: &sent, RetryMaxAttempts: 1,
				Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return credentials, nil }),
			})
			if !errors.Is(err, errCaptured) {
				t.Fatal(err)
			}
			op, err := awsapi.Lookup(test.service, test.operation)
			if err != nil {
				t.Fatal(err)
			}
			to, err := op.Service().Endpoint(test.region)
			if err != nil {
				t.Fatal(err)
			}
			if got := sent.request.URL.Host; got != test.inHost+to.Host {
				t.Errorf("the SDK sends to %s, the index has %s", got, test.inHost+to.Host)
			}
			at, err := time.Parse("20060102T150405Z", sent.request.Header.Get("X-Amz-Date"))
			if err != nil {
				t.Fatal(err)
			}
			again := sent.request.Clone(ctx)
			for _, name := range []string{"Authorization", "X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256"} {
				again.Header.Del(name)
			}
			scope := sign.Scope{Service: to.SigningName, Region: to.SigningRegion}
			if err := sign.Request(ctx, credentials, op, again, sent.body, scope, at); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"Authorization", "X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256"} {
				if official, ours := sent.request.Header.Get(name), again.Header.Get(name); official != ours {
					t.Errorf("%s: official %q, ours %q", name, official, ours)
				}
			}
		})
	}
}
