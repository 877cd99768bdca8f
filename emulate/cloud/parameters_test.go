package cloud_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func TestParameters(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, service, api, given string
		want                      string   // as JSON; empty when it is refused
		problems                  []string // in boto3's wording
	}{
		{
			name: "nothing", service: "ec2", api: "DescribeInstances",
			given: `{}`, want: `{}`,
		}, {
			name: "as the API wants them", service: "ec2", api: "DescribeInstances",
			given: `{"InstanceIds":["i-1"],"Filters":[{"Name":"vpc-id","Values":["vpc-1"]}],"MaxResults":5,"DryRun":false}`,
			want:  `{"InstanceIds":["i-1"],"Filters":[{"Name":"vpc-id","Values":["vpc-1"]}],"MaxResults":5,"DryRun":false}`,
		}, {
			name: "text for numbers and booleans, execution.md 3.2", service: "ec2", api: "DescribeInstances",
			given: `{"MaxResults":"5","DryRun":"True"}`,
			want:  `{"MaxResults":5,"DryRun":true}`,
		}, {
			name: "numbers and booleans for text", service: "ec2", api: "CreateTags",
			given: `{"Resources":["i-1"],"Tags":[{"Key":1,"Value":true}]}`,
			want:  `{"Resources":["i-1"],"Tags":[{"Key":"1","Value":"true"}]}`,
		}, {
			name: "a list of one for text, execution.md 3.2", service: "ec2", api: "CreateImage",
			given: `{"InstanceId":["i-1"],"Name":"web"}`,
			want:  `{"InstanceId":"i-1","Name":"web"}`,
		}, {
			name: "a list of two for text", service: "ec2", api: "CreateImage",
			given:    `{"InstanceId":["i-1","i-2"],"Name":"web"}`,
			problems: []string{`Invalid type for parameter InstanceId, value: ['i-1', 'i-2'], type: <class 'list'>, valid types: <class 'str'>`},
		}, {
			name: "text for a list, execution.md 3.2", service: "ec2", api: "DescribeInstances",
			given:    `{"InstanceIds":"i-1"}`,
			problems: []string{`Invalid type for parameter InstanceIds, value: i-1, type: <class 'str'>, valid types: <class 'list'>, <class 'tuple'>`},
		}, {
			name: "the user's case: names of another service's filter", service: "ec2", api: "DescribeInstances",
			given: `{"Filters":[{"Key":"InstanceIds","Values":["i-1"]}]}`,
			problems: []string{
				`Unknown parameter in Filters[0]: "Key", must be one of: Name, Values`,
			},
		}, {
			name: "several at once, in order", service: "ssm", api: "DescribeInstanceInformation",
			given: `{"Filters":[{"Values":[]},{"Key":"PingStatus","Values":"Online"}],"MaxResults":1,"Nope":null}`,
			problems: []string{
				`Missing required parameter in Filters[0]: "Key"`,
				`Invalid length for parameter Filters[0].Values, value: 0, valid min length: 1`,
				`Invalid type for parameter Filters[1].Values, value: Online, type: <class 'str'>, valid types: <class 'list'>, <class 'tuple'>`,
				`Invalid range for parameter MaxResults, value: 1, valid min value: 5`,
				`Unknown parameter in input: "Nope", must be one of: Filters, InstanceInformationFilterList, MaxResults, NextToken`,
			},
		}, {
			name: "text that is no number", service: "ec2", api: "DescribeInstances",
			given:    `{"MaxResults":"5x"}`,
			problems: []string{`Invalid type for parameter MaxResults, value: 5x, type: <class 'str'>, valid types: <class 'int'>`},
		}, {
			name: "a fraction for a whole number", service: "ec2", api: "DescribeInstances",
			given:    `{"MaxResults":5.5}`,
			problems: []string{`Invalid type for parameter MaxResults, value: 5.5, type: <class 'float'>, valid types: <class 'int'>`},
		}, {
			name: "a union", service: "dynamodb", api: "GetItem",
			given: `{"TableName":"t","Key":{"id":{"S":"1"}}}`,
			want:  `{"TableName":"t","Key":{"id":{"S":"1"}}}`,
		}, {
			name: "an operation without parameters", service: "lambda", api: "GetAccountSettings",
			given: `{"FunctionName":"f"}`,
			problems: []string{
				`Unknown parameter in input: "FunctionName", must be one of: `,
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			op, err := awsapi.Lookup(test.service, test.api)
			if err != nil {
				t.Fatal(err)
			}
			given, err := value.Decode([]byte(test.given))
			if err != nil {
				t.Fatal(err)
			}
			got, err := cloud.Parameters(op, given.(*value.Object))
			var refused *cloud.ParameterError
			if errors.As(err, &refused) {
				if diff := cmp.Diff(test.problems, refused.Problems); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			text, err := value.Encode(got)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(text)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestParametersInEndlessDepth(t *testing.T) {
	t.Parallel()
	op, err := awsapi.Lookup("dynamodb", "PutItem")
	if err != nil {
		t.Fatal(err)
	}
	deep := value.New("S", "end")
	for range 100_000 {
		deep = value.New("L", value.List(deep))
	}
	_, err = cloud.Parameters(op, value.New("TableName", "t", "Item", value.New("id", deep)))
	if err == nil || !strings.Contains(err.Error(), "more than 200 levels") {
		t.Errorf("got error %.200v", err)
	}
}
