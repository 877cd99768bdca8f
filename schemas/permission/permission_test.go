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
		if p.Operation == "ssm:StartAutomationExecution" {
			lookup(p.Operation)
			continue // a parameter of the runbook, and the input of a step that starts it
		}
		if !hasMember(lookup(p.Operation).Input(), p.Member) {
			t.Errorf("%s takes no %s", p.Operation, p.Member)
		}
	}
	for _, x := range known().Tagging {
		service, name, _ := strings.Cut(x.Operation, ":")
		if name == "*" {
			if _, err := awsapi.OpenService(service); err != nil {
				t.Error(err)
			}
		} else if !hasMember(lookup(x.Operation).Input(), x.Member) {
			t.Errorf("%s takes no %s", x.Operation, x.Member)
		}
	}
	seen := map[string]bool{}
	for _, r := range known().Resources {
		for _, action := range r.Actions {
			if seen[action] {
				t.Errorf("%s has two kinds of resources", action)
			}
			seen[action] = true
		}
		for _, arn := range r.ARNs {
			if !strings.HasPrefix(arn, "arn:{partition}:") {
				t.Errorf("%s: %s is no ARN", r.Member, arn)
			}
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

// hasMember follows the dots in a name, through lists as well.
func hasMember(s awsapi.Shape, name string) bool {
	first, rest, more := strings.Cut(name, ".")
	if s.Type() == awsapi.List {
		s = s.Elem().Shape()
	}
	m := s.Member(first)
	return m.Exists() && (!more || hasMember(m.Shape(), rest))
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
		"s3control:PutPublicAccessBlock":      {"s3:PutAccountPublicAccessBlock"},
		"kms:ReEncrypt":                       {"kms:ReEncryptFrom", "kms:ReEncryptTo"},
		"sqs:SendMessageBatch":                {"sqs:SendMessage"},
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
