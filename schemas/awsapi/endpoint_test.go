package awsapi_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func TestEndpoint(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ service, region, want string }{
		{"ec2", "eu-west-1", "ec2.eu-west-1.amazonaws.com signed for ec2 in eu-west-1 of aws"},
		{"ec2", "cn-north-1", "ec2.cn-north-1.amazonaws.com.cn signed for ec2 in cn-north-1 of aws-cn"},
		{"ec2", "us-gov-west-1", "ec2.us-gov-west-1.amazonaws.com signed for ec2 in us-gov-west-1 of aws-us-gov"},
		{"ec2", "us-west-99", "ec2.us-west-99.amazonaws.com signed for ec2 in us-west-99 of aws"},
		{"iam", "ap-northeast-2", "iam.amazonaws.com signed for iam in us-east-1 of aws"},
		{"iam", "cn-north-1", "iam.cn-north-1.amazonaws.com.cn signed for iam in cn-north-1 of aws-cn"},
		{"route53", "eu-west-1", "route53.amazonaws.com signed for route53 in us-east-1 of aws"},
		{"sts", "eu-west-1", "sts.eu-west-1.amazonaws.com signed for sts in eu-west-1 of aws"},
		{"s3", "ap-southeast-2", "s3.ap-southeast-2.amazonaws.com signed for s3 in ap-southeast-2 of aws"},
		{"elbv2", "us-east-1", "elasticloadbalancing.us-east-1.amazonaws.com signed for elasticloadbalancing in us-east-1 of aws"},
		{"ecr", "us-east-1", "api.ecr.us-east-1.amazonaws.com signed for ecr in us-east-1 of aws"},
		{"sesv2", "us-east-1", "email.us-east-1.amazonaws.com signed for ses in us-east-1 of aws"},
		{"datazone", "us-east-1", "datazone.us-east-1.api.aws signed for datazone in us-east-1 of aws"},
		{"dsql", "cn-north-1", "dsql.cn-north-1.api.amazonwebservices.com.cn signed for dsql in cn-north-1 of aws-cn"},
		{"support", "eu-west-1", "support.us-east-1.amazonaws.com signed for support in us-east-1 of aws"},
		{"support", "us-gov-east-1", "support.us-gov-west-1.amazonaws.com signed for support in us-gov-west-1 of aws-us-gov"},
		{"route53", "eusc-de-east-1", "route53.amazonaws.eu signed for route53 in eusc-de-east-1 of aws-eusc"},
		{"geo-maps", "eu-west-1", "maps.geo.eu-west-1.amazonaws.com/v2 signed for geo-maps in eu-west-1 of aws"},
		{"geo-places", "eu-west-1", "places.geo.eu-west-1.amazonaws.com signed for geo-places in eu-west-1 of aws"},
		{"sustainability", "eu-west-1", "api.sustainability.eu-west-1.api.aws signed for sustainability in eu-west-1 of aws"},
		{"ec2", "atlantis", `no AWS partition has a region "atlantis"`},
		{"ec2", "", `no AWS partition has a region ""`},
	} {
		s, err := awsapi.OpenService(c.service)
		if err != nil {
			t.Fatal(err)
		}
		e, err := s.Endpoint(c.region)
		got := e.Host + e.Path + " signed for " + e.SigningName + " in " + e.SigningRegion + " of " + e.Partition.ID
		if err != nil {
			got = err.Error()
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s in %q (-want +got):\n%s", c.service, c.region, diff)
		}
	}
}

func TestEndpointVariant(t *testing.T) {
	t.Parallel()
	fips, dual, both := awsapi.Variant{FIPS: true}, awsapi.Variant{DualStack: true}, awsapi.Variant{FIPS: true, DualStack: true}
	for _, c := range []struct {
		service, region string
		variant         awsapi.Variant
		want            string
	}{
		{"ec2", "us-east-1", awsapi.Variant{}, "ec2.us-east-1.amazonaws.com"},
		{"ec2", "us-east-1", fips, "ec2-fips.us-east-1.amazonaws.com"},
		{"ec2", "us-gov-west-1", fips, "ec2.us-gov-west-1.amazonaws.com"},
		{"ec2", "eu-west-1", dual, "ec2.eu-west-1.api.aws"},
		{"ec2", "us-west-2", both, "ec2-fips.us-west-2.api.aws"},
		{"s3", "eu-west-1", dual, "s3.dualstack.eu-west-1.amazonaws.com"},
		{"s3", "us-east-2", both, "s3-fips.dualstack.us-east-2.amazonaws.com"},
		{"s3", "cn-north-1", fips, "s3 has no FIPS endpoints in the partition aws-cn"},
		{"iam", "eu-west-1", fips, "iam-fips.amazonaws.com"},
		{"iam", "us-gov-east-1", both, "iam.us-gov.api.aws"},
		{"organizations", "eu-west-1", fips, "organizations-fips.us-east-1.amazonaws.com"},
		{"ecr", "us-east-1", dual, "ecr.us-east-1.api.aws"},
		{"stepfunctions", "us-gov-west-1", fips, "states.us-gov-west-1.amazonaws.com"},
		{"stepfunctions", "us-gov-east-1", fips, "states-fips.us-gov-east-1.amazonaws.com"},
		{"datazone", "us-east-1", fips, "datazone-fips.us-east-1.api.aws"},
		{"lambda", "cn-north-1", dual, "lambda.cn-north-1.api.amazonwebservices.com.cn"},
		{"cloudfront-keyvaluestore", "us-east-1", fips, "cloudfront-keyvaluestore has no FIPS endpoints in the partition aws"},
		{"ec2", "atlantis", fips, `no AWS partition has a region "atlantis"`},
	} {
		s, err := awsapi.OpenService(c.service)
		if err != nil {
			t.Fatal(err)
		}
		e, err := s.EndpointVariant(c.region, c.variant)
		got := e.Host
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s, %s in %s: got %s, want %s", c.service, c.variant, c.region, got, c.want)
		}
	}
}
