package awsapi_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func mustLookup(t testing.TB, service, api string) awsapi.Operation {
	t.Helper()
	op, err := awsapi.Lookup(service, api)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

func mustCompile(t testing.TB, text string) *selector.Path {
	t.Helper()
	p, err := selector.Compile(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// describe writes a selection as "list of" and its values with their shapes.
func describe(s awsapi.Selection) string {
	var values []string
	for _, v := range s.Values {
		text := v.Type.String()
		if v.Of != awsapi.None {
			text += " of " + v.Of.String()
		}
		if v.Shape.Exists() {
			text += " " + v.Shape.Name()
		}
		values = append(values, text)
	}
	list := ""
	if s.List {
		list = "list: "
	}
	return list + strings.Join(values, ", ")
}

func TestSelect(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ service, api, selector, want string }{
		{"ec2", "DescribeInstances", "$", "structure DescribeInstancesResult"},
		{"ec2", "DescribeInstances", "$.Reservations[0].Instances[0].InstanceId", "string String"},
		{"ec2", "DescribeInstances", "Reservations[0].Instances", "list of structure InstanceList"},
		{"ec2", "DescribeInstances", "$.Reservations[*].Instances[*].State.Code", "list: integer Integer"},
		{"ec2", "DescribeInstances", "$..InstanceId", "list: string String"},
		{"sqs", "GetQueueAttributes", "$..KmsMasterKeyId", "list: string String"},
		{"ec2", "DescribeInstances", "$..State", "list: structure InstanceState, string InstanceMetadataOptionsState, string MonitoringState"},
		{"ec2", "DescribeInstances", "$.Reservations[0].Instances[0].Tags[?(@.Key == 'Name')].Value", "list: string String"},
		{"ec2", "DescribeInstances", "$.Reservations[0].Instances[0]['InstanceId','ImageId']", "structure"},
		{"ec2", "DescribeInstances", "$.Reservations[0].Instances[0:2].LaunchTime", "list: timestamp DateTime"},
		{"ec2", "DescribeInstances", "$.Reservations.length()", "integer"},
		{"ec2", "DescribeInstances", "$.ResponseMetadata.HTTPStatusCode", "integer"},
		{"ec2", "DescribeInstances", "$.ResponseMetadata.HTTPHeaders", "map of string"},
		{"ec2", "DescribeInstances", "$.ResponseMetadata.HTTPHeaders.date", "string"},
		{"ec2", "DescribeInstances", "$..RequestId", "list: string"},
		{"ec2", "CreateTags", "$", "structure"},
		{"ec2", "CreateTags", "$.ResponseMetadata.HTTPStatusCode", "integer"},
		{"sqs", "GetQueueAttributes", "$.Attributes.KmsMasterKeyId", "string String"},
		{"sqs", "GetQueueAttributes", "$.Attributes", "map of string QueueAttributeMap"},
		{"dynamodb", "GetItem", "$.Item.anything.M.deeper.L[0].S", "string StringAttributeValue"},
		{"dynamodb", "GetItem", "$..S", "list: string StringAttributeValue"},
		{"iam", "GetPolicyVersion", "$.PolicyVersion.Document.Statement[0].Effect", "any"},
		{"cloudformation", "GetTemplate", "$.TemplateBody.Resources", "any"},
		{"bedrock-agent", "GetPrompt", "$.variants[0].additionalModelRequestFields.top_k[0]", "any"},
		{"ssm", "DescribeInstanceInformation", "$.InstanceInformationList[0].PingStatus", "string PingStatus"},
	} {
		selection, err := mustLookup(t, c.service, c.api).Select(mustCompile(t, c.selector))
		if err != nil {
			t.Errorf("%s %s %s: %v", c.service, c.api, c.selector, err)
			continue
		}
		if diff := cmp.Diff(c.want, describe(selection)); diff != "" {
			t.Errorf("%s %s %s (-want +got):\n%s", c.service, c.api, c.selector, diff)
		}
	}
}

func TestSelectSaysWhereASelectorLeavesTheAnswer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ service, api, selector, blamed, message, elsewhere string }{
		{
			"ec2", "DescribeInstances", "$.Reservations[0].Instances[0].ResourceType", "ResourceType",
			`$.Reservations[0].Instances[0] has no member "ResourceType"`, "",
		},
		{
			"ec2", "DescribeInstances", "$.Reservations[0].InstanceType", "InstanceType",
			`$.Reservations[0] has no member "InstanceType"; did you mean "Instances"?`,
			"$.Reservations[0].Instances[0].InstanceType",
		},
		{
			"ec2", "DescribeInstances", "$.Reservations[0].Instances[0].privateIpAddress", "privateIpAddress",
			`$.Reservations[0].Instances[0] has no member "privateIpAddress"; did you mean "PrivateIpAddress"?`,
			"$.Reservations[0].Instances[0].PrivateIpAddress",
		},
		{
			"ec2", "DescribeInstances", "$.Reservations.Instances[0].InstanceId", "Instances",
			`$.Reservations is a list, which has no member "Instances" but elements, such as [0]; did you mean "$.Reservations[0].Instances"?`,
			"$.Reservations[0].Instances",
		},
		{
			"ec2", "DescribeInstances", "Reservations[0].Instances[0].State[0]", "[0]",
			`$.Reservations[0].Instances[0].State is a structure, which has no index`, "",
		},
		{
			"ec2", "DescribeInstances", "$.Reservations[0].Instances[0].State.Name.Code", "Code",
			`$.Reservations[0].Instances[0].State.Name is a string, which has no member "Code"`,
			"$.Reservations[0].Instances[0].State.Code",
		},
		{
			"ec2", "DescribeInstances", "$..Instnaces", "Instnaces",
			`nothing inside $ has a member "Instnaces"; did you mean "Instances"?`, "",
		},
		{
			"ec2", "CreateTags", "$.Return", "Return",
			`$ has no member "Return"`, "",
		},
		{
			"ec2", "DescribeInstances", "$.ResponseMetadata.StatusCode", "StatusCode",
			`$.ResponseMetadata has no member "StatusCode"; did you mean "HTTPStatusCode"?`, "",
		},
	} {
		_, err := mustLookup(t, c.service, c.api).Select(mustCompile(t, c.selector))
		var left *awsapi.SelectError
		if !errors.As(err, &left) {
			t.Errorf("%s %s %s: %v", c.service, c.api, c.selector, err)
			continue
		}
		if diff := cmp.Diff(c.message, err.Error()); diff != "" {
			t.Errorf("%s %s %s (-want +got):\n%s", c.service, c.api, c.selector, diff)
		}
		if blamed := c.selector[left.Offset:left.End]; blamed != c.blamed {
			t.Errorf("%s blames %q, want %q", c.selector, blamed, c.blamed)
		}
		elsewhere := ""
		if len(left.Elsewhere) > 0 {
			elsewhere = left.Elsewhere[0]
		}
		if elsewhere != c.elsewhere {
			t.Errorf("%s elsewhere is %q, want %q", c.selector, left.Elsewhere, c.elsewhere)
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	paths := func(places []awsapi.Place) (paths []string) {
		for _, p := range places {
			paths = append(paths, p.Path)
		}
		return paths
	}
	instances := mustLookup(t, "ec2", "DescribeInstances")
	want := []string{"Filters[0].Name"}
	if diff := cmp.Diff(want, paths(instances.Input().Find("Name", 3))); diff != "" {
		t.Errorf("Name in the input (-want +got):\n%s", diff)
	}
	want = []string{"Reservations[0].Instances[0].State", "Reservations[0].Instances[0].NetworkInterfaces[0].Attachment.EnaQueueCount"}
	got := append(paths(instances.Find("state", 1)), paths(instances.Find("EnaQueueCount", 1))...)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places in the answer (-want +got):\n%s", diff)
	}
	want = []string{"Item.<key>.S"}
	if diff := cmp.Diff(want, paths(mustLookup(t, "dynamodb", "GetItem").Find("S", 5))); diff != "" {
		t.Errorf("S in a recursive answer (-want +got):\n%s", diff)
	}
}

// Every member that Find reports must be selectable at its place, whatever the
// operation.
func TestFoundPlacesCanBeSelected(t *testing.T) {
	t.Parallel()
	for _, service := range []string{"ec2", "ssm", "dynamodb", "quicksight", "wafv2"} {
		s, err := awsapi.OpenService(service)
		if err != nil {
			t.Fatal(err)
		}
		for op := range s.Operations() {
			for _, place := range op.Find("Name", 3) {
				text := "$." + strings.ReplaceAll(place.Path, "<key>", "k")
				if _, err := op.Select(mustCompile(t, text)); err != nil {
					t.Errorf("%s %s %s: %v", service, op.Name(), text, err)
				}
			}
		}
	}
}

func FuzzSelect(f *testing.F) {
	apis := [][2]string{{"ec2", "DescribeInstances"}, {"dynamodb", "GetItem"}, {"ec2", "CreateTags"}, {"wafv2", "GetWebACL"}, {"iam", "GetPolicyVersion"}}
	for i, seed := range []string{"$", "$..*", "$..S..M", "$.Reservations[0]['a','b'].c", "$.Item.x[?(@.S == 'y')].length()", "a[-1:][*]..b", "$.WebACL.Rules[0].Statement.NotStatement.Statement", ""} {
		f.Add(uint8(i), seed)
	}
	f.Fuzz(func(t *testing.T, api uint8, text string) {
		p, err := selector.Compile(text)
		if err != nil {
			t.Skip()
		}
		names := apis[int(api)%len(apis)]
		selection, err := mustLookup(t, names[0], names[1]).Select(p)
		var left *awsapi.SelectError
		switch {
		case err == nil && len(selection.Values) == 0:
			t.Errorf("%q yields nothing and is no error", text)
		case errors.As(err, &left):
			if left.Offset < 0 || left.Offset > left.End || left.End > len(text) || left.Error() == "" {
				t.Errorf("%q: %+v", text, left)
			}
		}
	})
}

func ExampleOperation_Select() {
	op, err := awsapi.Lookup("ec2", "describe_instances")
	if err != nil {
		fmt.Println(err)
		return
	}
	path, err := selector.Compile("$.Reservations[0].InstanceType")
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = op.Select(path)
	fmt.Println(err)
	// Output:
	// $.Reservations[0] has no member "InstanceType"; did you mean "Instances"?
}
