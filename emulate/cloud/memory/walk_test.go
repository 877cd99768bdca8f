package memory_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/internal/answertest"
	"github.com/ssmkit/ssmkit/emulate/cloud/memory"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// step is a call, and what its answer shows or how it is refused. What is wanted
// in angle brackets is kept under that name for the calls that follow.
type step struct {
	operation, input string
	show, want       string // selector and what it finds, as JSON
	refused          string // the code
}

const lb = `"arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/mine/1"`

var walks = []struct {
	name, service string
	steps         []step
}{
	{"attributes of a load balancer", "elbv2", []step{
		{"ModifyLoadBalancerAttributes", `{"LoadBalancerArn":` + lb + `,"Attributes":[{"Key":"deletion_protection.enabled","Value":"true"},{"Key":"idle_timeout.timeout_seconds","Value":"30"}]}`, "", "", ""},
		{"ModifyLoadBalancerAttributes", `{"LoadBalancerArn":` + lb + `,"Attributes":[{"Key":"idle_timeout.timeout_seconds","Value":"60"}]}`, "", "", ""},
		{"DescribeLoadBalancerAttributes", `{"LoadBalancerArn":` + lb + `}`, "$.Attributes[?(@.Key=='deletion_protection.enabled')].Value", `["true"]`, ""},
		{"DescribeLoadBalancerAttributes", `{"LoadBalancerArn":` + lb + `}`, "$.Attributes[?(@.Key=='idle_timeout.timeout_seconds')].Value", `["60"]`, ""},
		{"DescribeLoadBalancerAttributes", `{"LoadBalancerArn":"arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/other/1"}`, "$.Attributes[?(@.Key=='deletion_protection.enabled')].Value", `[]`, ""},
		{"DeleteLoadBalancer", `{"LoadBalancerArn":` + lb + `}`, "", "", ""},
		{"DescribeLoadBalancers", `{"LoadBalancerArns":[` + lb + `]}`, "", "", "LoadBalancerNotFound"},
	}},
	{"a stage is deleted", "apigateway", []step{
		{"UpdateStage", `{"restApiId":"a1","stageName":"prod","patchOperations":[]}`, "", "", ""},
		{"GetStage", `{"restApiId":"a1","stageName":"prod"}`, "$.stageName", `"prod"`, ""},
		{"DeleteStage", `{"restApiId":"a1","stageName":"prod"}`, "", "", ""},
		{"GetStage", `{"restApiId":"a1","stageName":"prod"}`, "", "", "NotFoundException"},
		{"GetStage", `{"restApiId":"a1","stageName":"test"}`, "$.stageName", `"test"`, ""},
		{"GetStage", `{"restApiId":"a2","stageName":"prod"}`, "$.stageName", `"prod"`, ""},
		{"CreateStage", `{"restApiId":"a1","stageName":"prod","deploymentId":"d2"}`, "", "", ""},
		{"GetStage", `{"restApiId":"a1","stageName":"prod"}`, "$.deploymentId", `"d2"`, ""},
	}},
	{"things without modelled errors leave their lists", "ec2", []step{
		{"DeleteFlowLogs", `{"FlowLogIds":["fl-1","fl-2"]}`, "", "", ""},
		{"DescribeFlowLogs", `{"FlowLogIds":["fl-1"]}`, "$.FlowLogs", `[]`, ""},
		{"DescribeFlowLogs", `{"Filter":[{"Name":"flow-log-id","Values":["fl-1","fl-3"]}]}`, "$.FlowLogs..FlowLogId", `["fl-3"]`, ""},
		{"DeleteEgressOnlyInternetGateway", `{"EgressOnlyInternetGatewayId":"eigw-1"}`, "", "", ""},
		{"DescribeEgressOnlyInternetGateways", `{"EgressOnlyInternetGatewayIds":["eigw-1"]}`, "$.EgressOnlyInternetGateways", `[]`, ""},
	}},
	{"a secret is deleted later", "secretsmanager", []step{
		{"DeleteSecret", `{"SecretId":"mine","RecoveryWindowInDays":7}`, "$.DeletionDate", `"2026-03-08T12:00:00Z"`, ""},
		{"DescribeSecret", `{"SecretId":"mine"}`, "$.DeletedDate", `"2026-03-01T12:00:00Z"`, ""},
		{"DeleteSecret", `{"SecretId":"mine","ForceDeleteWithoutRecovery":true}`, "", "", ""},
		{"DescribeSecret", `{"SecretId":"mine"}`, "", "", "ResourceNotFoundException"},
	}},
	{"a key is deleted later", "kms", []step{
		{"DisableKey", `{"KeyId":"k1"}`, "", "", ""},
		{"DescribeKey", `{"KeyId":"k1"}`, "$.KeyMetadata.Enabled", `false`, ""},
		{"EnableKey", `{"KeyId":"k1"}`, "", "", ""},
		{"DescribeKey", `{"KeyId":"k1"}`, "$.KeyMetadata.Enabled", `true`, ""},
		{"DisableKeyRotation", `{"KeyId":"k1"}`, "", "", ""},
		{"GetKeyRotationStatus", `{"KeyId":"k1"}`, "$.KeyRotationEnabled", `false`, ""},
		{"ScheduleKeyDeletion", `{"KeyId":"k1","PendingWindowInDays":10}`, "$.DeletionDate", `"2026-03-11T12:00:00Z"`, ""},
		{"DescribeKey", `{"KeyId":"k1"}`, "$.KeyMetadata.DeletionDate", `"2026-03-11T12:00:00Z"`, ""},
	}},
	{"the account's own configuration", "s3control", []step{
		{"PutPublicAccessBlock", `{"AccountId":"123456789012","PublicAccessBlockConfiguration":{"BlockPublicAcls":true,"IgnorePublicAcls":false}}`, "", "", ""},
		{"GetPublicAccessBlock", `{"AccountId":"123456789012"}`, "$.PublicAccessBlockConfiguration.BlockPublicAcls", `true`, ""},
		{"DeletePublicAccessBlock", `{"AccountId":"123456789012"}`, "", "", ""},
	}},
	{"options of an environment, by its other name", "elasticbeanstalk", []step{
		{"UpdateEnvironment", `{"EnvironmentId":"e-1","OptionSettings":[{"Namespace":"aws:elasticbeanstalk:cloudwatch:logs","OptionName":"StreamLogs","Value":"true"}]}`, "", "", ""},
		{"DescribeEnvironments", `{"EnvironmentIds":["e-1"]}`, "$.Environments[0].EnvironmentName", "<environment>", ""},
		{"DescribeConfigurationSettings", `{"ApplicationName":"app","EnvironmentName":"<environment>"}`, "$.ConfigurationSettings[0].OptionSettings[?(@.OptionName=='StreamLogs')].Value", `["true"]`, ""},
	}},
	{"a node group", "eks", []step{
		{"UpdateNodegroupConfig", `{"clusterName":"c","nodegroupName":"n","scalingConfig":{"minSize":2,"maxSize":5,"desiredSize":3}}`, "", "", ""},
		{"DescribeNodegroup", `{"clusterName":"c","nodegroupName":"n"}`, "$.nodegroup.scalingConfig", `{"desiredSize":3,"maxSize":5,"minSize":2}`, ""},
		{"UpdateNodegroupVersion", `{"clusterName":"c","nodegroupName":"n","version":"1.99"}`, "", "", ""},
		{"DescribeNodegroup", `{"clusterName":"c","nodegroupName":"n"}`, "$.nodegroup.version", `"1.99"`, ""},
		{"DeleteNodegroup", `{"clusterName":"c","nodegroupName":"n"}`, "", "", ""},
		{"DescribeNodegroup", `{"clusterName":"c","nodegroupName":"n"}`, "", "", "ResourceNotFoundException"},
		{"DescribeCluster", `{"name":"c"}`, "$.cluster.name", `"c"`, ""},
	}},
	{"parameters of a parameter group", "redshift", []step{
		{"ModifyClusterParameterGroup", `{"ParameterGroupName":"g","Parameters":[{"ParameterName":"require_ssl","ParameterValue":"true"}]}`, "", "", ""},
		{"DescribeClusterParameters", `{"ParameterGroupName":"g"}`, "$.Parameters[?(@.ParameterName=='require_ssl')].ParameterValue", `["true"]`, ""},
		{"ModifyCluster", `{"ClusterIdentifier":"c","AutomatedSnapshotRetentionPeriod":9}`, "", "", ""},
		{"DescribeClusters", `{"ClusterIdentifier":"c"}`, "$.Clusters[0].AutomatedSnapshotRetentionPeriod", `9`, ""},
		{"DeleteCluster", `{"ClusterIdentifier":"c"}`, "", "", ""},
		{"DescribeClusters", `{"ClusterIdentifier":"c"}`, "", "", "ClusterNotFound"},
	}},
	{"the capacity of a group", "autoscaling", []step{
		{"UpdateAutoScalingGroup", `{"AutoScalingGroupName":"g","MinSize":2,"MaxSize":7}`, "", "", ""},
		{"SetDesiredCapacity", `{"AutoScalingGroupName":"g","DesiredCapacity":5}`, "", "", ""},
		{"DescribeAutoScalingGroups", `{"AutoScalingGroupNames":["g"]}`, "$.AutoScalingGroups[0].DesiredCapacity", `5`, ""},
		{"DescribeAutoScalingGroups", `{"AutoScalingGroupNames":["g"]}`, "$.AutoScalingGroups[0].MaxSize", `7`, ""},
	}},
	{"logging of a web ACL", "wafv2", []step{
		{"PutLoggingConfiguration", `{"LoggingConfiguration":{"ResourceArn":"arn:aws:wafv2:us-east-1:123456789012:regional/webacl/mine/1","LogDestinationConfigs":["arn:aws:firehose:us-east-1:123456789012:deliverystream/aws-waf-logs"]}}`, "", "", ""},
		{"GetLoggingConfiguration", `{"ResourceArn":"arn:aws:wafv2:us-east-1:123456789012:regional/webacl/mine/1"}`, "$.LoggingConfiguration.LogDestinationConfigs", `["arn:aws:firehose:us-east-1:123456789012:deliverystream/aws-waf-logs"]`, ""},
		{"DeleteLoggingConfiguration", `{"ResourceArn":"arn:aws:wafv2:us-east-1:123456789012:regional/webacl/mine/1"}`, "", "", ""},
		{"GetLoggingConfiguration", `{"ResourceArn":"arn:aws:wafv2:us-east-1:123456789012:regional/webacl/mine/1"}`, "", "", "WAFNonexistentItemException"},
	}},
	{"the concurrency of a function", "lambda", []step{
		{"UpdateFunctionConfiguration", `{"FunctionName":"f","Timeout":77,"MemorySize":512}`, "", "", ""},
		{"GetFunctionConfiguration", `{"FunctionName":"f"}`, "$.Timeout", `77`, ""},
		{"GetFunction", `{"FunctionName":"f"}`, "$.Configuration.MemorySize", `512`, ""},
		{"PutFunctionConcurrency", `{"FunctionName":"f","ReservedConcurrentExecutions":3}`, "", "", ""},
		{"GetFunctionConcurrency", `{"FunctionName":"f"}`, "$.ReservedConcurrentExecutions", `3`, ""},
		{"DeleteFunction", `{"FunctionName":"f"}`, "", "", ""},
		{"GetFunction", `{"FunctionName":"f"}`, "", "", "ResourceNotFoundException"},
	}},
	{"a distribution", "cloudfront", []step{
		{"UpdateDistribution", `{"Id":"E1","IfMatch":"x","DistributionConfig":{"Comment":"changed","OriginGroups":{"Quantity":1,"Items":[{"Id":"mine","FailoverCriteria":{"StatusCodes":{"Quantity":1,"Items":[500]}},"Members":{"Quantity":2,"Items":[{"OriginId":"a"},{"OriginId":"b"}]}}]},"Origins":{"Quantity":1,"Items":[{"Id":"a","DomainName":"example.com","CustomHeaders":{"Quantity":1,"Items":[{"HeaderName":"h","HeaderValue":"secret"}]}}]}}}`, "", "", ""},
		{"GetDistributionConfig", `{"Id":"E1"}`, "$.DistributionConfig.OriginGroups.Items[0].Id", `"mine"`, ""},
		{"GetDistribution", `{"Id":"E1"}`, "$.Distribution.DistributionConfig.Origins.Items[0].DomainName", `"example.com"`, ""},
	}},
	{"logs are kept", "logs", []step{
		{"CreateLogGroup", `{"logGroupName":"/mine"}`, "", "", ""},
		{"PutRetentionPolicy", `{"logGroupName":"/mine","retentionInDays":14}`, "", "", ""},
		{"DescribeLogGroups", `{"logGroupNamePrefix":"/mine"}`, "$.logGroups[?(@.logGroupName=='/mine')].retentionInDays", `[14]`, ""},
	}},
	{"a service is scaled", "ecs", []step{
		{"UpdateService", `{"cluster":"c","service":"s","desiredCount":4}`, "", "", ""},
		{"DescribeServices", `{"cluster":"c","services":["s"]}`, "$.services[0].desiredCount", `4`, ""},
	}},
	{"a topic of one's own", "sns", []step{
		{"CreateTopic", `{"Name":"mine"}`, "", "", ""},
		{"DeleteTopic", `{"TopicArn":"arn:aws:sns:us-east-1:123456789012:mine"}`, "", "", ""},
		{"GetTopicAttributes", `{"TopicArn":"arn:aws:sns:us-east-1:123456789012:mine"}`, "", "", "NotFound"},
	}},
	{"what was made is in lists", "ecr", []step{
		{"CreateRepository", `{"repositoryName":"mine","imageTagMutability":"IMMUTABLE"}`, "", "", ""},
		{"DescribeRepositories", `{}`, "$.repositories[?(@.repositoryName=='mine')].imageTagMutability", `["IMMUTABLE"]`, ""},
		{"DescribeRepositories", `{"repositoryNames":["mine"]}`, "$.repositories..imageTagMutability", `["IMMUTABLE"]`, ""},
		{"DeleteRepository", `{"repositoryName":"mine"}`, "", "", ""},
		{"DescribeRepositories", `{}`, "$.repositories[?(@.repositoryName=='mine')].imageTagMutability", `[]`, ""},
		{"DescribeRepositories", `{"repositoryNames":["mine"]}`, "", "", "RepositoryNotFoundException"},
	}},
}

// TestWalks makes calls one after the other, and looks at what later ones show of
// the earlier ones.
func TestWalks(t *testing.T) {
	t.Parallel()
	for _, walk := range walks {
		t.Run(walk.name, func(t *testing.T) {
			t.Parallel()
			c, kept := newCloud(), map[string]string{}
			for _, s := range walk.steps {
				op, err := awsapi.Lookup(walk.service, s.operation)
				if err != nil {
					t.Fatal(err)
				}
				for name, text := range kept {
					s.input = strings.ReplaceAll(s.input, name, text)
				}
				answer, err := call(c, walk.service, s.operation, s.input)
				var refusal *cloud.APIError
				if s.refused != "" {
					if !errors.As(err, &refusal) || refusal.Code != s.refused {
						t.Errorf("%s %s: got error %v, want %s", s.operation, s.input, err, s.refused)
					}
					continue
				}
				if err != nil || !answer.Invented {
					t.Errorf("%s %s: got error %v, invented: %v", s.operation, s.input, err, answer.Invented)
					continue
				}
				for _, problem := range answertest.Differences(op, answer.Output) {
					t.Errorf("%s: %s", s.operation, problem)
				}
				if s.show == "" {
					continue
				}
				path, err := selector.Compile(s.show)
				if err != nil {
					t.Fatal(err)
				}
				found, err := path.Select(answer.Output)
				if err != nil {
					t.Errorf("%s %s: %v", s.operation, s.input, err)
				}
				if text, ok := found.(string); ok && strings.HasPrefix(s.want, "<") {
					kept[s.want] = text
					continue
				}
				got, err := value.Encode(found)
				if err != nil || string(got) != s.want {
					t.Errorf("%s %s: %s is %s, want %s", s.operation, s.input, s.show, got, s.want)
				}
			}
		})
	}
}

func newCloud() cloud.Cloud {
	now := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	return memory.New(memory.Config{Next: synth.New(synth.Config{Clock: now, Seed: 1}), Clock: now})
}

func call(c cloud.Cloud, service, operation, input string) (cloud.Response, error) {
	v, err := value.Decode([]byte(input))
	if err != nil {
		return cloud.Response{}, err
	}
	parameters, _ := v.(*value.Object)
	return c.Call(context.Background(), cloud.Request{Service: service, Operation: operation, Input: parameters})
}
