package awsapi_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func TestParameterTakesTheNamesThatBoto3Takes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ service, api, name, want string }{
		{"ec2", "DescribeInstances", "Filters", "Filters"},
		{"ec2", "DescribeInstances", "Filter", ""},
		{"ec2", "DescribeTransitGatewayRouteTableAnnouncements", "Filters", "Filters"},
		{"logs", "CreateExportTask", "from", "from"},
		{"logs", "CreateExportTask", "fromTime", "from"},
		{"cloudsearchdomain", "Search", "returnFields", "return"},
		{"sts", "GetCallerIdentity", "Account", ""},
	} {
		if got := mustLookup(t, c.service, c.api).Parameter(c.name).Name(); got != c.want {
			t.Errorf("%s %s takes %q as %q, want %q", c.service, c.api, c.name, got, c.want)
		}
	}
}

func TestTakesFilter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		service, api, name string
		want               bool
	}{
		{"ec2", "DescribeInstances", "instance-id", true},
		{"ec2", "DescribeInstances", "InstanceIds", false},
		{"ec2", "DescribeInstances", "tag:Name", true},
		{"ec2", "DescribeInstances", "tag:", false},
		{"ec2", "DescribeVolumes", "tag:Name", true},
		{"ec2", "DescribeVpcs", "isDefault", true},
		{"ec2", "DescribeSubnets", "cidrBlock", true},
		{"rds", "DescribeDBInstances", "db-instance-id", true},
	} {
		if got := mustLookup(t, c.service, c.api).TakesFilter(c.name); got != c.want {
			t.Errorf("%s %s takes the filter %q: %t, want %t", c.service, c.api, c.name, got, c.want)
		}
	}
}

// One operation of each protocol and one of each rare fact, as the wire needs
// them.
func TestWireFacts(t *testing.T) {
	t.Parallel()
	member := func(s awsapi.Shape, name string) string {
		m := s.Member(name)
		return fmt.Sprintf("%s %q %q required=%t", m.Location(), m.WireName(), m.QueryName(), m.Required())
	}
	service := func(name string) awsapi.Service {
		s, err := awsapi.OpenService(name)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	ec2, s3, ssm, iam, sqs := service("ec2"), service("s3"), service("ssm"), service("iam"), service("sqs")
	put := mustLookup(t, "s3", "PutObject")
	notFound, _ := mustLookup(t, "ssm", "GetDocument").Service().Shape("InvalidDocument").Fault()
	throttled, _ := service("lambda").Shape("TooManyRequestsException").Fault()
	got := map[string]any{
		"ec2 protocol":            []string{ec2.Protocol(), ec2.APIVersion(), ec2.XMLNamespace(), ec2.SigningName(), ec2.SignatureVersion()},
		"ssm target":              []string{ssm.Protocol(), ssm.JSONVersion(), ssm.TargetPrefix(), ssm.ID(), ssm.ShortName()},
		"s3 names":                []string{s3.Protocol(), s3.GlobalEndpoint(), s3.EndpointPrefix(), s3.FullName(), s3.Auth()[0]},
		"sqs":                     []any{sqs.QueryCompatible(), iam.QueryCompatible(), sqs.Protocols()},
		"signing name":            service("cloudsearchdomain").SigningName(),
		"cloudwatch":              service("cloudwatch").Protocols(),
		"http":                    []any{put.Method(), put.URI(), mustLookup(t, "lambda", "Invoke").URI(), mustLookup(t, "lambda", "CreateFunction").Status()},
		"payload":                 []any{put.Input().Payload(), put.Input().Member("Body").Streaming(), put.Input().Member("Bucket").ContextParam()},
		"checksum":                put.Checksum(),
		"header":                  member(put.Input(), "ContentType"),
		"headers":                 member(put.Input(), "Metadata"),
		"uri":                     member(put.Input(), "Key"),
		"result wrapper":          mustLookup(t, "iam", "GetRole").ResultWrapper(),
		"input element":           []any{mustLookup(t, "cloudfront", "TagResource").InputWireName(), mustLookup(t, "route53", "CreateHostedZone").InputXMLNamespace().URI},
		"host prefix":             []any{mustLookup(t, "s3control", "GetPublicAccessBlock").HostPrefix(), mustLookup(t, "s3control", "GetPublicAccessBlock").Input().Member("AccountId").HostLabel()},
		"not signed":              []any{mustLookup(t, "sts", "AssumeRoleWithWebIdentity").AuthType(), mustLookup(t, "sts", "AssumeRoleWithWebIdentity").Auth()},
		"ec2 list element":        ec2.Shape("InstanceIdStringList").Elem().WireName(),
		"map parts":               []string{sqs.Shape("QueueAttributeMap").Key().Shape().Name(), sqs.Shape("QueueAttributeMap").Value().WireName()},
		"flattened":               s3.Shape("ListObjectsV2Output").Member("Contents").Flattened(),
		"xml attribute":           []any{s3.Shape("Grantee").Member("Type").XMLAttribute(), s3.Shape("Grantee").XMLNamespace().Prefix},
		"timestamp":               s3.Shape("ListObjectsV2Output").Member("StartAfter").TimestampFormat() + s3.Shape("DeleteMarkerEntry").Member("LastModified").TimestampFormat(),
		"bounds":                  []any{ssm.Shape("MaxResults").Min(), ssm.Shape("MaxResults").Max(), ssm.Shape("AccountId").Pattern(), service("connect").Shape("QueuePriority").Max()},
		"enum":                    slices.Collect(ssm.Shape("PingStatus").Enum()),
		"union":                   service("dynamodb").Shape("AttributeValue").Union(),
		"document":                service("bedrock-runtime").Shape("Document").Document(),
		"sensitive":               ssm.Shape("PSParameterValue").Sensitive(),
		"idempotency token":       mustLookup(t, "ec2", "RunInstances").Parameter("ClientToken").IdempotencyToken(),
		"json value":              mustLookup(t, "lex-runtime", "PostContent").Parameter("sessionAttributes").JSONValue(),
		"event stream":            s3.Shape("SelectObjectContentEventStream").EventStream(),
		"error":                   notFound,
		"throttling":              throttled,
		"types":                   []string{awsapi.None.String(), awsapi.Structure.String(), awsapi.Blob.String(), awsapi.Any.String(), awsapi.Type(99).String()},
		"endpoint discovery":      fmt.Sprint(mustLookup(t, "timestream-query", "Query").EndpointDiscovery()),
		"no input":                []any{mustLookup(t, "ec2", "CreateTags").Output().Exists(), awsapi.Shape{}.Type().String()},
		"deprecated has a reason": func() bool { m, ok := mustLookup(t, "ec2", "RequestSpotInstances").Deprecated(); return ok == (m != "") }(),
		"first errors":            fmt.Sprint(func() (n int) { for range mustLookup(t, "ssm", "GetDocument").Errors() { n++ }; return n }()),
	}
	want := map[string]any{}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
