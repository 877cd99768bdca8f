package divert_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/divert"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// account answers what it is told to, and notes what it is asked.
type account struct {
	name    string
	answers map[string]*value.Object
	asked   *[]string
}

func (a account) Call(_ context.Context, req cloud.Request) (cloud.Response, error) {
	*a.asked = append(*a.asked, a.name+" "+req.Operation)
	output := value.New()
	if known, ok := a.answers[req.Operation]; ok {
		output = value.Clone(known).(*value.Object)
	}
	return cloud.Response{Output: output}, nil
}

func call(service, operation string, pairs ...any) cloud.Request {
	return cloud.Request{Service: service, Operation: operation, Input: value.New(pairs...)}
}

func ids(list ...any) []any { return list }

func learnNothing(awsapi.Operation, *value.Object, func(string) bool) {}

func TestWhoIsAsked(t *testing.T) {
	t.Parallel()
	instances := func(id string) *value.Object {
		return value.New("Reservations", ids(value.New("Instances", ids(value.New("InstanceId", id, "VpcId", "vpc-of-"+id)))))
	}
	for _, test := range []struct {
		name  string
		calls []cloud.Request
		want  []string
	}{
		{
			"reads are real, until the thing is changed",
			[]cloud.Request{
				call("ec2", "DescribeInstances", "InstanceIds", ids("i-1")),
				call("ec2", "StopInstances", "InstanceIds", ids("i-1")),
				call("ec2", "DescribeInstances", "InstanceIds", ids("i-1")),
				call("ec2", "DescribeInstances", "Filters", ids(value.New("Name", "instance-id", "Values", ids("i-1")))),
				call("ec2", "DescribeInstances", "InstanceIds", ids("i-2")),
				call("ssm", "DescribeInstanceInformation"),
			},
			[]string{"real DescribeInstances", "memory StopInstances", "memory DescribeInstances", "memory DescribeInstances", "real DescribeInstances", "real DescribeInstanceInformation"},
		},
		{
			"what was made, by what the answer calls it and by the name that it was given",
			[]cloud.Request{
				call("ec2", "CreateImage", "InstanceId", "i-1", "Name", "mine"),
				call("ec2", "DescribeImages", "ImageIds", ids("ami-made")),
				call("ec2", "DescribeImages", "Filters", ids(value.New("Name", "name", "Values", ids("mine")))),
				call("ec2", "DescribeInstances", "InstanceIds", ids("i-1")),
			},
			[]string{"memory CreateImage", "memory DescribeImages", "memory DescribeImages", "real DescribeInstances"},
		},
		{
			"what memory invents beside it, but not what is real",
			[]cloud.Request{
				call("ec2", "DescribeInstances", "InstanceIds", ids("i-real")),
				call("ec2", "RunInstances", "ImageId", "ami-1", "SubnetId", "subnet-1"),
				call("ec2", "DescribeVpcs", "VpcIds", ids("vpc-of-i-made")),
				call("ec2", "DescribeVpcs", "VpcIds", ids("vpc-of-i-real")),
				call("ec2", "DescribeSubnets", "SubnetIds", ids("subnet-1")),
				call("ec2", "DescribeImages", "ImageIds", ids("ami-1")),
			},
			[]string{"real DescribeInstances", "memory RunInstances", "memory DescribeVpcs", "real DescribeVpcs", "real DescribeSubnets", "real DescribeImages"},
		},
		{
			"ARNs and names",
			[]cloud.Request{
				call("iam", "AttachRolePolicy", "RoleName", "web", "PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
				call("iam", "ListAttachedRolePolicies", "RoleName", "web"),
				call("iam", "SimulatePrincipalPolicy", "PolicySourceArn", "arn:aws:iam::123456789012:role/web", "ActionNames", ids("s3:GetObject")),
				call("iam", "ListAttachedRolePolicies", "RoleName", "db"),
			},
			[]string{"memory AttachRolePolicy", "memory ListAttachedRolePolicies", "memory SimulatePrincipalPolicy", "real ListAttachedRolePolicies"},
		},
		{
			"by another name, which an ARN has or an answer has told",
			[]cloud.Request{
				call("cloudformation", "DeleteStack", "StackName", "net"),
				call("cloudformation", "DescribeStacks", "StackName", "arn:aws:cloudformation:eu-west-1:123456789012:stack/net/f62eba1f"),
				call("cloudformation", "DescribeStacks"),
				call("cloudformation", "DeleteStack", "StackName", "told"),
				call("cloudformation", "DescribeStackEvents", "StackName", "arn:other"),
				call("cloudformation", "DescribeStackEvents", "StackName", "arn:another"),
			},
			[]string{
				"memory DeleteStack", "memory DescribeStacks", "real DescribeStacks", "memory DeleteStack",
				"memory DescribeStackEvents", "real DescribeStackEvents",
			},
		},
		{
			"a part of something, which lists show",
			[]cloud.Request{
				call("s3", "PutObject", "Bucket", "mine", "Key", "k"),
				call("s3", "GetObject", "Bucket", "mine", "Key", "k"),
				call("s3", "GetObject", "Bucket", "mine", "Key", "other"),
				call("s3", "ListObjectsV2", "Bucket", "mine"),
				call("s3", "GetBucketVersioning", "Bucket", "mine"),
			},
			[]string{"memory PutObject", "memory GetObject", "real GetObject", "memory ListObjectsV2", "real GetBucketVersioning"},
		},
		{
			"tags, given to resources in a list",
			[]cloud.Request{
				call("ec2", "CreateTags", "Resources", ids("i-1"), "Tags", ids(value.New("Key", "a", "Value", "b"))),
				call("ec2", "DescribeTags", "Filters", ids(value.New("Name", "resource-id", "Values", ids("i-1")))),
			},
			[]string{"memory CreateTags", "memory DescribeTags"},
		},
		{
			"a setting of the account",
			[]cloud.Request{
				call("ec2", "GetEbsEncryptionByDefault"),
				call("ec2", "EnableEbsEncryptionByDefault"),
				call("ec2", "GetEbsEncryptionByDefault"),
				call("ec2", "CreateImage", "InstanceId", "i-1", "Name", "mine"),
				call("ec2", "DescribeImages"),
			},
			[]string{"real GetEbsEncryptionByDefault", "memory EnableEbsEncryptionByDefault", "memory GetEbsEncryptionByDefault", "memory CreateImage", "real DescribeImages"},
		},
		{
			"what is called by the ID of the run",
			[]cloud.Request{call("ec2", "DescribeInstances", "Filters", ids(value.New("Name", "tag:Run", "Values", ids("clone-of-run-1a783181"))))},
			[]string{"memory DescribeInstances"},
		},
		{
			"what leaves nothing behind",
			[]cloud.Request{
				call("sns", "Publish", "TopicArn", "arn:aws:sns:eu-west-1:123456789012:people", "Message", "hi"),
				call("sns", "GetTopicAttributes", "TopicArn", "arn:aws:sns:eu-west-1:123456789012:people"),
			},
			[]string{"memory Publish", "real GetTopicAttributes"},
		},
		{
			"a value that was made up, and a dry run",
			[]cloud.Request{
				call("rds", "DescribeDBInstances", "DBInstanceIdentifier", "made-up"),
				call("ec2", "StopInstances", "InstanceIds", ids("i-1"), "DryRun", true),
			},
			[]string{"memory DescribeDBInstances", "real StopInstances"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var asked []string
			real := account{"real", map[string]*value.Object{
				"DescribeInstances": instances("i-real"),
				"DescribeStacks":    value.New("Stacks", ids(value.New("StackName", "told", "StackId", "arn:other"))),
			}, &asked}
			memory := account{"memory", map[string]*value.Object{
				"CreateImage":  value.New("ImageId", "ami-made"),
				"RunInstances": value.New("Instances", ids(value.New("InstanceId", "i-made", "VpcId", "vpc-of-i-made", "SubnetId", "subnet-1", "ImageId", "ami-1"))),
			}, &asked}
			d := divert.New(divert.Config{Real: real, Account: memory, Expects: func(string, string) bool { return false }, Learn: learnNothing})
			d.Invent([]string{"made-up"})
			d.Mark("run-1a783181")
			for _, req := range test.calls {
				if _, err := d.Call(context.Background(), req); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(test.want, asked); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestFilesAnswerEachTime asks files of the user again, which may have several answers.
func TestFilesAnswerEachTime(t *testing.T) {
	t.Parallel()
	var asked []string
	d := divert.New(divert.Config{
		Real:    cloud.SignedBy(account{"file", nil, &asked}, cloud.Canned),
		Expects: func(string, string) bool { return true }, Learn: learnNothing,
	})
	for range 2 {
		if _, err := d.Call(context.Background(), call("ec2", "DescribeVolumes")); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"file DescribeVolumes", "file DescribeVolumes"}, asked); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestAmended leaves to others what is no read of a real thing, and what real AWS
// refuses.
func TestAmended(t *testing.T) {
	t.Parallel()
	var asked []string
	waiting := false
	refusing := refuser{account{"real", nil, &asked}}
	d := divert.New(divert.Config{Real: refusing, Expects: func(string, string) bool { return waiting }, Learn: learnNothing})
	d.Invent([]string{"vol-made"})
	amended := d.Amended(func(_ awsapi.Operation, _ cloud.Request, answer cloud.Response) (cloud.Response, error) {
		answer.Output.Set("Amended", true)
		return answer, nil
	})
	for _, test := range []struct {
		name    string
		req     cloud.Request
		waiting bool
		answers bool
	}{
		{"a read", call("ec2", "DescribeVolumes", "VolumeIds", ids("vol-1")), false, true},
		{"a change", call("ec2", "DeleteVolume", "VolumeId", "vol-1"), false, false},
		{"of something made up", call("ec2", "DescribeVolumes", "VolumeIds", ids("vol-made")), false, false},
		{"that the step waits for", call("ec2", "DescribeVolumes", "VolumeIds", ids("vol-2")), true, false},
		{"that AWS refuses", call("ec2", "DescribeSnapshots", "SnapshotIds", ids("snap-1")), false, false},
	} {
		waiting = test.waiting
		answer, err := amended.Call(context.Background(), test.req)
		var none *cloud.NoAnswerError
		switch {
		case errors.As(err, &none) == test.answers:
			t.Errorf("%s: got error %v", test.name, err)
		case test.answers && (answer.By != cloud.Amended || answer.Output.Len() != 1):
			t.Errorf("%s: got %+v", test.name, answer)
		}
	}
	if diff := cmp.Diff([]string{"real DescribeVolumes"}, asked); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// refuser is an account without snapshots.
type refuser struct{ account }

func (r refuser) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	if req.Operation == "DescribeSnapshots" {
		return cloud.Response{}, &cloud.APIError{Code: "InvalidSnapshot.NotFound"}
	}
	return r.account.Call(ctx, req)
}

// TestLookingAgain asks the real account once while a step looks again and again,
// and lets come true what the step waits for.
func TestLookingAgain(t *testing.T) {
	t.Parallel()
	var asked []string
	waiting := false
	d := divert.New(divert.Config{
		Real: account{"real", nil, &asked}, Account: account{"memory", nil, &asked}, Wished: account{"wished", nil, &asked},
		Expects: func(string, string) bool { return waiting }, Learn: learnNothing,
	})
	for i, want := range [][]string{
		{"real DescribeVolumes"},                                                   // the first time
		{"real DescribeVolumes"},                                                   // what was seen counts
		{"real DescribeVolumes", "wished DescribeVolumes"},                         // the step waits
		{"real DescribeVolumes", "wished DescribeVolumes", "real DescribeVolumes"}, // another attempt
	} {
		waiting = i == 2
		if i == 3 {
			d.Attempt()
		}
		answer, err := d.Call(context.Background(), call("ec2", "DescribeVolumes", "VolumeIds", ids("vol-1")))
		if err != nil {
			t.Fatal(err)
		}
		answer.Output.Set("Changed", "by who has asked") // which must not come back
		if diff := cmp.Diff(want, asked); diff != "" {
			t.Errorf("look %d (-want +got)\n%s", i+1, diff)
		}
		if answer.Output.Len() != 1 {
			t.Errorf("look %d: the answer has what somebody else has put into it", i+1)
		}
	}
}
