package world_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func newWorld(instances ...string) *world.World {
	w := world.New(world.Config{Clock: clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)), Seed: 1})
	for _, id := range instances {
		w.AddInstance(id)
	}
	return w
}

// call asks the account; the input is JSON.
func call(t *testing.T, w *world.World, service, operation, input string) (*value.Object, error) {
	t.Helper()
	answer, err := w.Call(context.Background(), request(t, service, operation, input))
	return answer.Output, err
}

func request(t *testing.T, service, operation, input string) cloud.Request {
	t.Helper()
	given, err := value.Decode([]byte(input))
	if err != nil {
		t.Fatal(err)
	}
	return cloud.Request{Service: service, Operation: operation, Input: given.(*value.Object)}
}

// TestAnswers compares whole answers with files, and asks whether AWS could have
// sent them.
func TestAnswers(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ service, operation, input string }{
		{"ec2", "DescribeInstances", `{"InstanceIds":["i-0123456789abcdef0"]}`},
		{"ec2", "DescribeInstanceStatus", `{"InstanceIds":["i-0123456789abcdef0"]}`},
		{"ec2", "DescribeTags", `{}`},
		{"ssm", "DescribeInstanceInformation", `{}`},
		{"ssm", "GetParameter", `{"Name":"/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64:1"}`},
		{"sts", "GetCallerIdentity", `{}`},
	} {
		t.Run(test.operation, func(t *testing.T) {
			t.Parallel()
			output, err := call(t, newWorld("i-0123456789abcdef0"), test.service, test.operation, test.input)
			if err != nil {
				t.Fatal(err)
			}
			text, err := value.EncodeIndent(output, "    ")
			if err != nil {
				t.Fatal(err)
			}
			text = append(text, '\n')
			golden := filepath.Join("testdata", test.operation+".json")
			if *update {
				if err := os.WriteFile(golden, text, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(text)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", golden, diff)
			}
			couldBeSent(t, test.service, test.operation, text)
		})
	}
}

func couldBeSent(t *testing.T, service, operation string, answer []byte) {
	t.Helper()
	file := service + "/" + operation + ".json"
	fixtures, err := canned.Open(fstest.MapFS{file: {Data: answer}}, "answer")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fixtures.Call(context.Background(), cloud.Request{Service: service, Operation: operation}); err != nil {
		t.Error(err)
	}
}

// found are the IDs of the instances in an answer.
func found(t *testing.T, output *value.Object) string {
	t.Helper()
	path, err := selector.Compile("$..[?(@.InstanceId)].InstanceId")
	if err != nil {
		t.Fatal(err)
	}
	ids, err := path.Select(output)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Trim(fmt.Sprint(ids), "[]")
}

func TestInstances(t *testing.T) {
	t.Parallel()
	const filter = `{"Filters":[{"Name":"%s","Values":[%s]}]}`
	for _, test := range []struct{ name, input, want string }{
		{"all", `{}`, "i-123 i-0123456789abcdef0"},
		{"by ID", `{"InstanceIds":["i-123"]}`, "i-123"},
		{"an ID twice", `{"InstanceIds":["i-123","i-123"]}`, "i-123"},
		{"a filter", fmt.Sprintf(filter, "instance-id", `"i-123"`), "i-123"},
		{"several values are alternatives", fmt.Sprintf(filter, "instance-id", `"i-9","i-0123456789abcdef0"`), "i-0123456789abcdef0"},
		{"several filters must all be satisfied", `{"Filters":[{"Name":"instance-state-name","Values":["running"]},{"Name":"instance-id","Values":["i-1*"]}]}`, "i-123"},
		{"one filter is not satisfied", `{"Filters":[{"Name":"instance-state-name","Values":["stopped"]},{"Name":"instance-id","Values":["i-1*"]}]}`, ""},
		{"a filter and IDs", `{"InstanceIds":["i-123"],"Filters":[{"Name":"instance-id","Values":["i-0*"]}]}`, ""},
		{"wildcard", fmt.Sprintf(filter, "instance-id", `"i-?23*"`), "i-123"},
		{"value of a tag", fmt.Sprintf(filter, "tag:Name", `"server-123"`), "i-123"},
		{"value of a tag with a wildcard", fmt.Sprintf(filter, "tag:Name", `"server-*"`), "i-123 i-0123456789abcdef0"},
		{"a tag that no instance has", fmt.Sprintf(filter, "tag:Owner", `"*"`), ""},
		{"key of a tag", fmt.Sprintf(filter, "tag-key", `"Name"`), "i-123 i-0123456789abcdef0"},
		{"a number", fmt.Sprintf(filter, "instance-state-code", `"16"`), "i-123 i-0123456789abcdef0"},
		{"a boolean", fmt.Sprintf(filter, "block-device-mapping.delete-on-termination", `"true"`), "i-123 i-0123456789abcdef0"},
		{"inside lists", fmt.Sprintf(filter, "network-interface.addresses.private-ip-address", `"172.31.*"`), "i-123 i-0123456789abcdef0"},
		{"of the reservation", fmt.Sprintf(filter, "reservation-id", `"r-*"`), "i-123 i-0123456789abcdef0"},
		{"a property that no instance has", fmt.Sprintf(filter, "platform", `"windows"`), ""},
		{"case counts", fmt.Sprintf(filter, "instance-state-name", `"Running"`), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			output, err := call(t, newWorld("i-123", "i-0123456789abcdef0"), "ec2", "DescribeInstances", test.input)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, found(t, output)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestInstanceInformation(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, input, want string }{
		{"all", `{}`, "i-123 i-0123456789abcdef0"},
		{"the form of today", `{"Filters":[{"Key":"InstanceIds","Values":["i-123","i-9"]}]}`, "i-123"},
		{"the older form", `{"InstanceInformationFilterList":[{"key":"InstanceIds","valueSet":["i-123"]}]}`, "i-123"},
		{"no wildcards", `{"Filters":[{"Key":"InstanceIds","Values":["i-*"]}]}`, ""},
		{"several filters", `{"Filters":[{"Key":"PingStatus","Values":["Online"]},{"Key":"PlatformTypes","Values":["Windows"]}]}`, ""},
		{"resource type", `{"Filters":[{"Key":"ResourceType","Values":["EC2Instance"]}]}`, "i-123 i-0123456789abcdef0"},
		{"tag", `{"Filters":[{"Key":"tag:Name","Values":["server-123"]}]}`, "i-123"},
		{"key of a tag", `{"Filters":[{"Key":"tag-key","Values":["Owner"]}]}`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			output, err := call(t, newWorld("i-123", "i-0123456789abcdef0"), "ssm", "DescribeInstanceInformation", test.input)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, found(t, output)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, service, operation, input, code, message string }{
		{"an unknown ID", "ec2", "DescribeInstances", `{"InstanceIds":["i-0123456789abcdef9"]}`,
			"InvalidInstanceID.NotFound", "The instance ID 'i-0123456789abcdef9' does not exist"},
		{"several unknown IDs", "ec2", "DescribeInstances", `{"InstanceIds":["i-0123456789abcdef8","i-123","i-0123456789abcdef9"]}`,
			"InvalidInstanceID.NotFound", "The instance IDs 'i-0123456789abcdef8, i-0123456789abcdef9' do not exist"},
		{"a malformed ID", "ec2", "DescribeInstances", `{"InstanceIds":["i-99"]}`,
			"InvalidInstanceID.Malformed", `Invalid id: "i-99"`},
		{"an ID of something else", "ec2", "DescribeInstanceStatus", `{"InstanceIds":["{{ InstanceId }}"]}`,
			"InvalidInstanceID.Malformed", `Invalid id: "{{ InstanceId }}" (expecting "i-...")`},
		{"an unknown filter", "ec2", "DescribeInstances", `{"Filters":[{"Name":"InstanceIds","Values":["i-123"]}]}`,
			"InvalidParameterValue", "The filter 'InstanceIds' is invalid"},
		{"a filter of another operation", "ec2", "DescribeInstanceStatus", `{"Filters":[{"Name":"instance-id","Values":["i-123"]}]}`,
			"InvalidParameterValue", "The filter 'instance-id' is invalid"},
		{"too few results", "ec2", "DescribeInstances", `{"MaxResults":1}`,
			"InvalidParameterValue", "Value ( 1 ) for parameter maxResults is invalid. Expecting a value greater than 5."},
		{"results limited beside IDs", "ec2", "DescribeInstances", `{"MaxResults":5,"InstanceIds":["i-123"]}`,
			"InvalidParameterCombination", "The parameter instancesSet cannot be used with the parameter maxResults"},
		{"a foreign token", "ec2", "DescribeInstances", `{"NextToken":"x"}`,
			"InvalidParameterValue", "Unable to parse pagination token"},
		{"an unknown filter key", "ssm", "DescribeInstanceInformation", `{"Filters":[{"Key":"instance-id","Values":["i-123"]}]}`,
			"InvalidFilterKey", "The filter key instance-id is not valid."},
		{"a parameter of nobody", "ssm", "GetParameter", `{"Name":"/my/own"}`, "ParameterNotFound", ""},
		{"another version", "ssm", "GetParameter", `{"Name":"/aws/service/ami-windows-latest/x:2"}`,
			"ParameterVersionNotFound", "Systems Manager could not find version 2 of /aws/service/ami-windows-latest/x."},
		{"both forms of filters", "ssm", "DescribeInstanceInformation",
			`{"Filters":[{"Key":"PingStatus","Values":["x"]}],"InstanceInformationFilterList":[{"key":"PingStatus","valueSet":["x"]}]}`,
			"ValidationException", "Filters and InstanceInformationFilterList can not be specified at the same time."},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := call(t, newWorld("i-123"), test.service, test.operation, test.input)
			var refused *cloud.APIError
			if !errors.As(err, &refused) {
				t.Fatalf("got error %v, want an APIError", err)
			}
			want := &cloud.APIError{Code: test.code, Message: test.message, HTTPStatus: 400}
			if diff := cmp.Diff(want, refused); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	w := newWorld()
	var want []string
	for n := range 12 {
		id := fmt.Sprintf("i-%d", n)
		want = append(want, id)
		w.AddInstance(id)
	}
	var got, sizes []string
	input := `{"MaxResults":5}`
	for input != "" {
		output, err := call(t, w, "ec2", "DescribeInstances", input)
		if err != nil {
			t.Fatal(err)
		}
		ids := strings.Fields(found(t, output))
		got, sizes = append(got, ids...), append(sizes, fmt.Sprint(len(ids)))
		input = ""
		if token, ok := output.Get("NextToken"); ok {
			input = fmt.Sprintf(`{"MaxResults":5,"NextToken":%q}`, token)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"5", "5", "2"}, sizes); diff != "" {
		t.Errorf("sizes of the pages (-want +got)\n%s", diff)
	}
}

func TestOtherOperationsHaveNoAnswer(t *testing.T) {
	t.Parallel()
	_, err := call(t, newWorld(), "sns", "ListTopics", `{}`)
	var nobody *cloud.NoAnswerError
	if !errors.As(err, &nobody) || nobody.Operation != "ListTopics" {
		t.Errorf("got error %v, want a NoAnswerError", err)
	}
}

func TestRegionShowsInNames(t *testing.T) {
	t.Parallel()
	w := world.New(world.Config{Clock: clock.NewVirtual(time.Unix(0, 0)), Region: "ap-northeast-2"})
	w.AddInstance("i-123")
	output, err := call(t, w, "ec2", "DescribeInstances", `{}`)
	if err != nil {
		t.Fatal(err)
	}
	text, err := value.Encode(output)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`.ap-northeast-2.compute.amazonaws.com"`, `.ap-northeast-2.compute.internal"`, `"AvailabilityZoneId":"apne2-az`, `"AvailabilityZone":"ap-northeast-2`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the answer lacks %s", want)
		}
	}
}
