package awsapi_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func TestEveryOperationIsPresent(t *testing.T) {
	t.Parallel()
	services, operations := 0, 0
	for name := range awsapi.Services() {
		s, err := awsapi.OpenService(name)
		if err != nil {
			t.Fatal(err)
		}
		services++
		for op := range s.Operations() {
			operations++
			if found, ok := s.Operation(op.MethodName()); !ok || found != op {
				t.Errorf("%s %s is not found as %s", name, op.Name(), op.MethodName())
			}
		}
	}
	if services != 429 || operations != 18993 {
		t.Errorf("%d services with %d operations, want 429 with 18993", services, operations)
	}
}

func TestLookupTakesTheSpellingsOfAutomation(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ service, api, want string }{
		{"ec2", "DescribeInstances", "ec2 DescribeInstances describe_instances"},
		{"EC2", "describeInstances", "ec2 DescribeInstances describe_instances"},
		{"Codedeploy", "create_deployment", "codedeploy CreateDeployment create_deployment"},
		{"rds", "describe_db_instances", "rds DescribeDBInstances describe_db_instances"},
		{"s3", "list_objects_v2", "s3 ListObjectsV2 list_objects_v2"},
		{"wafv2", "list_web_acls", "wafv2 ListWebACLs list_web_acls"},
		{"storagegateway", "create_cached_iscsi_volume", "storagegateway CreateCachediSCSIVolume create_cached_iscsi_volume"},
		{"mturk", "list_hits_for_qualification_type", "mturk ListHITsForQualificationType list_hits_for_qualification_type"},
		{"cloudwatch", "get_otel_enrichment", "cloudwatch GetOTelEnrichment get_otel_enrichment"},
		{"cloudwatch", "get_o_tel_enrichment", "cloudwatch GetOTelEnrichment get_otel_enrichment"},
		{"iotsitewise", "describe_portal", "iotsitewise DescribePortal describe_portal"},
		{"ec2", "describeinstances", ""},
		{"ec2", "Describe_Instances", ""},
		{"ec2", "", ""},
		{"", "DescribeInstances", ""},
		{"/operations", "DescribeInstances", ""},
	} {
		got := ""
		if op, err := awsapi.Lookup(c.service, c.api); err == nil {
			got = op.Service().Name() + " " + op.Name() + " " + op.MethodName()
		}
		if got != c.want {
			t.Errorf("Lookup(%q, %q) = %q, want %q", c.service, c.api, got, c.want)
		}
	}
}

func TestUnknownServiceNamesTheNearest(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"ec3":                    "ec2",
		"cloudwach":              "cloudwatch",
		"monitoring":             "cloudwatch",
		"states":                 "stepfunctions",
		"Step Functions":         "stepfunctions",
		"AWS CloudFormation":     "cloudformation",
		"elasticloadbalancingv2": "elbv2",
		"dynamo-db":              "dynamodb",
		"qqqqqqqqqqqqqqqqqqqqqq": "",
	} {
		_, err := awsapi.OpenService(name)
		var unknown *awsapi.UnknownServiceError
		if !errors.As(err, &unknown) {
			t.Errorf("OpenService(%q): %v", name, err)
			continue
		}
		got := append(unknown.Nearest(), "")[0]
		if got != want {
			t.Errorf("nearest to service %q is %q, want %q", name, unknown.Nearest(), want)
		}
	}
}

func TestUnknownOperationNamesTheNearestAndOtherServices(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		service, api, message, elsewhere string
	}{
		{"ec2", "DescribeInstance", `service "ec2" has no operation "DescribeInstance"; did you mean "DescribeInstances"?`, ""},
		{"ec2", "describe_instance", `service "ec2" has no operation "describe_instance"; did you mean "DescribeInstances"?`, ""},
		{"ec2", "describeinstances", `service "ec2" has no operation "describeinstances"; did you mean "DescribeInstances"?`, "ec2:DescribeInstances"},
		{"ec2", "DescribeInstanceInformation", `service "ec2" has no operation "DescribeInstanceInformation"; did you mean "DescribeInstanceInformation" of service "ssm"?`, "ssm:DescribeInstanceInformation"},
		{"sts", "describe_db_instances", `service "sts" has no operation "describe_db_instances"; did you mean "DescribeDBInstances" of service "rds"?`, "rds:DescribeDBInstances"},
		{"sts", "DescribeStackResourcs", `service "sts" has no operation "DescribeStackResourcs"; did you mean "DescribeStackResource" of service "cloudformation"?`, "cloudformation:DescribeStackResource"},
		{"sts", "Frobnicate", `service "sts" has no operation "Frobnicate"`, ""},
	} {
		_, err := awsapi.Lookup(c.service, c.api)
		var unknown *awsapi.UnknownOperationError
		if !errors.As(err, &unknown) {
			t.Errorf("Lookup(%q, %q): %v", c.service, c.api, err)
			continue
		}
		if diff := cmp.Diff(c.message, err.Error()); diff != "" {
			t.Errorf("Lookup(%q, %q) (-want +got):\n%s", c.service, c.api, diff)
		}
		if c.elsewhere != "" && !slices.ContainsFunc(unknown.Elsewhere(), func(n awsapi.OperationName) bool { return n.String() == c.elsewhere }) {
			t.Errorf("Lookup(%q, %q) offers %v elsewhere, want %s", c.service, c.api, unknown.Elsewhere(), c.elsewhere)
		}
	}
}

func FuzzLookup(f *testing.F) {
	for _, seed := range [][2]string{{"ec2", "describe_instances"}, {"EC2", "DescribeInstances"}, {"", ""}, {"/endpoints", "_"}, {"s3", "é_"}, {"ssm", "\xff"}, {"İ", "ſ"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, service, api string) {
		op, err := awsapi.Lookup(service, api)
		if (err == nil) != op.Exists() {
			t.Errorf("Lookup(%q, %q) = %v, %v", service, api, op, err)
		}
		if err != nil && err.Error() == "" {
			t.Error("an error without text")
		}
	})
}

func BenchmarkLookup(b *testing.B) {
	for _, api := range []string{"DescribeInstances", "describe_instances", "DescribeInstancez", "DescribeInstanceInformation"} {
		b.Run(api, func(b *testing.B) {
			for b.Loop() {
				// The error is part of what is measured: it finds near names.
				_, _ = awsapi.Lookup("ec2", api)
			}
		})
	}
}
