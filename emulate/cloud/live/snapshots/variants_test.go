package snapshots

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/route53"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	smithyendpoints "github.com/aws/smithy-go/endpoints"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// TestEndpointVariants asks the SDK's clients where they send to, for FIPS and
// dual-stack endpoints too.
func TestEndpointVariants(t *testing.T) {
	ctx := context.Background()
	type resolve func(region *string, fips, dual *bool) (smithyendpoints.Endpoint, error)
	for service, resolve := range map[string]resolve{
		"apigateway": func(region *string, fips, dual *bool) (smithyendpoints.Endpoint, error) {
			return apigateway.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, apigateway.EndpointParameters{Region: region, UseFIPS: fips, UseDualStack: dual})
		},
		"kms": func(region *string, fips, dual *bool) (smithyendpoints.Endpoint, error) {
			return kms.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, kms.EndpointParameters{Region: region, UseFIPS: fips, UseDualStack: dual})
		},
		"route53": func(region *string, fips, dual *bool) (smithyendpoints.Endpoint, error) {
			return route53.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, route53.EndpointParameters{Region: region, UseFIPS: fips, UseDualStack: dual})
		},
		"s3": func(region *string, fips, dual *bool) (smithyendpoints.Endpoint, error) {
			return s3.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, s3.EndpointParameters{Region: region, UseFIPS: fips, UseDualStack: dual})
		},
		"secretsmanager": func(region *string, fips, dual *bool) (smithyendpoints.Endpoint, error) {
			return secretsmanager.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, secretsmanager.EndpointParameters{Region: region, UseFIPS: fips, UseDualStack: dual})
		},
		"stepfunctions": func(region *string, fips, dual *bool) (smithyendpoints.Endpoint, error) {
			return sfn.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, sfn.EndpointParameters{Region: region, UseFIPS: fips, UseDualStack: dual})
		},
		"sqs": func(region *string, fips, dual *bool) (smithyendpoints.Endpoint, error) {
			return sqs.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, sqs.EndpointParameters{Region: region, UseFIPS: fips, UseDualStack: dual})
		},
		"sts": func(region *string, fips, dual *bool) (smithyendpoints.Endpoint, error) {
			return sts.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, sts.EndpointParameters{Region: region, UseFIPS: fips, UseDualStack: dual})
		},
	} {
		s, err := awsapi.OpenService(service)
		if err != nil {
			t.Fatal(err)
		}
		for _, region := range []string{"us-east-1", "us-west-2", "eu-west-1", "ap-southeast-5", "cn-north-1", "us-gov-east-1", "us-gov-west-1", "us-iso-east-1", "eusc-de-east-1"} {
			for _, v := range []awsapi.Variant{{}, {FIPS: true}, {DualStack: true}, {FIPS: true, DualStack: true}} {
				official, officialErr := resolve(aws.String(region), aws.Bool(v.FIPS), aws.Bool(v.DualStack))
				ours, err := s.EndpointVariant(region, v)
				if officialErr != nil || err != nil {
					if (officialErr == nil) != (err == nil) {
						t.Errorf("%s, %s in %s: the SDK says %v, the index %v", service, v, region, officialErr, err)
					}
					continue
				}
				if official.URI.Host != ours.Host {
					t.Errorf("%s, %s in %s: the SDK sends to %s, the index has %s", service, v, region, official.URI.Host, ours.Host)
				}
			}
		}
	}
}
