package memory_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/internal/answertest"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// someServices are those that -short looks at: large ones, and one of each
// protocol.
var someServices = []string{"cloudfront", "cloudformation", "dynamodb", "ec2", "eks", "elbv2", "iam", "lambda", "rds", "ssm", "wafv2"}

// TestEveryOperation calls every operation there is about the same few things,
// those that change something first, and compares each answer with the operation's
// own shape.
func TestEveryOperation(t *testing.T) {
	t.Parallel()
	for name := range awsapi.Services() {
		if testing.Short() && !slices.Contains(someServices, name) {
			continue
		}
		service, err := awsapi.OpenService(name)
		if err != nil {
			t.Fatal(err)
		}
		c := newCloud()
		refused, calls := 0, 0
		for _, reads := range []bool{false, true} {
			for op := range service.Operations() {
				if op.ReadOnly() != reads {
					continue
				}
				calls++
				answer, err := c.Call(context.Background(), cloud.Request{Service: name, Operation: op.Name(), Input: parameters(op)})
				var refusal *cloud.APIError
				if errors.As(err, &refusal) && reads {
					refused++
					continue
				}
				if err != nil || !answer.Invented {
					t.Errorf("%s:%s: error %v, invented: %v", name, op.Name(), err, answer.Invented)
					continue
				}
				for _, problem := range answertest.Differences(op, answer.Output) {
					t.Errorf("%s:%s: %s", name, op.Name(), problem)
				}
			}
		}
		if refused == calls {
			t.Errorf("%s: everything is refused", name)
		}
	}
}

// parameters fill the simplest members of an operation's input, with the same
// texts everywhere.
func parameters(op awsapi.Operation) *value.Object {
	input := value.New()
	for m := range op.Input().Members() {
		switch s := m.Shape(); s.Type() {
		case awsapi.String:
			text := "mine"
			for known := range m.Enum() {
				text = known
				break
			}
			input.Set(m.Name(), text)
		case awsapi.Boolean:
			input.Set(m.Name(), true)
		case awsapi.Integer, awsapi.Long:
			input.Set(m.Name(), 5)
		case awsapi.List:
			if s.Elem().Shape().Type() == awsapi.String {
				input.Set(m.Name(), value.List("mine"))
			}
		case awsapi.Map:
			if s.Value().Shape().Type() == awsapi.String {
				input.Set(m.Name(), value.New("Name", "mine"))
			}
		}
	}
	return input
}
