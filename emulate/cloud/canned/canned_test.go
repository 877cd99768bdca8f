package canned_test

import (
	"context"
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
)

func folder(files map[string]string) fs.FS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func call(t *testing.T, files map[string]string, service, operation string) (string, error) {
	t.Helper()
	fixtures, err := canned.Open(folder(files), "responses")
	if err != nil {
		return "", err
	}
	answer, err := fixtures.Call(context.Background(), cloud.Request{Service: service, Operation: operation})
	if err != nil {
		return "", err
	}
	text, err := value.Encode(answer.Output)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), nil
}

func TestAnswer(t *testing.T) {
	t.Parallel()
	const answer = `{"Reservations": [{"Instances": [{"InstanceId": "i-1", "LaunchTime": "2026-01-01T00:00:00+00:00"}]}]}`
	const want = `{"Reservations":[{"Instances":[{"InstanceId":"i-1","LaunchTime":"2026-01-01T00:00:00+00:00"}]}]}`
	for name, files := range map[string]map[string]string{
		"as the CLI prints it":           {"ec2/DescribeInstances.json": answer},
		"names as boto3 spells them":     {"EC2/describe_instances.json": answer},
		"YAML":                           {"ec2/describeInstances.yaml": "Reservations:\n- Instances:\n  - InstanceId: i-1\n    LaunchTime: 2026-01-01T00:00:00+00:00\n"},
		"beside files of no consequence": {"ec2/DescribeInstances.json": answer, "README.md": "", ".git/x": "", "ec2/.keep": "", "ec2/notes.txt": ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := call(t, files, "ec2", "DescribeInstances")
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("error %v (-want +got)\n%s", err, diff)
			}
		})
	}
}

func TestAnswersAreNotShared(t *testing.T) {
	t.Parallel()
	fixtures, err := canned.Open(folder(map[string]string{"ec2/DescribeInstances.json": `{"Reservations": []}`}), "responses")
	if err != nil {
		t.Fatal(err)
	}
	req := cloud.Request{Service: "ec2", Operation: "DescribeInstances"}
	first, _ := fixtures.Call(context.Background(), req)
	first.Output.Set("Reservations", "changed")
	second, err := fixtures.Call(context.Background(), req)
	if v, _ := second.Output.Get("Reservations"); err != nil || !value.Equal(v, []any{}) {
		t.Errorf("second answer has %v, error %v", v, err)
	}
}

func TestNoAnswer(t *testing.T) {
	t.Parallel()
	_, err := call(t, nil, "ec2", "DescribeVolumes")
	var nobody *cloud.NoAnswerError
	if !errors.As(err, &nobody) {
		t.Fatalf("got error %v, want a NoAnswerError", err)
	}
	want := "put the answer, as the AWS CLI prints it, into responses/ec2/DescribeVolumes.json"
	if diff := cmp.Diff(want, nobody.Hint); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, file, text, want string }{
		{
			"a member that AWS never sends", "ec2/DescribeInstances.json",
			"{\n  \"Reservations\": [{\"Instances\": [{\"InstanceID\": \"i-1\"}]}]\n}",
			`responses/ec2/DescribeInstances.json:2:36: AWS never sends "InstanceID" in "Instances"; did you mean "InstanceId"?`,
		}, {
			"several at once", "ec2/DescribeInstances.yaml",
			"Reservation: []\nReservations:\n- Instances:\n  - InstanceId: 5\n    State: running\n    EbsOptimized: 'true'\n    Tags: {Name: web}\n    AmiLaunchIndex: 0.5\n",
			`responses/ec2/DescribeInstances.yaml:1:1: AWS never sends "Reservation" in DescribeInstances; did you mean "Reservations"?
responses/ec2/DescribeInstances.yaml:4:17: "InstanceId" is an integer, AWS sends a string
responses/ec2/DescribeInstances.yaml:5:12: "State" is a string, AWS sends a map
responses/ec2/DescribeInstances.yaml:6:19: "EbsOptimized" is a string, AWS sends a boolean
responses/ec2/DescribeInstances.yaml:7:11: "Tags" is a map, AWS sends a list
responses/ec2/DescribeInstances.yaml:8:21: "AmiLaunchIndex" is a number, AWS sends an integer`,
		}, {
			"values of a map", "ssm/GetAutomationExecution.json",
			`{"AutomationExecution": {"Outputs": {"step.Out": "x"}}}`,
			`responses/ssm/GetAutomationExecution.json:1:50: "step.Out" is a string, AWS sends a list`,
		}, {
			"a list", "ec2/DescribeInstances.json", "[]",
			`responses/ec2/DescribeInstances.json:1:1: DescribeInstances answers an object, this is a list`,
		}, {
			"nothing", "ec2/DescribeInstances.json", "\n",
			`responses/ec2/DescribeInstances.json:1:1: the file is empty; DescribeInstances answers an object, {} for one without members`,
		}, {
			"an unknown service", "ecc2/DescribeInstances.json", "{}",
			`responses/ecc2/DescribeInstances.json: no AWS service is called "ecc2"; did you mean "ec2"?`,
		}, {
			"an unknown operation", "ec2/DescribeInstance.json", "{}",
			`responses/ec2/DescribeInstance.json: service "ec2" has no operation "DescribeInstance"; did you mean "DescribeInstances"?`,
		}, {
			"no folder of a service", "DescribeInstances.json", "{}",
			`responses/DescribeInstances.json: answers lie in a folder named after their service, responses/ec2/DescribeInstances.json for example`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := call(t, map[string]string{test.file: test.text}, "ec2", "DescribeInstances")
			if test.file[:3] == "ssm" {
				_, err = call(t, map[string]string{test.file: test.text}, "ssm", "GetAutomationExecution")
			}
			if err == nil {
				t.Fatal("got no error")
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestMetadataAndNullsPass(t *testing.T) {
	t.Parallel()
	got, err := call(t, map[string]string{
		"ec2/DescribeInstances.json": `{"NextToken": null, "ResponseMetadata": {"HTTPStatusCode": 200}}`,
	}, "ec2", "DescribeInstances")
	if diff := cmp.Diff(`{"NextToken":null,"ResponseMetadata":{"HTTPStatusCode":200}}`, got); diff != "" || err != nil {
		t.Errorf("error %v (-want +got)\n%s", err, diff)
	}
}

func TestTwoFilesForOneOperation(t *testing.T) {
	t.Parallel()
	_, err := canned.Open(folder(map[string]string{"ec2/DescribeInstances.json": "{}", "ec2/describe_instances.yaml": "{}"}), "responses")
	want := "responses/ec2/describe_instances.yaml: responses/ec2/DescribeInstances.json answers ec2:DescribeInstances already"
	if err == nil || err.Error() != want {
		t.Errorf("got error %v, want %q", err, want)
	}
}
