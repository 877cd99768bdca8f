package awsapi_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func TestMeantByNamesTheAPIThatTheAuthorMixedUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		evidence awsapi.Evidence
		want     string
	}{
		{
			"instance information asked of EC2",
			awsapi.Evidence{Service: "ec2", API: "DescribeInstances", Inputs: []string{"Filters", "Filters.Key", "Filters.Values"}, FilterKeys: []string{"InstanceIds"}, Outputs: []string{"PingStatus", "ResourceType"}},
			"ssm:DescribeInstanceInformation",
		},
		{
			"the same without the parameters that both have",
			awsapi.Evidence{Inputs: []string{"Filters.Key", "Filters.Values"}, FilterKeys: []string{"InstanceIds"}, Outputs: []string{"PingStatus", "ResourceType"}},
			"ssm:DescribeInstanceInformation",
		},
		{
			"a database asked of EC2",
			awsapi.Evidence{Service: "ec2", API: "DescribeInstances", Inputs: []string{"DBInstanceIdentifier"}, Outputs: []string{"DBInstances", "DBInstanceStatus"}},
			"rds:DescribeDBInstances",
		},
		{
			"an instance asked of RDS",
			awsapi.Evidence{Service: "rds", API: "DescribeDBInstances", Inputs: []string{"InstanceIds"}, Outputs: []string{"Reservations", "PrivateIpAddress", "InstanceType"}},
			"ec2:DescribeInstances",
		},
		{
			"the account's public access asked of S3",
			awsapi.Evidence{Service: "s3", API: "GetPublicAccessBlock", Inputs: []string{"AccountId"}, Outputs: []string{"PublicAccessBlockConfiguration"}},
			"s3control:GetPublicAccessBlock",
		},
		{
			"a new load balancer asked of the old API",
			awsapi.Evidence{Service: "elb", API: "DescribeLoadBalancers", Inputs: []string{"LoadBalancerArns"}, Outputs: []string{"LoadBalancerArn", "DNSName"}},
			"elbv2:DescribeLoadBalancers",
		},
		{
			"an old load balancer asked of the new API",
			awsapi.Evidence{Service: "elbv2", API: "DescribeLoadBalancers", Inputs: []string{"LoadBalancerNames"}, Outputs: []string{"LoadBalancerDescriptions", "CanonicalHostedZoneName"}},
			"elb:DescribeLoadBalancers",
		},
		{
			"log groups asked of CloudWatch",
			awsapi.Evidence{Service: "cloudwatch", API: "DescribeLogGroups", Inputs: []string{"logGroupNamePrefix"}, Outputs: []string{"logGroups", "retentionInDays"}},
			"logs:DescribeLogGroups",
		},
		{
			"alarms asked of the logs",
			awsapi.Evidence{Service: "logs", API: "DescribeAlarms", Inputs: []string{"AlarmNames"}, Outputs: []string{"MetricAlarms", "StateValue"}},
			"cloudwatch:DescribeAlarms",
		},
		{
			"a Kubernetes cluster asked of ECS",
			awsapi.Evidence{Service: "ecs", API: "DescribeClusters", Inputs: []string{"name"}, Outputs: []string{"cluster", "platformVersion", "certificateAuthority"}},
			"eks:DescribeCluster",
		},
		{
			"a cluster of containers asked of EKS",
			awsapi.Evidence{Service: "eks", API: "DescribeCluster", Inputs: []string{"clusters"}, Outputs: []string{"clusterArn", "runningTasksCount"}},
			"ecs:DescribeClusters",
		},
		{
			"the caller asked of IAM",
			awsapi.Evidence{Service: "iam", API: "GetCallerIdentity", Outputs: []string{"Account", "UserId", "Arn"}},
			"sts:GetCallerIdentity",
		},
		{
			"a role asked of STS",
			awsapi.Evidence{Service: "sts", API: "GetRole", Inputs: []string{"RoleName"}, Outputs: []string{"Role", "AssumeRolePolicyDocument"}},
			"iam:GetRole",
		},
		{
			"filter names of another operation of the service",
			awsapi.Evidence{Service: "ec2", API: "DescribeInstances", Inputs: []string{"Filters", "Filters.Name", "Filters.Values"}, FilterKeys: []string{"group-name", "ip-permission.cidr"}, Outputs: []string{"SecurityGroups", "GroupId"}},
			"ec2:DescribeSecurityGroups",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			candidates := awsapi.MeantBy(c.evidence)
			got := ""
			if len(candidates) > 0 {
				got = candidates[0].String()
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s%+v", diff, candidates)
			}
		})
	}
}

func TestMeantBySaysWhatFits(t *testing.T) {
	t.Parallel()
	got := awsapi.MeantBy(awsapi.Evidence{
		Service: "ec2", API: "DescribeInstances",
		Inputs:     []string{"Filters", "Filters.Key", "Filters.Values"},
		FilterKeys: []string{"InstanceIds"},
		Outputs:    []string{"PingStatus", "NoSuchMember", "ResourceType"},
	})
	if len(got) == 0 {
		t.Fatal("no candidates")
	}
	got[0].Score = 0
	want := awsapi.Candidate{
		OperationName: awsapi.OperationName{Service: "ssm", Operation: "DescribeInstanceInformation"},
		Inputs:        []string{"Filters", "Filters.Key", "Filters.Values"},
		FilterKeys:    []string{"InstanceIds"},
		Outputs:       []string{"PingStatus", "ResourceType"},
	}
	if diff := cmp.Diff(want, got[0]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMeantByKeepsQuietWithoutEvidence(t *testing.T) {
	t.Parallel()
	for _, e := range []awsapi.Evidence{
		{},
		{Service: "ec2", API: "DescribeInstances"},
		{Outputs: []string{"NoSuchMember", "NorThisOne"}},
		{FilterKeys: []string{"InstanceIds"}},
	} {
		if got := awsapi.MeantBy(e); got != nil {
			t.Errorf("MeantBy(%+v) = %+v", e, got)
		}
	}
}

func BenchmarkMeantBy(b *testing.B) {
	e := awsapi.Evidence{
		Service: "ec2", API: "DescribeInstances",
		Inputs:     []string{"Filters", "Filters.Key", "Filters.Values"},
		FilterKeys: []string{"InstanceIds"},
		Outputs:    []string{"PingStatus", "ResourceType"},
	}
	for b.Loop() {
		awsapi.MeantBy(e)
	}
}
