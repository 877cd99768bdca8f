package view_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/view"
)

func TestTrace(t *testing.T) {
	t.Parallel()
	parameter := value.New("Parameter", value.New("Name", "a", "Type", "SecureString", "Value", "hush"))
	for _, test := range []struct {
		name  string
		event emulate.Event
		want  string
	}{
		{
			"a call",
			emulate.APICalled{Step: "Get", Request: cloud.Request{Service: "ec2", Operation: "DescribeInstances", Input: value.New("MaxResults", 5)}, Output: value.New("Reservations", value.List())},
			"Get: ec2 DescribeInstances\n{\n  \"MaxResults\": 5\n}\nanswer:\n{\n  \"Reservations\": []\n}\n\n",
		}, {
			"an invented answer of a child run",
			emulate.ChildEvent{Step: "Child", Event: emulate.APICalled{Step: "Get\x1b", Request: cloud.Request{Service: "ec2", Operation: "DescribeVolumes"}, Output: value.New(), Invented: true}},
			"Get\\u{1b}: ec2 DescribeVolumes\n{}\ninvented answer:\n{}\n\n",
		}, {
			"an error",
			emulate.APICalled{Step: "Get", Request: cloud.Request{Service: "ec2", Operation: "DescribeVolumes"}, Err: errors.New("no")},
			"Get: ec2 DescribeVolumes\n{}\nerror: no\n\n",
		}, {
			"sensitive members",
			emulate.APICalled{Step: "Get", Request: cloud.Request{Service: "secretsmanager", Operation: "GetSecretValue", Input: value.New("SecretId", "s")}, Output: value.New("SecretString", "hush", "Name", "s")},
			"Get: secretsmanager GetSecretValue\n{\n  \"SecretId\": \"s\"\n}\nanswer:\n{\n  \"SecretString\": \"***\",\n  \"Name\": \"s\"\n}\n\n",
		}, {
			"a SecureString",
			emulate.APICalled{Step: "Get", Request: cloud.Request{Service: "ssm", Operation: "GetParameter", Input: value.New("Name", "a")}, Output: parameter},
			"Get: ssm GetParameter\n{\n  \"Name\": \"a\"\n}\nanswer:\n{\n  \"Parameter\": {\n    \"Name\": \"a\",\n    \"Type\": \"SecureString\",\n    \"Value\": \"***\"\n  }\n}\n\n",
		}, {
			"a password in an unknown operation",
			emulate.APICalled{Step: "Get", Request: cloud.Request{Service: "x", Operation: "Y", Input: value.New("DbPassword", "hush")}, Output: value.New("List", value.List(value.New("password", "hush")))},
			"Get: x Y\n{\n  \"DbPassword\": \"***\"\n}\nanswer:\n{\n  \"List\": [\n    {\n      \"password\": \"***\"\n    }\n  ]\n}\n\n",
		}, {
			"anything else", emulate.StepStarted{Step: "Get"}, "",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			trace := view.NewTrace(&out)
			trace.Observe(test.event)
			if diff := cmp.Diff(test.want, out.String()); diff != "" || trace.Err() != nil {
				t.Errorf("error %v (-want +got)\n%s", trace.Err(), diff)
			}
		})
	}
	// What is shown is a copy.
	if v, _ := parameter.Get("Parameter"); !strings.Contains(encoded(t, v), "hush") {
		t.Error("the answer itself is masked")
	}
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	text, err := value.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
