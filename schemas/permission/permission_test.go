package permission

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// What the facts are about must be there.
func TestFacts(t *testing.T) {
	t.Parallel()
	lookup := func(name string) awsapi.Operation {
		service, operation, _ := strings.Cut(name, ":")
		op, err := awsapi.Lookup(service, operation)
		if err != nil {
			t.Error(err)
		}
		return op
	}
	for service := range known().Prefixes {
		if _, err := awsapi.OpenService(service); err != nil {
			t.Error(err)
		}
	}
	for name, actions := range known().Actions {
		lookup(name)
		if !slices.IsSorted(actions) {
			t.Errorf("%s: not sorted", name)
		}
	}
	for _, p := range known().PassedRoles {
		if !lookup(p.Operation).Input().Member(p.Member).Exists() {
			t.Errorf("%s takes no %s", p.Operation, p.Member)
		}
	}
	for _, action := range slices.Sorted(maps.Keys(known().Automation)) {
		if _, ok := schemas.Action(action); !ok {
			t.Errorf("there is no action %s", action)
		}
		for _, name := range known().Automation[action] {
			lookup(name)
		}
	}
}

func TestActions(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"ec2:DescribeInstances":               {"ec2:DescribeInstances"},
		"s3:ListObjectsV2":                    {"s3:ListBucket"},
		"s3:ListBuckets":                      {"s3:ListAllMyBuckets"},
		"lambda:Invoke":                       {"lambda:InvokeFunction"},
		"elbv2:DescribeLoadBalancers":         {"elasticloadbalancing:DescribeLoadBalancers"},
		"cloudwatch:PutMetricAlarm":           {"cloudwatch:PutMetricAlarm"},
		"stepfunctions:StartExecution":        {"states:StartExecution"},
		"efs:DescribeFileSystems":             {"elasticfilesystem:DescribeFileSystems"},
		"apigateway:GetRestApis":              {"apigateway:GET"},
		"sesv2:SendEmail":                     {"ses:SendEmail"},
		"resourcegroupstaggingapi:GetTagKeys": {"tag:GetTagKeys"},
		"sts:GetCallerIdentity":               {},
	} {
		service, operation, _ := strings.Cut(name, ":")
		op, err := awsapi.Lookup(service, operation)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, Actions(op)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}
