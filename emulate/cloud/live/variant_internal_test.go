package live

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// TestVariants asks where calls go under the settings for FIPS and dual-stack
// endpoints, without sending them.
func TestVariants(t *testing.T) {
	const profiles = `
[profile fips]
use_fips_endpoint = true

[profile both]
use_fips_endpoint = true
use_dualstack_endpoint = true
`
	config := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(config, []byte(profiles), 0o600); err != nil {
		t.Fatal(err)
	}
	bucket := func(name string) *value.Object { return value.New("Bucket", name) }
	for _, test := range []struct {
		name                       string
		profile, fips, dual        string
		service, operation, region string
		input                      *value.Object
		want                       string
	}{
		{"the usual", "", "", "", "sts", "GetCallerIdentity", "us-east-1", nil, "sts.us-east-1.amazonaws.com"},
		{"the environment", "", "true", "", "sts", "GetCallerIdentity", "us-east-1", nil, "sts-fips.us-east-1.amazonaws.com"},
		{"dual-stack", "", "", "true", "ec2", "DescribeInstances", "eu-west-1", nil, "ec2.eu-west-1.api.aws"},
		{"the profile", "fips", "", "", "kms", "ListKeys", "us-west-2", nil, "kms-fips.us-west-2.amazonaws.com"},
		{"both", "both", "", "", "lambda", "ListFunctions", "us-west-2", nil, "lambda-fips.us-west-2.api.aws"},
		{"the environment wins", "both", "false", "false", "lambda", "ListFunctions", "us-west-2", nil, "lambda.us-west-2.amazonaws.com"},
		{"a global service", "fips", "", "", "iam", "ListRoles", "eu-west-1", nil, "iam-fips.amazonaws.com"},
		{"a path", "fips", "", "", "geo-maps", "GetTile", "us-east-1", nil, "maps.geo-fips.us-east-1.amazonaws.com/v2"},
		{"a bucket", "both", "", "", "s3", "ListObjectsV2", "us-east-2", bucket("mine"), "mine.s3-fips.dualstack.us-east-2.amazonaws.com"},
		{"an access point", "both", "", "", "s3", "ListObjectsV2", "us-east-2", bucket("arn:aws:s3:us-west-2:111122223333:accesspoint/mine"), "mine-111122223333.s3-accesspoint-fips.dualstack.us-west-2.amazonaws.com"},
		{"a prefix", "fips", "", "", "servicediscovery", "DiscoverInstances", "us-east-1", nil, "data-servicediscovery-fips.us-east-1.amazonaws.com"},
		{
			"none", "fips", "", "", "s3", "ListBuckets", "cn-north-1", nil,
			"the AWS configuration asks for FIPS endpoints: s3 has no FIPS endpoints in the partition aws-cn; name one in AWS_ENDPOINT_URL_S3",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			for name, value := range map[string]string{
				"AWS_CONFIG_FILE": config, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull, "AWS_PROFILE": test.profile,
				"AWS_ENDPOINT_URL": "", "AWS_USE_FIPS_ENDPOINT": test.fips, "AWS_USE_DUALSTACK_ENDPOINT": test.dual,
			} {
				t.Setenv(name, value)
				if value == "" {
					os.Unsetenv(name)
				}
			}
			client, err := Open(context.Background(), Config{Region: test.region, Clock: clock.NewVirtual(time.Unix(0, 0))})
			if err != nil {
				t.Fatal(err)
			}
			op, err := awsapi.Lookup(test.service, test.operation)
			if err != nil {
				t.Fatal(err)
			}
			to, err := client.endpoint(context.Background(), &call{op: op, input: test.input, region: test.region})
			got := ""
			if err != nil {
				got = err.Error()
			} else {
				got = to.base.Host + to.base.Path
			}
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
