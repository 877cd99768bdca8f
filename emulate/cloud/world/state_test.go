package world_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
)

func loaded(t *testing.T, text string) (*world.World, error) {
	t.Helper()
	w := world.New(world.Config{Clock: clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)), Seed: 1})
	return w, w.Load(document.NewSource("world.yaml", []byte(text)))
}

// everything has a resource of each kind.
const everything = `
policies:
  - {Arn: 'arn:aws:iam::123456789012:policy/team/mine', PolicyDocument: {Version: '2012-10-17', Statement: []}, Tags: {a: b}}
roles:
  - RoleName: deploy
    AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}
    AttachedPolicies: ['arn:aws:iam::123456789012:policy/team/mine']
    Policies: {own: {Version: '2012-10-17', Statement: []}}
    Tags: [{Key: a, Value: b}]
instanceProfiles: [{InstanceProfileName: web, Roles: [deploy]}]
securityGroups: [{GroupId: sg-12345678, GroupName: web, Tags: {team: a}}]
images: [{ImageId: ami-12345678, Name: golden}]
snapshots: [{SnapshotId: snap-12345678, VolumeSize: 50, State: error}]
instances:
  - InstanceId: i-1
    State: stopped
    InstanceType: m5.large
    SubnetId: subnet-12345678
    Placement: {AvailabilityZone: us-east-1c}
    IamInstanceProfile: null
    KeyName: null
    Platform: windows
    MetadataOptions: {HttpTokens: optional}
    Tags: {Name: web, Number: 5}
  - {InstanceId: i-2, State: {Name: terminated}, LaunchTime: '2026-01-01T00:00:00Z'}
  - {InstanceId: i-3, State: stopping, IamInstanceProfile: {Arn: 'arn:aws:iam::123456789012:instance-profile/web'}}
  - {InstanceId: i-4}
volumes: [{VolumeId: vol-12345678, Size: 100, Attachments: [{InstanceId: i-1, Device: /dev/xvda}]}]
managedInstances:
  - {InstanceId: i-4, PingStatus: ConnectionLost, PlatformType: Windows, AgentVersion: '2.0'}
parameters: [{Name: /a, Value: b, Version: 3}, {Name: /list, Type: StringList, Value: 'a,b'}]
stacks:
  - {StackName: net, StackStatus: UPDATE_COMPLETE, Outputs: [{OutputKey: Vpc, OutputValue: vpc-1}], Tags: {a: b}}
buckets:
  - Name: reports
    Versioning: {Status: Enabled}
    PublicAccessBlock: null
    Policy: {Version: '2012-10-17', Statement: []}
    Tags: {a: b}
    Objects: {2026/may.csv: 'a,b'}
dbClusters: [{DBClusterIdentifier: Shop, Engine: aurora-mysql}]
dbInstances:
  - {DBInstanceIdentifier: shop-1, DBClusterIdentifier: shop, Engine: aurora-mysql}
  - {DBInstanceIdentifier: orders, DBInstanceStatus: stopped, Tags: {team: web}, Endpoint: null}
dbSnapshots: [{DBSnapshotIdentifier: before, DBInstanceIdentifier: orders}]
dbClusterSnapshots: [{DBClusterSnapshotIdentifier: weekly}]
`

func TestLoad(t *testing.T) {
	t.Parallel()
	w, err := loaded(t, everything)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ service, operation, input, show, want string }{
		{"iam", "GetPolicyVersion", `{"PolicyArn":"arn:aws:iam::123456789012:policy/team/mine","VersionId":"v1"}`, "$.PolicyVersion.Document", trust},
		{"iam", "GetPolicy", `{"PolicyArn":"arn:aws:iam::123456789012:policy/team/mine"}`, "$.Policy.Path", `"/team/"`},
		{"iam", "GetRole", `{"RoleName":"deploy"}`, "$.Role.AssumeRolePolicyDocument", trust},
		{"iam", "GetRole", `{"RoleName":"deploy"}`, "$.Role.Tags", `[{"Key":"a","Value":"b"}]`},
		{"iam", "ListAttachedRolePolicies", `{"RoleName":"deploy"}`, "$.AttachedPolicies..PolicyName", `["mine"]`},
		{"iam", "GetRolePolicy", `{"RoleName":"deploy","PolicyName":"own"}`, "$.PolicyDocument", trust},
		{"iam", "ListInstanceProfilesForRole", `{"RoleName":"deploy"}`, "$.InstanceProfiles..InstanceProfileName", `["web"]`},
		{"ec2", "DescribeSecurityGroups", `{"Filters":[{"Name":"tag:team","Values":["a"]}]}`, "$.SecurityGroups..GroupName", `["web"]`},
		{"ec2", "DescribeImages", `{"Owners":["self"]}`, "$.Images..Name", `["golden"]`},
		{"ec2", "DescribeSnapshots", `{"SnapshotIds":["snap-12345678"]}`, "$.Snapshots..State", `["error"]`},
		{"ec2", "DescribeInstances", `{}`, "$.Reservations..State.Name", `["stopped","terminated","stopping","running"]`},
		{"ec2", "DescribeInstances", `{"Filters":[{"Name":"tag:Number","Values":["5"]}]}`, "$.Reservations[0].Instances[0].SubnetId", `"subnet-12345678"`},
		{"ec2", "DescribeInstances", `{"InstanceIds":["i-1"]}`, "$.Reservations[0].Instances[0].Placement.AvailabilityZone", `"us-east-1c"`},
		{"ec2", "DescribeInstances", `{"Filters":[{"Name":"platform","Values":["windows"]}]}`, "$..InstanceType", `["m5.large"]`},
		{"ec2", "DescribeInstances", `{"InstanceIds":["i-1"]}`, "$..KeyName", `[]`},
		{"ec2", "DescribeIamInstanceProfileAssociations", `{}`, "$..InstanceId", `["i-3","i-4"]`},
		{"ec2", "DescribeVolumes", `{"Filters":[{"Name":"attachment.instance-id","Values":["i-1"]}]}`, "$.Volumes..Size", `[100]`},
		{"ssm", "DescribeInstanceInformation", `{"Filters":[{"Key":"InstanceIds","Values":["i-4"]}]}`, "$..PingStatus", `["ConnectionLost"]`},
		{"ssm", "DescribeInstanceInformation", `{"Filters":[{"Key":"PlatformTypes","Values":["Windows"]}]}`, "$..AgentVersion", `["2.0"]`},
		{"ssm", "GetParameter", `{"Name":"/a"}`, "$.Parameter.Version", `3`},
		{"ssm", "GetParameters", `{"Names":["/list"]}`, "$.Parameters..Type", `["StringList"]`},
		{"cloudformation", "DescribeStacks", `{"StackName":"net"}`, "$.Stacks..StackStatus", `["UPDATE_COMPLETE"]`},
		{"cloudformation", "DescribeStacks", `{}`, "$.Stacks..OutputValue", `["vpc-1"]`},
		{"s3", "GetBucketVersioning", `{"Bucket":"reports"}`, "$.Status", `"Enabled"`},
		{"s3", "GetBucketPolicy", `{"Bucket":"reports"}`, "$.Policy", trust},
		{"s3", "GetBucketTagging", `{"Bucket":"reports"}`, "$.TagSet", `[{"Key":"a","Value":"b"}]`},
		{"s3", "GetObject", `{"Bucket":"reports","Key":"2026/may.csv"}`, "$.Body", `"YSxi"`},
		{"rds", "DescribeDBClusters", `{"DBClusterIdentifier":"shop"}`, "$.DBClusters[0].DBClusterMembers..DBInstanceIdentifier", `["shop-1"]`},
		{"rds", "DescribeDBInstances", `{"DBInstanceIdentifier":"orders"}`, "$.DBInstances[0].TagList", `[{"Key":"team","Value":"web"}]`},
		{"rds", "DescribeDBInstances", `{}`, "$.DBInstances..DBInstanceStatus", `["available","stopped"]`},
		{"rds", "DescribeDBSnapshots", `{"DBInstanceIdentifier":"orders"}`, "$.DBSnapshots..DBSnapshotIdentifier", `["before"]`},
		{"rds", "DescribeDBClusterSnapshots", `{}`, "$.DBClusterSnapshots..DBClusterSnapshotIdentifier", `["weekly"]`},
	} {
		output, err := call(t, w, test.service, test.operation, test.input)
		if err != nil {
			t.Errorf("%s %s: %v", test.operation, test.input, err)
			continue
		}
		text, err := value.Encode(output)
		if err != nil {
			t.Fatal(err)
		}
		couldBeSent(t, test.service, test.operation, text)
		if got := look(t, output, test.show); got != test.want {
			t.Errorf("%s %s: %s is %s, want %s", test.operation, test.input, test.show, got, test.want)
		}
	}
	if _, err := call(t, w, "s3", "GetPublicAccessBlock", `{"Bucket":"reports"}`); code(err) != "NoSuchPublicAccessBlockConfiguration" {
		t.Errorf("a bucket without a block: got error %v", err)
	}
}

// TestLoadedInstanceStays pins that an instance of the file is used as it is.
func TestLoadedInstanceStays(t *testing.T) {
	t.Parallel()
	w, err := loaded(t, "instances: [{InstanceId: i-1, State: stopped}]")
	if err != nil {
		t.Fatal(err)
	}
	w.AddInstance("i-1")
	output, err := call(t, w, "ec2", "DescribeInstances", `{}`)
	if err != nil {
		t.Fatal(err)
	}
	if got := look(t, output, "$.Reservations..State.Name"); got != `["stopped"]` {
		t.Errorf("the states are %s", got)
	}
}

func TestLoadProblems(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{
		{"", "world.yaml:1:1: the file is empty; it holds lists of resources under keys such as \"instances\""},
		{"- a", `world.yaml:1:1: an account is a map with lists of resources under keys such as "instances", this is a list`},
		{"a: [", "world.yaml:1:4: "},
		{"bucket: []", `world.yaml:1:1: an account has no key "bucket"; did you mean "buckets"?`},
		{"buckets: {}", "world.yaml:1:10: buckets is a list, this is a map"},
		{"buckets: [a]", "world.yaml:1:11: a bucket is a map of what the API shows of it, this is a string"},
		{"buckets: [{}]", "world.yaml:1:11: a bucket needs its Name, a text"},
		{"buckets: [{Name: a}, {Name: a}]", `world.yaml:1:29: there is a bucket "a" already`},
		{"buckets: [{Name: a, Objects: {k: 5}}]", `world.yaml:1:34: "k" is an integer, expected a text`},
		{"buckets: [{Name: a, Encryption: {Rule: []}}]", `world.yaml:1:34: AWS never sends "Rule" in "Encryption"; did you mean "Rules"?`},
		{"roles: [{RoleName: a, AttachedPolicies: x}]", "world.yaml:1:41: AttachedPolicies is a list of texts"},
		{"roles: [{RoleName: a, Policies: []}]", "world.yaml:1:33: Policies is a map, this is a list"},
		{"roles: [{RoleName: a, Tags: {k: []}}]", "world.yaml:1:33: the value of a tag is a text, this is a list"},
		{"instances: [{InstanceId: i, State: on}]", `world.yaml:1:36: no instance is in the state "on"; they are pending, running, stopping, stopped, shutting-down, terminated`},
		{"instanceProfiles: [{InstanceProfileName: a, Roles: [5]}]", "world.yaml:1:53: a role is named by a text, this is an integer"},
		{"dbInstances: [{DBInstanceIdentifier: a, Engin: b}]", `world.yaml:1:41: AWS never sends "Engin" in a DB instance; did you mean "Engine"?`},
	} {
		_, err := loaded(t, test.text)
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s:\ngot  %v\nwant %s", test.text, err, test.want)
		}
	}
}

// TestWorldSchema asks that the schema takes what Load takes and refuses what it
// refuses, as far as a schema can.
func TestWorldSchema(t *testing.T) {
	t.Parallel()
	schema, err := world.Schema()
	if err != nil {
		t.Fatal(err)
	}
	valid := documenttest.Schema(t, schema)
	page, err := os.ReadFile("../../../docs/world.md")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?ms)^```yaml world\\.yaml\n(.*?)^```$").FindStringSubmatch(string(page))
	for _, text := range []string{everything, example[1]} {
		if !valid(text) {
			t.Errorf("the schema refuses\n%s", text)
		}
	}
	for _, text := range []string{
		"[]", "bucket: []", "buckets: {}", "buckets: [a]", "buckets: [{}]", "buckets: [{Name: a, Objects: {k: []}}]", "roles: [{RoleName: a, AttachedPolicies: x}]",
		"roles: [{RoleName: a, Policies: []}]", "instances: [{InstanceId: i, State: on}]", "dbInstances: [{DBInstanceIdentifier: a, Engin: b}]",
		"dbInstances: [{DBInstanceIdentifier: a, AllocatedStorage: b}]",
	} {
		if _, err := loaded(t, text); err == nil || valid(text) {
			t.Errorf("%s: Load says %v, the schema %v", text, err, valid(text))
		}
	}
}
