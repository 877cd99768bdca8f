package fill_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/fill"
)

// config is that of all tests.
var config = fill.Config{
	Seed: 1, Region: "us-east-1", Account: "123456789012", Now: time.Date(2026, 11, 26, 9, 30, 0, 0, time.UTC),
}

func parse(t *testing.T, parameters string) *document.Document {
	t.Helper()
	doc, problems := document.Parse(document.NewSource("test.yaml", []byte("schemaVersion: '0.3'\nparameters: {"+parameters+"}\nmainSteps: []\n")))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return doc
}

func TestMissing(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ parameter, want string }{
		{"InstanceId: {type: 'AWS::EC2::Instance::Id'}", "i-0[0-9a-f]{16}"},
		{"Hosts: {type: 'List<AWS::EC2::Instance::Id>', minItems: 2}", "i-0[0-9a-f]{16},i-0[0-9a-f]{16}"},
		{"Role: {type: 'AWS::IAM::Role::Arn'}", "arn:aws:iam::123456789012:role/.*"},
		{"VolumeIds: {type: StringList}", "vol-0[0-9a-f]{16}"},
		{"Action: {type: String, allowedValues: ['', Install, Uninstall]}", "Install"},
		{"Count: {type: Integer, allowedValues: [3]}", "3"},
		{"Count: {type: Integer}", "1"},
		{"Count: {type: Integer, allowedPattern: '^[0-9]{3}$'}", "100"},
		{"Yes: {type: Boolean}", "false"},
		{"Tags: {type: MapList}", `{"Key":"Key1","Value":"Value"}`},
		{"Tags: {type: StringMap}", `{"Key":"Value"}`},
		{"Target: {type: String, allowedPattern: '^i-[a-f0-9]{8,17}$'}", "i-[0-9a-f]{8,17}"},
		{"Odd: {type: String, allowedPattern: '^[A-Z]{3}-(one|two)$'}", "[A-Z]{3}-one"},
		{"Java: {type: String, allowedPattern: '^(?!x)'}", "java-[0-9a-f]{4}"},
		{"Possessive: {type: String, allowedPattern: '^a++$'}", "possessive-[0-9a-f]{4}"},
		{"ResourceId: {type: String, allowedPattern: '^cluster-[a-zA-Z0-9-]{1,1016}$'}", "cluster-[0-9a-zA-Z-]+"},
		{"Switch: {type: String, allowedPattern: '^(?!x)(true|false)$'}", "true"},
		{"Notify: {type: String, description: The ARN of the topic.}", "arn:aws:.*"},
		{"Short: {type: String, maxChars: 1}", "1"},
		{"DomainName: {type: String, allowedPattern: '^[a-z]{1}[a-z0-9-]{2,28}$'}", "domain-[0-9a-f]{4}"},
		{"EventSource: {type: String, allowedPattern: '^([a-zA-Z0-9.-]+)\\.amazonaws\\.com$'}", `[\w.-]+\.amazonaws\.com`},
		{"Endpoint: {type: String, allowedPattern: '^arn:aws:dms:[a-z0-9-]+:\\d{12}:endpoint:[A-Z0-9]{1,48}$'}", "arn:aws:dms:us-east-1:123456789012:endpoint:[A-Z0-9]{9}"},
		{"ALB: {type: String, allowedPattern: '^arn:aws:elasticloadbalancing:([a-z0-9-]+):(\\d{12}):loadbalancer/app/([a-zA-Z0-9-]+)/([a-z0-9]+)$'}", "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/[a-z-]+-[0-9a-f]{8}/[0-9a-f]{16}"},
		{"EnvironmentId: {type: String, allowedPattern: '^e-[a-z0-9]*$'}", "e-[0-9a-f]{10}"},
		{"IAMUserID: {type: String, allowedPattern: '^AIDA[A-Z0-9]+$'}", "AIDA[0-9A-F]{17}"},
		{"StartTime: {type: String, allowedPattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$'}", "2026-11-25T09:00:00"},
		{"EndTime: {type: String}", "2026-11-26T08:00:00Z"},
		{"SourceBucketPath: {type: String}", "s3://bucket-[0-9a-f]{4}/key"},
		{"RoleArnForApproval: {type: String}", "arn:aws:iam::123456789012:role/.*"},
		{"InstanceId1: {type: String}", "i-0[0-9a-f]{16}"},
		{"DbInstanceId: {type: String}", "db-instance-[0-9a-f]{4}"},
		{"InstanceType: {type: String}", `t3\.medium`},
		{"Role: {type: String, default: 'arn:aws:iam::{AccountId}:role/Admin', allowedPattern: '^arn:aws:iam::[0-9]{12}:role/Admin$'}", "arn:aws:iam::123456789012:role/Admin"},
		{"Bucket: {type: 'AWS::S3::Bucket::Name', default: '', description: (Conditional) The bucket.}", "bucket-[0-9a-f]{4}"},
		{"Plain: {}", "plain-[0-9a-f]{4}"},
	} {
		values := fill.Missing(parse(t, test.parameter), nil, config)
		if len(values) != 1 {
			t.Errorf("%s: got %v", test.parameter, values)
			continue
		}
		if got := strings.Join(values[0].Texts, ","); !regexp.MustCompile("^" + test.want + "$").MatchString(got) {
			t.Errorf("%s: got %q", test.parameter, got)
		}
	}
}

func TestOnlyWhatIsMissing(t *testing.T) {
	t.Parallel()
	doc := parse(t, "A: {type: String}, B: {type: String, default: ''}, C: {type: Nope}, D: {type: String}")
	got := fill.Missing(doc, emulate.Arguments{"A": {"x"}}, fill.Config{})
	var names []string
	for _, v := range got {
		names = append(names, v.Name)
	}
	if diff := cmp.Diff([]string{"D"}, names); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestOneOfTwo fills one of two parameters of which one must be given, and none
// when one is.
func TestOneOfTwo(t *testing.T) {
	t.Parallel()
	doc := parse(t, `Count: {type: String, default: '', description: Either Count or Days should be provided.},
		Days: {type: String, default: '', description: Either Count or Days should be provided.}`)
	for _, test := range []struct {
		given emulate.Arguments
		want  []string
	}{
		{nil, []string{"Count"}},
		{emulate.Arguments{"Count": {"1"}}, nil},
		{emulate.Arguments{"Days": {"1"}}, nil},
	} {
		var names []string
		for _, v := range fill.Missing(doc, test.given, config) {
			names = append(names, v.Name)
		}
		if diff := cmp.Diff(test.want, names); diff != "" {
			t.Errorf("given %v (-want +got)\n%s", test.given, diff)
		}
	}
}

// TestUse asks that a parameter becomes what the steps take it for, and that two of
// them are not the same thing.
func TestUse(t *testing.T) {
	t.Parallel()
	doc, problems := document.Parse(document.NewSource("test.yaml", []byte(`
schemaVersion: '0.3'
assumeRole: '{{ Runner }}'
parameters: {Runner: {type: String}, Disk: {type: String}, Other: {type: String}, From: {type: String}, Backup: {type: String}}
mainSteps:
- {name: a, action: aws:executeAwsApi, inputs: {Service: ec2, Api: DeleteVolume, VolumeId: '{{ Disk }}'}}
- {name: b, action: aws:executeAwsApi, inputs: {Service: ec2, Api: DescribeVolumes, VolumeIds: ['{{ Other }}']}}
- {name: c, action: aws:changeInstanceState, inputs: {InstanceIds: ['{{ From }}'], DesiredState: stopped}}
- {name: d, action: aws:executeAwsApi, inputs: {Service: dynamodb, Api: DeleteBackup, BackupArn: '{{ Backup }}'}}
`)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got := map[string]string{}
	for _, v := range fill.Missing(doc, nil, config) {
		got[v.Name] = strings.Join(v.Texts, ",")
	}
	for name, want := range map[string]string{
		"Runner": "arn:aws:iam::123456789012:role/.+", "Disk": "vol-0[0-9a-f]{16}", "Other": "vol-0[0-9a-f]{16}",
		"From": "i-0[0-9a-f]{16}", "Backup": "arn:aws:dynamodb:us-east-1:123456789012:.+",
	} {
		if !regexp.MustCompile("^" + want + "$").MatchString(got[name]) {
			t.Errorf("%s is %q", name, got[name])
		}
	}
	if got["Disk"] == got["Other"] {
		t.Errorf("both volumes are %s", got["Disk"])
	}
}

// TestPublishedRunbooks asks that what is filled in suits the patterns of
// published runbooks, those that Go can read.
func TestPublishedRunbooks(t *testing.T) {
	t.Parallel()
	filled := 0
	for name, doc := range documenttest.Runbooks(t) {
		for _, v := range fill.Missing(doc, nil, config) {
			filled++
			p := doc.Parameter(v.Name)
			if !p.AllowedPattern.IsString() {
				continue
			}
			pattern, err := regexp.Compile(p.AllowedPattern.Text)
			for _, text := range v.Texts {
				if err == nil && !pattern.MatchString(text) {
					t.Errorf("%s: %s is filled with %q, which %s does not match", name, v.Name, text, pattern)
				}
			}
		}
	}
	if filled == 0 {
		t.Error("no parameter was filled")
	}
	t.Logf("%d parameters filled", filled)
}

// TestReturnedLists asks that a selector that makes a list of many values finds
// values, each of them one of what the output's name says.
func TestReturnedLists(t *testing.T) {
	t.Parallel()
	doc, problems := document.Parse(document.NewSource("test.yaml", []byte(`
schemaVersion: '0.3'
mainSteps:
- name: a
  action: aws:executeScript
  inputs: {Runtime: python3.11, Handler: f, Script: 'def f(e, c): pass'}
  outputs:
  - {Name: SecurityGroupIds, Selector: $.Payload.SecurityGroups..GroupId, Type: StringList}
  - {Name: VolumeIds, Selector: $.Payload.Volumes, Type: StringList}
`)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	text, err := value.Encode(fill.Returned(doc, doc.Steps[0], config))
	if err != nil {
		t.Fatal(err)
	}
	want := `^\{"SecurityGroups":\{"GroupId":"sg-0[0-9a-f]{16}"\},"Volumes":\["vol-0[0-9a-f]{16}"\]\}$`
	if !regexp.MustCompile(want).Match(text) {
		t.Errorf("got %s", text)
	}
}
