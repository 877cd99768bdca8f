package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// checkParameters holds parameters, a map in YAML, against an API and tells on
// a line each what does not suit and what is only known at run time.
func checkParameters(t *testing.T, service, api, parameters string) string {
	t.Helper()
	op, err := awsapi.Lookup(service, api)
	if err != nil {
		t.Fatal(err)
	}
	doc, problems := document.Parse(document.NewSource("f.yaml", []byte(parameters)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	found, runTime := lint.CheckParameters(op, doc.Root, doc.Root.Entries)
	var lines strings.Builder
	for _, m := range found {
		line := map[lint.MismatchKind]string{
			lint.UnknownParameter: "unknown", lint.MissingParameter: "missing",
			lint.WrongType: "wrong type", lint.NotInEnum: "not in enum",
		}[m.Kind]
		if m.Name != "" {
			line += " " + m.Name
		} else {
			line += " " + m.Shape.Type().String()
		}
		if m.Place != "" {
			line += " at " + m.Place
		}
		if m.Meant != "" {
			line += ", meant " + m.Meant
		}
		lines.WriteString(line + "\n")
	}
	for _, r := range runTime {
		fmt.Fprintf(&lines, "at run time %s at %s\n", r.Member.Shape().Type(), r.Place)
	}
	return lines.String()
}

// TestSuitableTypes holds each kind of node against each type of parameter.
func TestSuitableTypes(t *testing.T) {
	t.Parallel()
	values := []struct{ name, yaml string }{
		{"null", "null"}, {"true", "true"}, {"3", "3"}, {"3.5", "3.5"}, {"text", "text"}, {"'3'", "'3'"}, {"'3.5'", "'3.5'"},
		{"'TRUE'", "'TRUE'"}, {"''", "''"}, {"[]", "[]"}, {"[3]", "[3]"}, {"['3', '4']", "['3', '4']"}, {"[[3]]", "[[3]]"}, {"{}", "{}"},
		{"reference", "'{{ x }}'"}, {"text with reference", "'a{{ x }}'"}, {"two references", "'{{ x }}{{ y }}'"},
	}
	const scalars = "null true 3 3.5 text '3' '3.5' 'TRUE' '' [3] reference text with reference two references"
	const numbers = "null 3 3.5 '3' '3.5' [3] reference text with reference two references"
	for _, test := range []struct{ name, service, api, required, parameter, want string }{
		{"structure", "s3", "CompleteMultipartUpload", "Bucket: b\nKey: k\nUploadId: u\n", "MultipartUpload", "null {} reference"},
		{"list", "s3", "ListObjects", "Bucket: b\n", "OptionalObjectAttributes", "null [] [3] ['3', '4'] [[3]] reference"},
		{"map", "s3", "CopyObject", "Bucket: b\nKey: k\nCopySource: c\n", "Metadata", "null {} reference"},
		{"string", "s3", "ListObjects", "Bucket: b\n", "Prefix", scalars},
		{"blob", "s3", "PutObject", "Bucket: b\nKey: k\n", "Body", scalars},
		{"timestamp", "s3", "CopyObject", "Bucket: b\nKey: k\nCopySource: c\n", "Expires", scalars},
		{"boolean", "s3", "CopyObject", "Bucket: b\nKey: k\nCopySource: c\n", "BucketKeyEnabled", "null true 'TRUE' reference text with reference two references"},
		{"integer", "s3", "ListParts", "Bucket: b\nKey: k\nUploadId: u\n", "MaxParts", strings.ReplaceAll(numbers, " '3.5'", "")},
		{"long", "s3", "PutObject", "Bucket: b\nKey: k\n", "ContentLength", strings.ReplaceAll(numbers, " '3.5'", "")},
		{"double", "rds", "ModifyDBShardGroup", "DBShardGroupIdentifier: s\n", "MaxACU", numbers},
		{"float", "stepfunctions", "UpdateMapRun", "mapRunArn: m\n", "toleratedFailurePercentage", numbers},
		{"document", "bedrock-runtime", "Converse", "modelId: m\n", "additionalModelRequestFields", "all"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var suitable []string
			for _, v := range values {
				got := checkParameters(t, test.service, test.api, test.required+test.parameter+": "+v.yaml+"\n")
				switch {
				case v.name == "reference":
					if !strings.HasPrefix(got, "at run time ") {
						t.Errorf("%s: %q", v.name, got)
					}
					suitable = append(suitable, v.name)
				// What is wrong with the elements of a list is not the question here.
				case !strings.HasSuffix(got, " at "+test.parameter+"\n"):
					suitable = append(suitable, v.name)
				case !strings.HasPrefix(got, "wrong type "):
					t.Errorf("%s: %q", v.name, got)
				}
			}
			want := test.want
			if want == "all" {
				want = scalars[:strings.Index(scalars, "[3]")] + "[] [3] ['3', '4'] [[3]] {} " + scalars[strings.Index(scalars, "reference"):]
			}
			if diff := cmp.Diff(want, strings.Join(suitable, " ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCheckParameters(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, service, api, parameters, want string }{
		{"all is well", "ec2", "DescribeInstances", "Filters: [{Name: a, Values: [b]}]\nMaxResults: 5\n", ""},
		{"an operation without input", "ec2", "DescribeInstances", "{}", ""},
		{"a name that is nowhere", "ec2", "DescribeInstances", "Colour: red\n", "unknown Colour\n"},
		{"a name that was meant", "ec2", "DescribeInstances", "InstanceId: [i-1]\n", "unknown InstanceId, meant InstanceIds\n"},
		{"a name in small letters", "ec2", "DescribeInstances", "instanceIds: [i-1]\n", "unknown instanceIds, meant InstanceIds\n"},
		{"what is there already was not meant", "ec2", "DescribeInstances", "InstanceIds: [i-1]\nInstanceId: i-2\n", "unknown InstanceId\n"},
		{"the other name that boto3 takes", "ec2", "DescribeInstanceStatus", "Filters: [{Name: a, Values: [b]}]\n", ""},
		{"deep inside", "ec2", "RunInstances", "MinCount: 1\nMaxCount: 1\nBlockDeviceMappings:\n  - Ebs: {VolumeSize: 8}\n  - Ebs: {VolumSize: 8, Iops: many}\n",
			"wrong type integer at BlockDeviceMappings[1].Ebs.Iops\nunknown VolumSize at BlockDeviceMappings[1].Ebs, meant VolumeSize\n"},
		{"the one member that is left was meant", "ec2", "DescribeInstances", "Filters: [{Key: a, Values: [b]}]\n", "unknown Key at Filters[0], meant Name\n"},
		{"of two that are left none was meant", "ec2", "DescribeInstances", "Filters: [{Key: a}]\n", "unknown Key at Filters[0]\n"},
		{"two unknown ones stand for none", "ec2", "DescribeInstances", "Filters: [{Key: a, Foo: b, Values: [b]}]\n", "unknown Key at Filters[0]\nunknown Foo at Filters[0]\n"},
		{"missing", "ec2", "StopInstances", "Force: true\n", "missing InstanceIds\n"},
		{"missing, and there under a wrong name", "ec2", "StopInstances", "InstancesIds: [i-1]\n", "unknown InstancesIds, meant InstanceIds\n"},
		{"missing deep inside", "ssm", "SendCommand", "DocumentName: d\nTargets: [{}]\nCloudWatchOutputConfig: {}\nAlarmConfiguration: {Alarms: [{}]}\n",
			"missing Name at AlarmConfiguration.Alarms[0]\n"},
		{"a token that botocore fills in", "ec2", "CreateNetworkInsightsPath", "Source: a\nProtocol: tcp\n", ""},
		{"required, and null", "ec2", "StopInstances", "InstanceIds: null\n", ""},
		{"in the enum", "ssm", "PutParameter", "Name: n\nValue: v\nType: SecureString\n", ""},
		{"not in the enum", "ssm", "PutParameter", "Name: n\nValue: v\nType: Secret\n", "not in enum string at Type\n"},
		{"in another case than in the enum", "ssm", "PutParameter", "Name: n\nValue: v\nType: string\n", "not in enum string at Type\n"},
		{"a reference is in any enum", "ssm", "PutParameter", "Name: n\nValue: v\nType: 'Secure{{ x }}'\n", ""},
		{"an enum in a list", "ec2", "DescribeInstanceTypes", "InstanceTypes: [t3.micro, t99.micro]\n", "not in enum string at InstanceTypes[1]\n"},
		{"values of a map", "ssm", "SendCommand", "DocumentName: d\nParameters: {commands: [a, '{{ b }}'], workingDirectory: /}\n",
			"wrong type list at Parameters.workingDirectory\nat run time string at Parameters.commands[1]\n"},
		{"any form of value", "bedrock-runtime", "Converse", "modelId: m\nadditionalModelRequestFields: {a: [{b: '{{ c }}'}]}\n", ""},
		{"JSON in a header", "lex-runtime", "PostContent", "botName: b\nbotAlias: a\nuserId: u\ncontentType: c\ninputStream: i\nsessionAttributes: {a: [b]}\n", ""},
		{"run-time values at all depths", "ec2", "DescribeInstances", "Filters: ['{{ a }}', {Name: '{{ b }}', Values: '{{ c }}'}, {Name: n, Values: ['{{ d }}', 'x{{ e }}']}]\nDryRun: '{{ f }}'\n",
			"at run time structure at Filters[0]\nat run time string at Filters[1].Name\nat run time list at Filters[1].Values\nat run time string at Filters[2].Values[0]\nat run time boolean at DryRun\n"},
		{"a shape that holds itself", "dynamodb", "PutItem", "TableName: t\nItem: {a: {M: {b: {L: [{N: '1'}, {Other: 1}]}}}}\n", "unknown Other at Item.a.M.b.L[1]\n"},
		{"a number too large for 64 bits", "s3", "PutObject", "Bucket: b\nKey: k\nContentLength: '99999999999999999999'\n", "wrong type long at ContentLength\n"},
		{"blanks round a number", "s3", "PutObject", "Bucket: b\nKey: k\nContentLength: ' 12 '\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, checkParameters(t, test.service, test.api, test.parameters)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
