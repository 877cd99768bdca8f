package invent_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/emulate/invent"
	"github.com/ssmkit/ssmkit/emulate/random"
)

func TestText(t *testing.T) {
	t.Parallel()
	const hex = "[0-9a-f]"
	texts := invent.New(invent.Config{Seed: 1, Region: "eu-west-1", Account: "123456789012"})
	for _, test := range []struct {
		of   invent.For
		want string // a pattern
	}{
		{invent.For{Name: "VolumeId"}, "vol-0" + hex + "{16}"},
		{invent.For{Name: "SourceVpcId"}, "vpc-0" + hex + "{16}"},
		{invent.For{Service: "ec2", Name: "GroupId"}, "sg-0" + hex + "{16}"},
		{invent.For{Service: "iam", Name: "RoleId"}, "AROA[0-9A-F]{17}"},
		{invent.For{Service: "ssm", Name: "AutomationExecutionId"}, hex + "{8}(-" + hex + "{4}){3}-" + hex + "{12}"},
		{invent.For{Name: "DBInstanceIdentifier"}, "db-instance-" + hex + "{4}"},
		{invent.For{Name: "executionRoleArn"}, "arn:aws:iam::123456789012:role/execution-role-" + hex + "{8}"},
		{invent.For{Service: "ecs", Name: "clusterArn"}, "arn:aws:ecs:eu-west-1:123456789012:cluster/cluster-" + hex + "{8}"},
		{invent.For{Service: "eks", Name: "arn", Of: "Cluster"}, "arn:aws:eks:eu-west-1:123456789012:cluster/cluster-" + hex + "{8}"},
		{invent.For{Name: "TopicArn"}, "arn:aws:sns:eu-west-1:123456789012:Automation-topic-" + hex + "{8}"},
		{invent.For{Name: "OwnerId"}, "123456789012"},
		{invent.For{Name: "AvailabilityZone", Variant: 1}, "eu-west-1b"},
		{invent.For{Name: "CidrBlock"}, "10.0.0.0/24"},
		{invent.For{Name: "PrivateIpAddress"}, `10\.0\.0\.[0-9]+`},
		{invent.For{Name: "BucketName"}, "bucket-" + hex + "{4}"},
		{invent.For{Name: "name", Of: "Cluster"}, "cluster-" + hex + "{4}"},
		{invent.For{Name: "Name"}, "resource-" + hex + "{4}"},
		{invent.For{Name: "한국"}, "resource-" + hex + "{4}"},
		{invent.For{Name: "CloudFrontDistributionId"}, "E[0-9A-F]{13}"},
		{invent.For{Service: "elasticbeanstalk", Name: "EnvironmentId"}, "e-" + hex + "{10}"},
		{invent.For{Name: "DbInstanceId"}, "db-instance-" + hex + "{4}"},
		{invent.For{Name: "LoadBalancerArn"}, "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/load-balancer-" + hex + "{8}/" + hex + "{16}"},
		{invent.For{Name: "RecoveryPointArn"}, "arn:aws:backup:eu-west-1:123456789012:recovery-point:" + hex + "{8}(-" + hex + "{4}){3}-" + hex + "{12}"},
		{invent.For{Name: "StageArn"}, "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/stage-" + hex + "{8}"},
		{invent.For{Name: "QueueUrl"}, `https://sqs\.eu-west-1\.amazonaws\.com/123456789012/queue-` + hex + "{4}"},
		{invent.For{Name: "SourceBucketPath"}, "s3://bucket-" + hex + "{4}/key"},
		{invent.For{}, "resource-" + hex + "{4}"},
	} {
		got := texts.Text(test.of)
		if !regexp.MustCompile("^" + test.want + "$").MatchString(got) {
			t.Errorf("%+v: got %q, want %s", test.of, got, test.want)
		}
		if diff := cmp.Diff(got, texts.Text(test.of)); diff != "" {
			t.Errorf("%+v changes: %s", test.of, diff)
		}
	}
}

func TestTextsOfOneNameAreOne(t *testing.T) {
	t.Parallel()
	texts := invent.New(invent.Config{Seed: 1})
	one := texts.Text(invent.For{Service: "ec2", Name: "VpcId"})
	if other := texts.Text(invent.For{Service: "rds", Name: "vpcId"}); other != one {
		t.Errorf("the VPC is %s in one answer and %s in the next", one, other)
	}
	if other := texts.Text(invent.For{Service: "ec2", Name: "VpcId", Variant: 1}); other == one {
		t.Errorf("two VPCs are %s", one)
	}
}

// TestMatching takes patterns of parameters in published runbooks.
func TestMatching(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{
		`^i-[a-z0-9]{8,17}$`,
		`^arn:(aws|aws-cn|aws-us-gov):iam::\d{12}:role/[\w+=,.@\-/]+$|^$`,
		`^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==)?$`,
		`^[a-zA-Z][a-zA-Z0-9-]{0,62}$`,
		`^$|^[0-9]{1,3}$`,
		`.+`, `^.{1,256}$`, `(?s)^.*$`, `^[^\\]+$`, `[\p{L}]+`, `^(a|b)+$`, `^true$`, `\bword\b`, `^[가-힣]$`,
	} {
		got, ok := invent.Matching(pattern, random.New(1))
		if !ok || !regexp.MustCompile(pattern).MatchString(got) {
			t.Errorf("%s: got %q, %v", pattern, got, ok)
		}
	}
	for _, pattern := range []string{`(`, `^(?=a)b`, `a^`, `[^\x{0}-\x{10FFFF}]`} {
		if got, ok := invent.Matching(pattern, random.New(1)); ok {
			t.Errorf("%s: got %q", pattern, got)
		}
	}
}

func FuzzMatching(f *testing.F) {
	for _, seed := range []string{`^i-[a-z0-9]{8,17}$`, `((a{1000}){1000}){2}`, `(((((a*)*)*)*)*)*`, `(((((((()*)*)*)*)*)*)*)*`, `(?i)x|y`, `[[:alpha:]]`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		if text, ok := invent.Matching(pattern, random.New(1)); ok && !regexp.MustCompile(pattern).MatchString(text) {
			t.Errorf("%q does not match %q", text, pattern)
		}
	})
}
