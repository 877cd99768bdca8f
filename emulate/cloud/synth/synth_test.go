package synth_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
)

var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func newSynth(seed uint64) *synth.Synth {
	return synth.New(synth.Config{Clock: clock.NewVirtual(start), Seed: seed})
}

// answer is what synth says to a call with parameters in JSON.
func answer(t *testing.T, s *synth.Synth, call, input string) *value.Object {
	t.Helper()
	parameters, err := value.Decode([]byte(input))
	if err != nil {
		t.Fatal(err)
	}
	service, operation, _ := strings.Cut(call, ":")
	got, err := s.Call(context.Background(), cloud.Request{Service: service, Operation: operation, Input: parameters.(*value.Object)})
	if err != nil {
		t.Fatal(err)
	}
	return got.Output
}

// selected is what a selector finds in an answer, as JSON, or "nothing".
func selected(t *testing.T, answer *value.Object, written string) string {
	t.Helper()
	path, err := selector.Compile(written)
	if err != nil {
		t.Fatal(err)
	}
	v, err := path.Select(answer)
	if err != nil {
		return "nothing"
	}
	text, err := value.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEcho asks that what a call names comes back in the answer.
func TestEcho(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ call, input, selector, want string }{
		{"rds:DescribeDBInstances", `{"DBInstanceIdentifier":"db"}`, "$.DBInstances[0].DBInstanceIdentifier", `"db"`},
		{"ec2:DescribeVolumes", `{"VolumeIds":["vol-1","vol-2"]}`, "$.Volumes..VolumeId", `["vol-1","vol-1","vol-2","vol-2"]`},
		{"ec2:DescribeVolumes", `{"VolumeIds":["vol-1","vol-2"]}`, "$.Volumes[1].VolumeId", `"vol-2"`},
		{"ec2:DescribeSubnets", `{"Filters":[{"Name":"vpc-id","Values":["vpc-9"]}]}`, "$.Subnets[0].VpcId", `"vpc-9"`},
		{"ec2:DescribeSubnets", `{"Filters":[{"Name":"subnet-id","Values":["subnet-1","subnet-2"]}]}`, "$.Subnets[*].SubnetId", `["subnet-1","subnet-2"]`},
		{"eks:DescribeCluster", `{"name":"prod"}`, "$.cluster.name", `"prod"`},
		{"ecs:DescribeServices", `{"cluster":"c","services":["web"]}`, "$.services[0].serviceName", `"web"`},
		{"ecs:DeleteService", `{"cluster":"c","service":"web"}`, "$.service.serviceName", `"web"`},
		{"ecs:DescribeClusters", `{"clusters":["arn:aws:ecs:us-east-1:123456789012:cluster/c"]}`, "$.clusters[0].clusterArn", `"arn:aws:ecs:us-east-1:123456789012:cluster/c"`},
		{"iam:CreateRole", `{"RoleName":"r","AssumeRolePolicyDocument":"{}"}`, "$.Role.RoleName", `"r"`},
		{"cloudformation:DescribeStacks", `{"StackName":"web"}`, "$.Stacks[0].StackName", `"web"`},
		{"sqs:GetQueueAttributes", `{"QueueUrl":"u","AttributeNames":["All","MaximumMessageSize"]}`, "$.Attributes", `{"MaximumMessageSize":"1"}`},
		{"ec2:DescribeInstanceTypeOfferings", `{"Filters":[{"Name":"instance-type","Values":["t3.n*","t3.mi*"]}]}`, "$.InstanceTypeOfferings[*].InstanceType", `["t3.nano","t3.micro"]`},
		{"firehose:DescribeDeliveryStream", `{"DeliveryStreamName":"logs"}`, "$.DeliveryStreamDescription.DeliveryStreamARN", `"arn:aws:firehose:us-east-1:123456789012:deliverystream/logs"`},
		{"config:SelectResourceConfig", `{"Expression":"SELECT resourceType, configuration.state WHERE resourceId = 'AIDA1'"}`, "$.Results[0]", `"{\"resourceType\":\"AWS::IAM::User\",\"configuration\":{\"state\":\"state-7060\"},\"resourceId\":\"AIDA1\"}"`},
		{"config:SelectResourceConfig", `{"Expression":"SELECT resourceType WHERE resourceType in ('AWS::S3::Bucket')"}`, "$.Results[0]", `"{\"resourceType\":\"AWS::S3::Bucket\"}"`},
		{"ec2:CreateVolume", `{"Size":50,"AvailabilityZone":"us-east-1c"}`, "$['Size','AvailabilityZone']", `{"Size":50,"AvailabilityZone":"us-east-1c"}`},
	} {
		got := selected(t, answer(t, newSynth(1), test.call, test.input), test.selector)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s %s (-want +got)\n%s", test.call, test.input, diff)
		}
	}
}

// TestNameOfWish asks that what has no telling name in the answer is what the runbook
// calls it.
func TestNameOfWish(t *testing.T) {
	t.Parallel()
	path, err := selector.Compile("$.StackResourceDetail.PhysicalResourceId")
	if err != nil {
		t.Fatal(err)
	}
	s := newSynth(1)
	s.Expect([]synth.Wish{{Service: "cloudformation", Operation: "DescribeStackResource", Path: path, Name: "HelperInstanceId"}})
	got := selected(t, answer(t, s, "cloudformation:DescribeStackResource", `{"StackName":"s","LogicalResourceId":"Helper"}`), path.Text())
	if !strings.HasPrefix(got, `"i-0`) {
		t.Errorf("got %s", got)
	}
}

// TestPlaces asks that a resource is in the region of the run; of a bucket in the
// first one, S3 says nothing.
func TestPlaces(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{"us-east-1": "nothing", "eu-west-1": `"eu-west-1"`} {
		s := synth.New(synth.Config{Clock: clock.NewVirtual(start), Region: region})
		if got := selected(t, answer(t, s, "s3:GetBucketLocation", `{"Bucket":"b"}`), "$.LocationConstraint"); got != want {
			t.Errorf("%s: got %s", region, got)
		}
	}
}

// TestDocuments asks that texts that programs read as JSON are JSON, and that a
// policy has a statement.
func TestDocuments(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ call, input, selector, holds string }{
		{"cloudtrail:LookupEvents", `{}`, "$.Events[0].CloudTrailEvent", "userIdentity"},
		{"sqs:GetQueueAttributes", `{"QueueUrl":"u","AttributeNames":["Policy"]}`, "$.Attributes.Policy", "Statement"},
		{"sqs:GetQueueAttributes", `{"QueueUrl":"u","AttributeNames":["RedrivePolicy"]}`, "$.Attributes.RedrivePolicy", "deadLetterTargetArn"},
		{"efs:DescribeFileSystemPolicy", `{"FileSystemId":"fs-1"}`, "$.Policy", "Statement"},
		{"iam:GetPolicyVersion", `{"PolicyArn":"arn:aws:iam::123456789012:policy/p","VersionId":"v1"}`, "$.PolicyVersion.Document", "Statement"},
		{"ssm:GetDocument", `{"Name":"d"}`, "$.Content", "schemaVersion"},
	} {
		text, err := value.Decode([]byte(selected(t, answer(t, newSynth(1), test.call, test.input), test.selector)))
		if err != nil {
			t.Errorf("%s: %v", test.call, err)
			continue
		}
		inner, err := value.Decode([]byte(text.(string)))
		if o, ok := inner.(*value.Object); err != nil || !ok {
			t.Errorf("%s: got %v, error %v", test.call, text, err)
		} else if _, ok := o.Get(test.holds); !ok {
			t.Errorf("%s: got %v", test.call, text)
		}
	}
}

// TestWishes asks that what a runbook waits for comes true, and that what it
// reads is there.
func TestWishes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		call, selector string
		values         []string
		kind           string
		want           string // JSON
	}{
		{"rds:DescribeDBInstances", "$.DBInstances[0].DBInstanceStatus", []string{"stopped"}, "", `"stopped"`},
		{"rds:DescribeDBInstances", "$.DBInstances..DBInstanceStatus", []string{"deleting"}, "", `["deleting"]`},
		{"ec2:DescribeVolumes", "Volumes[1].State", []string{"in-use"}, "", `"in-use"`},
		{"ec2:DescribeVolumes", "$.Volumes[0].Encrypted", []string{"False"}, "", `false`},
		{"ec2:DescribeInstanceStatus", "$.InstanceStatuses.[0].InstanceStatus.Details[0].Status", []string{"failed"}, "", `"failed"`},
		{"cloudformation:DescribeStacks", "$.Stacks[0].Outputs[?(@.OutputKey == 'InstanceId')].OutputValue", []string{"i-1"}, "", `["i-1"]`},
		{"cloudformation:DescribeStacks", "$.Stacks[0].StackStatus", []string{"NOT_IN_THE_ENUM", "DELETE_COMPLETE"}, "", `"DELETE_COMPLETE"`},
		{"ssm:GetAutomationExecution", "$.AutomationExecution.Outputs.'step.Output'[0]", []string{"x"}, "", `"x"`},
		{"ssm:GetAutomationExecution", "$.AutomationExecution.FailureMessage", []string{"no"}, "", `"no"`},
		{"kms:DescribeKey", "$..KeyState", []string{"PendingDeletion"}, "", `["PendingDeletion"]`},
		{"ec2:DescribeNetworkInterfaces", "$.NetworkInterfaces[0].PrivateIpAddresses..PrivateIpAddress", []string{"10.1.1.1"}, "", `["10.1.1.1"]`},
		{"lambda:GetFunctionConfiguration", "$.Version", nil, "Integer", `"1"`},
		{"lambda:GetFunctionConfiguration", "$.Timeout", []string{"60"}, "", `60`},
		{"ec2:DescribeTags", "$.Tags", []string{"[]"}, "", `[]`},
		{"ec2:DescribeVolumes", "$.NextToken", []string{"more"}, "", `"more"`},
	} {
		path, err := selector.Compile(test.selector)
		if err != nil {
			t.Fatal(err)
		}
		service, operation, _ := strings.Cut(test.call, ":")
		s := newSynth(1)
		s.Expect([]synth.Wish{{Service: service, Operation: operation, Path: path, Values: test.values, Type: test.kind}})
		got := selected(t, answer(t, s, test.call, `{}`), test.selector)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s %s (-want +got)\n%s", test.call, test.selector, diff)
		}
	}
}

// TestOneAccount asks that answers go together.
func TestOneAccount(t *testing.T) {
	t.Parallel()
	s := newSynth(1)
	vpc := selected(t, answer(t, s, "ec2:DescribeVpcs", "{}"), "$.Vpcs[0].VpcId")
	for call, path := range map[string]string{
		"ec2:DescribeSubnets":     "$.Subnets[0].VpcId",
		"rds:DescribeDBInstances": "$.DBInstances[0].DBSubnetGroup.VpcId",
	} {
		if diff := cmp.Diff(vpc, selected(t, answer(t, s, call, "{}"), path)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", call, diff)
		}
	}
	first := selected(t, answer(t, s, "ec2:CreateVolume", "{}"), "$.VolumeId")
	second := selected(t, answer(t, s, "ec2:CreateVolume", "{}"), "$.VolumeId")
	if first == second {
		t.Errorf("two volumes are %s", first)
	}
	if described := selected(t, answer(t, s, "ec2:DescribeVolumes", "{}"), "$.Volumes[0].VolumeId"); described != first {
		t.Errorf("created %s, described %s", first, described)
	}
}

func TestSameSeedSameAnswer(t *testing.T) {
	t.Parallel()
	one, again, other := answer(t, newSynth(1), "ec2:DescribeVpcs", "{}"), answer(t, newSynth(1), "ec2:DescribeVpcs", "{}"), answer(t, newSynth(2), "ec2:DescribeVpcs", "{}")
	if !value.Equal(one, again) || value.Equal(one, other) {
		t.Errorf("same seed %v, other seed %v", value.Equal(one, again), value.Equal(one, other))
	}
}

func TestAllIsWell(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ call, selector, want string }{
		{"ec2:DescribeVolumes", "$.Volumes[0].State", `"available"`},
		{"ec2:DescribeVolumes", "$.NextToken", "nothing"},
		{"ecs:DescribeServices", "$.failures", "[]"},
		{"autoscaling:DescribeAutoScalingGroups", "$.AutoScalingGroups[0].SuspendedProcesses", "[]"},
		{"autoscaling:DescribeAutoScalingGroups", "$.AutoScalingGroups[0].Instances[0].HealthStatus", `"Healthy"`},
		{"secretsmanager:DeleteSecret", "$.DeletionDate", `"2026-03-01T12:00:00Z"`},
		{"cloudfront:GetDistribution", "$.Distribution.Status", `"Deployed"`},
		{"backup:DescribeRestoreJob", "$.Status", `"COMPLETED"`},
		{"s3:ListObjectsV2", "$.IsTruncated", `false`},
		{"secretsmanager:GetSecretValue", "$.SecretString", `"HIDDEN"`},
		{"cloudformation:DescribeStacks", "$.Stacks[0].CreationTime", `"2026-01-30T12:00:00Z"`},
		{"acm:DescribeCertificate", "$.Certificate.Status", `"ISSUED"`},
	} {
		got := selected(t, answer(t, newSynth(1), test.call, "{}"), test.selector)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.call, diff)
		}
	}
}

// TestSparse asks for no more than people want to read.
func TestSparse(t *testing.T) {
	t.Parallel()
	s := synth.New(synth.Config{Clock: clock.NewVirtual(start), Seed: 1, Sparse: true})
	got := selected(t, answer(t, s, "ec2:DescribeInstances", `{"InstanceIds":["i-1"]}`), "$")
	want := `{"Reservations":[{"Instances":[{"InstanceId":"i-1","State":{"Name":"running"}}],"ReservationId":"r-01bcaa546888a5179"}]}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestBytes asks for bytes: what is the body of an answer is JSON, as of most
// functions, and what a call names comes back, in base64 as everywhere in answers.
func TestBytes(t *testing.T) {
	t.Parallel()
	invoked := answer(t, newSynth(1), "lambda:Invoke", `{"FunctionName": "f"}`)
	if got := selected(t, invoked, "$.Payload"); got != `"e30="` {
		t.Errorf("the payload is %s, want {} in base64", got)
	}
	record := answer(t, newSynth(1), "kms:Encrypt", `{"KeyId": "k", "Plaintext": "test"}`)
	if got := selected(t, record, "$.CiphertextBlob"); got != `"c3NtcnVu"` {
		t.Errorf("the ciphertext is %s", got)
	}
	echoed := answer(t, newSynth(1), "iot-data:UpdateThingShadow", `{"thingName": "t", "payload": "test"}`)
	if got := selected(t, echoed, "$.payload"); got != `"dGVzdA=="` {
		t.Errorf("the payload is %s, want test in base64", got)
	}
}

func TestUnknownOperation(t *testing.T) {
	t.Parallel()
	if _, err := newSynth(1).Call(context.Background(), cloud.Request{Service: "ec2", Operation: "Nope"}); err == nil {
		t.Error("got no error")
	}
}

// FuzzCall asks for answers with any parameters and wishes.
func FuzzCall(f *testing.F) {
	operations := []string{"ec2:DescribeVolumes", "dynamodb:GetItem", "bedrock-runtime:Converse", "cloudformation:DescribeStacks", "ssm:GetAutomationExecution"}
	f.Add(uint(0), `{"VolumeIds":["vol-1"],"Filters":[{"Name":"x.y","Values":[{}]}]}`, "$..VolumeId[5]")
	f.Add(uint(1), `{"Key":{"id":{"L":[{"L":[]}]}}}`, "$.Item.a.L[3].M.b..S")
	f.Add(uint(2), `{}`, "$..text..text")
	f.Add(uint(3), `{"":[[]]}`, "$.Stacks[-9]['a','b'][*][0:2]")
	f.Add(uint(4), `{"Name":"a"}`, "$..Outputs[99]..a[99]")
	f.Fuzz(func(t *testing.T, call uint, input, written string) {
		parameters, err := value.Decode([]byte(input))
		object, ok := parameters.(*value.Object)
		path, broken := selector.Compile(written)
		if err != nil || !ok || broken != nil {
			return
		}
		service, operation, _ := strings.Cut(operations[call%uint(len(operations))], ":")
		s := newSynth(1)
		s.Expect([]synth.Wish{{Service: service, Operation: operation, Path: path, Values: []string{"x"}}})
		got, err := s.Call(context.Background(), cloud.Request{Service: service, Operation: operation, Input: object})
		if err != nil {
			t.Fatal(err)
		}
		if text, err := value.Encode(got.Output); err != nil || len(text) > 10<<20 {
			t.Errorf("%d bytes, error %v", len(text), err)
		}
	})
}
