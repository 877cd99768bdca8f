package synth_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/internal/answertest"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// someServices are those that -short looks at: large ones, one of each protocol,
// and those with recursive shapes.
var someServices = []string{"cloudformation", "dynamodb", "ec2", "iam", "lambda", "rds", "s3", "ssm", "wafv2"}

// TestEveryOperation asks for an answer to every operation there is, and compares
// it with the operation's own shape.
func TestEveryOperation(t *testing.T) {
	t.Parallel()
	s := synth.New(synth.Config{Clock: clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)), Seed: 1})
	operations, largest := 0, 0
	for name := range awsapi.Services() {
		if testing.Short() && !slices.Contains(someServices, name) {
			continue
		}
		service, err := awsapi.OpenService(name)
		if err != nil {
			t.Fatal(err)
		}
		for op := range service.Operations() {
			operations++
			answer, err := s.Call(context.Background(), cloud.Request{Service: name, Operation: op.Name()})
			if err != nil || !answer.Invented {
				t.Errorf("%s:%s: error %v, invented %v", name, op.Name(), err, answer.Invented)
				continue
			}
			for _, problem := range answertest.Differences(op, answer.Output) {
				t.Errorf("%s:%s: %s", name, op.Name(), problem)
			}
			text, err := value.Encode(answer.Output)
			if err != nil {
				t.Fatal(err)
			}
			largest = max(largest, len(text))
		}
	}
	t.Logf("%d operations, the largest answer has %d bytes", operations, largest)
	if largest > 1<<20 {
		t.Errorf("the largest answer has %d bytes", largest)
	}
}
