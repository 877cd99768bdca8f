package world_test

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
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// step is a call in the life of an account, after some time has passed. A text in
// angle brackets stands for what an earlier call gave under the name.
type step struct {
	wait               time.Duration
	service, operation string
	input              string
	keep               string // name=selector
	show, want         string // selector and what it finds, as JSON
	refused            string // the code
}

var serverWalk = []step{
	{operation: "RunInstances", input: `{"ImageId":"ami-12345678","MinCount":1,"MaxCount":2,"InstanceType":"t3.large","TagSpecifications":[{"ResourceType":"instance","Tags":[{"Key":"Name","Value":"new"}]}]}`, keep: "new=$.Instances[0].InstanceId", show: "$.Instances..State.Name", want: `["pending","pending"]`},
	{operation: "RunInstances", input: `{"ImageId":"ami-87654321","MinCount":1,"MaxCount":1}`, refused: "InvalidAMIID.NotFound"},
	{operation: "RunInstances", input: `{"ImageId":"ami-12345678","MinCount":1,"MaxCount":1,"SubnetId":"subnet-12345678"}`, refused: "InvalidSubnetID.NotFound"},
	{operation: "RunInstances", input: `{"ImageId":"ami-12345678","MinCount":3,"MaxCount":1}`, refused: "InvalidParameterCombination"},
	{operation: "StopInstances", input: `{}`, refused: "MissingParameter"},
	{operation: "DescribeInstanceStatus", input: `{"InstanceIds":["<new>"]}`, show: "$.InstanceStatuses", want: `[]`},
	{service: "ssm", operation: "DescribeInstanceInformation", input: `{}`, show: "$.InstanceInformationList..InstanceId", want: `["i-123"]`},
	{wait: 30 * time.Second, operation: "DescribeInstanceStatus", input: `{"InstanceIds":["<new>"]}`, show: "$.InstanceStatuses[0].InstanceStatus.Status", want: `"initializing"`},
	{wait: 3 * time.Minute, operation: "DescribeInstanceStatus", input: `{"InstanceIds":["<new>"]}`, show: "$.InstanceStatuses[0].InstanceStatus.Status", want: `"ok"`},
	{operation: "DescribeInstances", input: `{"Filters":[{"Name":"tag:Name","Values":["new"]}]}`, show: "$..InstanceType", want: `["t3.large","t3.large"]`},
	{service: "ssm", operation: "DescribeInstanceInformation", input: `{"Filters":[{"Key":"InstanceIds","Values":["<new>"]}]}`, show: "$.InstanceInformationList..PingStatus", want: `["Online"]`},
	{operation: "RebootInstances", input: `{"InstanceIds":["<new>"]}`},
	{service: "ssm", operation: "DescribeInstanceInformation", input: `{"Filters":[{"Key":"InstanceIds","Values":["<new>"]}]}`, show: "$.InstanceInformationList..PingStatus", want: `["ConnectionLost"]`},
	{operation: "StopInstances", input: `{"InstanceIds":["<new>"],"Force":true}`, show: "$.StoppingInstances[0].CurrentState.Name", want: `"stopping"`},
	{operation: "StartInstances", input: `{"InstanceIds":["<new>"]}`, refused: "IncorrectInstanceState"},
	{wait: time.Minute, operation: "DescribeInstances", input: `{"InstanceIds":["<new>"]}`, show: "$.Reservations[0].Instances[0].StateReason.Code", want: `"Client.UserInitiatedShutdown"`},
	{operation: "RebootInstances", input: `{"InstanceIds":["<new>"]}`, refused: "IncorrectState"},
	{operation: "StartInstances", input: `{"InstanceIds":["<new>"]}`, show: "$.StartingInstances[0].PreviousState", want: `{"Code":80,"Name":"stopped"}`},
	{operation: "DescribeVolumes", input: `{"Filters":[{"Name":"attachment.instance-id","Values":["<new>"]}]}`, keep: "volume=$.Volumes[0].VolumeId", show: "$.Volumes[0].State", want: `"in-use"`},
	{operation: "DescribeVolumes", input: `{"VolumeIds":["vol-12345679"]}`, refused: "InvalidVolume.NotFound"},
	{operation: "DescribeVolumes", input: `{"VolumeIds":["x"]}`, refused: "InvalidParameterValue"},
	{operation: "DescribeVolumes", input: `{"VolumeIds":["vol-12345678"]}`, show: "$.Volumes[0].State", want: `"available"`},
	{operation: "CreateSnapshot", input: `{"VolumeId":"<volume>","Description":"d","TagSpecifications":[{"ResourceType":"snapshot","Tags":[{"Key":"a","Value":"b"}]}]}`, keep: "snapshot=$.SnapshotId", show: "$.State", want: `"pending"`},
	{operation: "DescribeSnapshots", input: `{"SnapshotIds":["<snapshot>"]}`, show: "$.Snapshots[0].Progress", want: `"0%"`},
	{wait: time.Hour, operation: "DescribeSnapshots", input: `{"SnapshotIds":["<snapshot>"],"OwnerIds":["self"]}`, show: "$.Snapshots[0].State", want: `"completed"`},
	{operation: "DescribeSnapshots", input: `{"SnapshotIds":["snap-12345679"]}`, refused: "InvalidSnapshot.NotFound"},
	{operation: "CreateImage", input: `{"InstanceId":"<new>","Name":"web"}`, keep: "image=$.ImageId"},
	{operation: "CreateImage", input: `{"InstanceId":"<new>","Name":"web"}`, refused: "InvalidAMIName.Duplicate"},
	{operation: "CreateImage", input: `{"InstanceId":"<new>","Name":"` + strings.Repeat("x", 129) + `"}`, refused: "InvalidAMIName.Malformed"},
	{operation: "DescribeImages", input: `{"ImageIds":["<image>"]}`, keep: "behind=$.Images[0].BlockDeviceMappings[0].Ebs.SnapshotId", show: "$.Images[0].State", want: `"pending"`},
	{operation: "DeleteSnapshot", input: `{"SnapshotId":"<behind>"}`, refused: "InvalidSnapshot.InUse"},
	{wait: time.Hour, operation: "DescribeImages", input: `{"Owners":["self"],"Filters":[{"Name":"name","Values":["web"]}]}`, show: "$.Images..State", want: `["available"]`},
	{operation: "DescribeImages", input: `{"Owners":["amazon"]}`, show: "$.Images..ImageOwnerAlias", want: `["amazon"]`},
	{operation: "DescribeImages", input: `{"ImageIds":["x"]}`, refused: "InvalidAMIID.Malformed"},
	{operation: "CopyImage", input: `{"SourceRegion":"eu-west-1","SourceImageId":"ami-11111111","Name":"copy"}`},
	{operation: "CopyImage", input: `{"SourceRegion":"us-east-1","SourceImageId":"ami-11111111","Name":"other"}`, refused: "InvalidAMIID.NotFound"},
	{operation: "DeregisterImage", input: `{"ImageId":"<image>"}`},
	{operation: "DeregisterImage", input: `{"ImageId":"<image>"}`, refused: "InvalidAMIID.NotFound"},
	{operation: "DeleteSnapshot", input: `{"SnapshotId":"<behind>"}`},
	{operation: "CreateTags", input: `{"Resources":["<new>","<snapshot>"],"Tags":[{"Key":"k","Value":"v"}]}`},
	{operation: "CreateTags", input: `{"Resources":["x"],"Tags":[{"Key":"k","Value":"v"}]}`, refused: "InvalidID"},
	{operation: "CreateTags", input: `{"Resources":["<new>"],"Tags":[{"Key":"aws:k","Value":"v"}]}`, refused: "InvalidParameterValue"},
	{operation: "DescribeTags", input: `{"Filters":[{"Name":"key","Values":["k"]}]}`, show: "$.Tags..ResourceType", want: `["instance","snapshot"]`},
	{operation: "DeleteTags", input: `{"Resources":["<new>"],"Tags":[{"Key":"k"}]}`},
	{operation: "DescribeTags", input: `{"Filters":[{"Name":"resource-id","Values":["<new>"]}]}`, show: "$.Tags..Key", want: `["Name"]`},
	{operation: "DescribeSecurityGroups", input: `{}`, show: "$.SecurityGroups..GroupName", want: `["default","group-87654321"]`},
	{operation: "RunInstances", input: `{"ImageId":"ami-12345678","MinCount":1,"MaxCount":1,"SubnetId":"subnet-87654321"}`, show: "$.Instances..SubnetId", want: `["subnet-87654321","subnet-87654321"]`},
	{operation: "DescribeSecurityGroups", input: `{"GroupIds":["sg-12345678"]}`, refused: "InvalidGroup.NotFound"},
	{operation: "TerminateInstances", input: `{"InstanceIds":["<new>"]}`, show: "$.TerminatingInstances[0].CurrentState.Name", want: `"shutting-down"`},
	{wait: time.Minute, operation: "DescribeInstances", input: `{"InstanceIds":["<new>"]}`, show: "$.Reservations[0].Instances[0].State.Name", want: `"terminated"`},
	{operation: "StopInstances", input: `{"InstanceIds":["<new>"]}`, refused: "IncorrectInstanceState"},
	{operation: "DescribeVolumes", input: `{"VolumeIds":["<volume>"]}`, refused: "InvalidVolume.NotFound"},
	{service: "ssm", operation: "SendCommand", input: `{"DocumentName":"AWS-RunShellScript","InstanceIds":["<new>"]}`, refused: "InvalidInstanceId"},
	{service: "ssm", operation: "SendCommand", input: `{"DocumentName":"AWS-RunShellScript","InstanceIds":["i-123"],"Parameters":{"commands":["a"]}}`, keep: "command=$.Command.CommandId", show: "$.Command.Status", want: `"Pending"`},
	{service: "ssm", operation: "GetCommandInvocation", input: `{"CommandId":"<command>","InstanceId":"i-123"}`, show: "$.ResponseCode", want: `-1`},
	{wait: 5 * time.Second, service: "ssm", operation: "ListCommandInvocations", input: `{"CommandId":"<command>","Details":true}`, show: "$.CommandInvocations..CommandPlugins[0].Status", want: `["InProgress"]`},
	{wait: 5 * time.Second, service: "ssm", operation: "GetCommandInvocation", input: `{"CommandId":"<command>","InstanceId":"i-123"}`, show: "$.Status", want: `"Success"`},
	{service: "ssm", operation: "ListCommandInvocations", input: `{"CommandId":"<command>","Details":true}`, show: "$.CommandInvocations..CommandPlugins[0].ResponseCode", want: `[0]`},
	{service: "ssm", operation: "GetCommandInvocation", input: `{"CommandId":"<command>","InstanceId":"i-124"}`, refused: "InvocationDoesNotExist"},
	{service: "ssm", operation: "ListCommands", input: `{"CommandId":"00000000-0000-0000-0000-000000000000"}`, refused: "InvalidCommandId"},
	{service: "ssm", operation: "SendCommand", input: `{"DocumentName":"AWS-RunShellScript","Targets":[{"Key":"tag:Name","Values":["server-123"]}]}`, show: "$.Command.TargetCount", want: `1`},
	{service: "ssm", operation: "ListCommands", input: `{}`, show: "$.Commands..Status", want: `["Success","Pending"]`},
	{service: "ssm", operation: "PutParameter", input: `{"Name":"/mine","Value":"a,b","Type":"StringList"}`, show: "$.Version", want: `1`},
	{service: "ssm", operation: "PutParameter", input: `{"Name":"/mine","Value":"c"}`, refused: "ParameterAlreadyExists"},
	{service: "ssm", operation: "PutParameter", input: `{"Name":"/mine","Value":"c","Overwrite":true}`, show: "$.Version", want: `2`},
	{service: "ssm", operation: "PutParameter", input: `{"Name":"/new","Value":"c"}`, refused: "ValidationException"},
	{service: "ssm", operation: "PutParameter", input: `{"Name":"/aws/mine","Value":"c","Type":"String"}`, refused: "ValidationException"},
	{service: "ssm", operation: "GetParameter", input: `{"Name":"/mine:2"}`, show: "$.Parameter.Value", want: `"c"`},
	{service: "ssm", operation: "GetParameters", input: `{"Names":["/mine","/other","/aws/service/ami-windows-latest/x"]}`, show: "$.InvalidParameters", want: `["/other"]`},
	{service: "ssm", operation: "DeleteParameter", input: `{"Name":"/mine"}`},
	{service: "ssm", operation: "DeleteParameter", input: `{"Name":"/mine"}`, refused: "ParameterNotFound"},
	{service: "ssm", operation: "AddTagsToResource", input: `{"ResourceType":"Parameter","ResourceId":"/mine","Tags":[{"Key":"a","Value":"b"}]}`},
	{service: "ssm", operation: "ListTagsForResource", input: `{"ResourceType":"Parameter","ResourceId":"/mine"}`, show: "$.TagList", want: `[{"Key":"a","Value":"b"}]`},
	{service: "cloudformation", operation: "CreateStack", input: `{"StackName":"mine","TemplateBody":"{}","Parameters":[{"ParameterKey":"A","ParameterValue":"b"}],"Tags":[{"Key":"a","Value":"b"}]}`, keep: "stack=$.StackId"},
	{service: "cloudformation", operation: "CreateStack", input: `{"StackName":"mine","TemplateBody":"{}"}`, refused: "AlreadyExistsException"},
	{service: "cloudformation", operation: "CreateStack", input: `{"StackName":"1","TemplateBody":"{}"}`, refused: "ValidationError"},
	{service: "cloudformation", operation: "CreateStack", input: `{"StackName":"other"}`, refused: "ValidationError"},
	{service: "cloudformation", operation: "DescribeStacks", input: `{"StackName":"mine"}`, show: "$.Stacks[0].StackStatus", want: `"CREATE_IN_PROGRESS"`},
	{wait: time.Hour, service: "cloudformation", operation: "DescribeStacks", input: `{}`, show: "$.Stacks[0].StackStatus", want: `"CREATE_COMPLETE"`},
	{service: "cloudformation", operation: "DeleteStack", input: `{"StackName":"mine"}`},
	{service: "cloudformation", operation: "DescribeStacks", input: `{"StackName":"mine"}`, show: "$.Stacks[0].StackStatus", want: `"DELETE_IN_PROGRESS"`},
	{wait: time.Hour, service: "cloudformation", operation: "DescribeStacks", input: `{"StackName":"mine"}`, refused: "ValidationError"},
	{service: "cloudformation", operation: "DescribeStacks", input: `{"StackName":"<stack>"}`, show: "$.Stacks[0].StackStatus", want: `"DELETE_COMPLETE"`},
	{service: "cloudformation", operation: "DescribeStacks", input: `{}`, show: "$.Stacks", want: `[]`},
}

// TestWalk goes through the life of an account and asks of every call whether
// boto3 would send it, and of every answer whether AWS could have sent it.
func TestWalk(t *testing.T) {
	t.Parallel()
	for _, walk := range []struct {
		name, service string // service is that of steps that name none
		steps         []step
	}{
		{"servers", "ec2", serverWalk},
		{"disks", "ec2", diskWalk},
		{"attributes", "ec2", attributeWalk},
		{"security groups", "ec2", groupWalk},
		{"databases", "rds", databaseWalk},
		{"roles", "iam", roleWalk},
		{"buckets", "s3", bucketWalk},
		{"queues", "sqs", queueWalk},
		{"tables", "dynamodb", tableWalk},
		{"alarms", "cloudwatch", alarmWalk},
		{"networks", "ec2", networkWalk},
	} {
		t.Run(walk.name, func(t *testing.T) {
			t.Parallel()
			goThrough(t, walk.service, walk.steps)
		})
	}
}

func goThrough(t *testing.T, service string, steps []step) {
	t.Helper()
	clock := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	w := world.New(world.Config{Clock: clock, Seed: 1})
	for _, id := range []string{"i-123", "ami-12345678", "vol-12345678", "snap-12345678", "sg-87654321", "subnet-87654321"} {
		w.AddResource(id)
	}
	kept := map[string]string{}
	for _, step := range steps {
		if err := clock.Sleep(context.Background(), step.wait); err != nil {
			t.Fatal(err)
		}
		input, want := step.input, step.want
		for name, v := range kept {
			input = strings.ReplaceAll(input, "<"+name+">", v)
			want = strings.ReplaceAll(want, "<"+name+">", v)
		}
		if step.service == "" {
			step.service = service
		}
		name := step.operation + " " + input
		checkInput(t, step.service, step.operation, input)
		output, err := call(t, w, step.service, step.operation, input)
		if got := code(err); got != step.refused {
			t.Fatalf("%s: got error %v", name, err)
		}
		if err != nil {
			continue
		}
		text, err := value.Encode(output)
		if err != nil {
			t.Fatal(err)
		}
		couldBeSent(t, step.service, step.operation, text)
		if step.keep != "" {
			as, path, _ := strings.Cut(step.keep, "=")
			kept[as] = strings.Trim(look(t, output, path), `"`)
		}
		if step.show != "" {
			if got := look(t, output, step.show); got != want {
				t.Errorf("%s: %s is %s, want %s", name, step.show, got, want)
			}
		}
	}
}

func code(err error) string {
	refused, ok := err.(*cloud.APIError)
	if !ok {
		return ""
	}
	return refused.Code
}

func checkInput(t *testing.T, service, operation, input string) {
	t.Helper()
	op, err := awsapi.Lookup(service, operation)
	if err != nil {
		t.Fatal(err)
	}
	given, err := value.Decode([]byte(input))
	if err != nil {
		t.Fatal(err)
	}
	// Some calls lack what AWS itself asks for.
	if _, err := cloud.Parameters(op, given.(*value.Object)); err != nil && !strings.Contains(err.Error(), "Missing required") {
		t.Error(err)
	}
}

func look(t *testing.T, output *value.Object, written string) string {
	t.Helper()
	path, err := selector.Compile(written)
	if err != nil {
		t.Fatal(err)
	}
	v, err := path.Select(output)
	if err != nil {
		t.Fatal(err)
	}
	text, err := value.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestOpenAccount pins that an open account leaves strangers to others, and
// refuses what it knows to be gone.
func TestOpenAccount(t *testing.T) {
	t.Parallel()
	w := world.New(world.Config{Clock: clock.NewVirtual(time.Unix(0, 0)), Open: true})
	w.AddResource("snap-12345678")
	if _, err := call(t, w, "ec2", "DeleteSnapshot", `{"SnapshotId":"snap-12345678"}`); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ service, operation, input, want string }{
		{"ec2", "DescribeSnapshots", `{"SnapshotIds":["snap-12345678"]}`, "InvalidSnapshot.NotFound"},
		{"ec2", "DescribeSnapshots", `{"SnapshotIds":["snap-12345679"]}`, ""},
		{"ec2", "DescribeSnapshots", `{"SnapshotIds":["x"]}`, "InvalidParameterValue"},
		{"ec2", "RunInstances", `{"ImageId":"ami-12345678","MinCount":1,"MaxCount":1}`, ""},
		{"ssm", "SendCommand", `{"DocumentName":"d","InstanceIds":["i-12345678"]}`, ""},
		{"ec2", "CreateTags", `{"Resources":["x"],"Tags":[{"Key":"k","Value":"v"}]}`, ""},
		{"cloudformation", "DescribeStacks", `{"StackName":"mine"}`, ""},
	} {
		_, err := call(t, w, test.service, test.operation, test.input)
		var nobody *cloud.NoAnswerError
		if got := code(err); got != test.want || got == "" && !errors.As(err, &nobody) {
			t.Errorf("%s %s: got error %v", test.operation, test.input, err)
		}
	}
}

// TestOpenAccountDeletesStacks pins that a stack that was made up by others can be
// deleted, and is gone then.
func TestOpenAccountDeletesStacks(t *testing.T) {
	t.Parallel()
	clock := clock.NewVirtual(time.Unix(0, 0))
	w := world.New(world.Config{Clock: clock, Open: true})
	if _, err := call(t, w, "cloudformation", "DeleteStack", `{"StackName":"mine"}`); err != nil {
		t.Fatal(err)
	}
	output, err := call(t, w, "cloudformation", "DescribeStacks", `{"StackName":"mine"}`)
	if err != nil {
		t.Fatal(err)
	}
	if got := look(t, output, "$.Stacks[0].StackStatus"); got != `"DELETE_IN_PROGRESS"` {
		t.Errorf("got %s", got)
	}
	if err := clock.Sleep(context.Background(), time.Hour); err != nil {
		t.Fatal(err)
	}
	// Its ID is its name, so it is still found by it.
	output, err = call(t, w, "cloudformation", "DescribeStacks", `{"StackName":"mine"}`)
	if err != nil {
		t.Fatal(err)
	}
	if got := look(t, output, "$.Stacks[0].StackStatus"); got != `"DELETE_COMPLETE"` {
		t.Errorf("got %s", got)
	}
}
