package live

import (
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func isS3(op awsapi.Operation) bool { return op.Service().Name() == "s3" }

// bucketOf is the bucket of a call of S3, empty for none.
func bucketOf(call *call) string {
	for m := range call.op.Input().Members() {
		if m.ContextParam() == "Bucket" {
			bucket, _ := textMember(call.input, m.Name())
			return bucket
		}
	}
	return ""
}

// plainBucket matches the buckets that can stand before the host of S3 under its
// certificate, which is for one label.
var plainBucket = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$`)
})

// s3Host is the host for a bucket, and the bucket if it stands in the host.
func s3Host(bucket, host string, variant awsapi.Variant, to *endpoint) (withBucket, inHost string, err error) {
	switch {
	case bucket == "":
		return host, "", nil
	case strings.HasSuffix(bucket, "--x-s3"):
		return "", "", fmt.Errorf("%s is a directory bucket, whose sessions --live does not know; give a canned answer with --responses", bucket)
	case strings.HasPrefix(bucket, "arn:"):
		return accessPointHost(bucket, variant, to)
	case plainBucket().MatchString(bucket):
		return bucket + "." + host, bucket, nil
	}
	return host, "", nil
}

// accessPointHost is the host of an access point that is named by its ARN, as in
// arn:aws:s3:eu-west-1:123456789012:accesspoint/name.
func accessPointHost(arn string, variant awsapi.Variant, to *endpoint) (withBucket, inHost string, err error) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || parts[2] != "s3" || parts[3] == "" {
		return "", "", fmt.Errorf("%s is no ARN of an S3 access point in a region, the only ARN that --live knows in the place of a bucket", arn)
	}
	name, found := strings.CutPrefix(strings.Replace(parts[5], ":", "/", 1), "accesspoint/")
	partition, known := awsapi.PartitionOf(parts[3])
	if !found || !known || !hostLabel().MatchString(name) || !hostLabel().MatchString(parts[4]) {
		return "", "", fmt.Errorf("%s is no ARN of an S3 access point in a region, the only ARN that --live knows in the place of a bucket", arn)
	}
	to.scope.Region = parts[3]
	service := "s3-accesspoint"
	if variant.FIPS {
		service += "-fips"
	}
	if variant.DualStack {
		service += ".dualstack"
	}
	return fmt.Sprintf("%s-%s.%s.%s.%s", name, parts[4], service, parts[3], partition.DNSSuffix), arn, nil
}

// otherRegion is the region that S3 says a bucket is in, when it was asked in
// another one.
func otherRegion(answer *wire.Answer, refusal *wire.Refusal) string {
	switch refusal.Code {
	case "PermanentRedirect", "AuthorizationHeaderMalformed", "TemporaryRedirect", "IllegalLocationConstraintException", "301", "307", "400":
	default:
		return ""
	}
	if region := answer.Header.Get("X-Amz-Bucket-Region"); region != "" {
		return region
	}
	var told struct{ Region string }
	if xml.Unmarshal(answer.Body, &told) != nil {
		return ""
	}
	return told.Region
}

// moved learns the region of a bucket from an answer that refused a call. It
// reports whether the call should be made again there.
func (c *Client) moved(call *call, answer *wire.Answer, err error) bool {
	var refusal *wire.Refusal
	if !isS3(call.op) || answer == nil || !errors.As(err, &refusal) {
		return false
	}
	bucket, region := bucketOf(call), otherRegion(answer, refusal)
	if _, known := awsapi.PartitionOf(region); bucket == "" || !known {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.buckets[bucket] == region || c.buckets[bucket] == "" && region == call.region {
		return false
	}
	if c.buckets == nil {
		c.buckets = map[string]string{}
	}
	c.buckets[bucket] = region
	return true
}

// specialAnswers are those that are written as no other.
var specialAnswers = map[string]func(body []byte) (*value.Object, error){
	"s3 GetBucketLocation": bucketLocation,
}

// bucketLocation reads an answer whose only element is the member itself. It is
// empty for us-east-1, of which boto3 makes None.
func bucketLocation(body []byte) (*value.Object, error) {
	var region string
	if err := xml.Unmarshal(body, &region); err != nil {
		return nil, fmt.Errorf("read the answer to s3 GetBucketLocation: %w", err)
	}
	if region == "" {
		return value.New("LocationConstraint", nil), nil
	}
	return value.New("LocationConstraint", region), nil
}
