package guard_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/guard"
	"github.com/ssmkit/ssmkit/emulate/secret"
)

// counter is an account that counts what reaches it.
type counter struct{ calls int }

func (c *counter) Call(context.Context, cloud.Request) (cloud.Response, error) {
	c.calls++
	return cloud.Response{Output: value.New()}, nil
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		req  cloud.Request
		want string // the error, empty for a call that is sent
	}{
		{"a read", cloud.Request{Service: "ec2", Operation: "DescribeInstances"}, ""},
		{"a dry run", cloud.Request{Service: "ec2", Operation: "StopInstances", Input: value.New("DryRun", true)}, ""},
		{
			"a change", cloud.Request{Service: "rds", Operation: "ModifyDBInstance", Region: "eu-west-1", Input: value.New("DBInstanceIdentifier", "db", "MasterUserPassword", "hunter22")},
			"rds ModifyDBInstance would change something, so it was not sent to eu-west-1; its input:\n\n" +
				"  {\n    \"DBInstanceIdentifier\": \"db\",\n    \"MasterUserPassword\": \"***\"\n  }",
		},
		{
			"credentials", cloud.Request{Service: "sts", Operation: "GetSessionToken", Region: "eu-west-1"},
			"sts GetSessionToken hands out credentials or a token, so it was not sent to eu-west-1",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			account := &counter{}
			_, err := guard.ReadOnly(account, secret.NewVault()).Call(context.Background(), test.req)
			var refused *guard.WriteError
			if errors.As(err, &refused) != (test.want != "") {
				t.Fatalf("error %v", err)
			}
			if refused != nil {
				if diff := cmp.Diff(test.want, refused.Error()); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
			}
			if sent := account.calls == 1; sent == (test.want != "") {
				t.Errorf("sent: %t", sent)
			}
		})
	}
}
