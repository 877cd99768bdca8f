package secret_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// describeInstances is the operation, and a vault with one secret.
func describeInstances(t *testing.T) (awsapi.Operation, *secret.Vault) {
	t.Helper()
	op, err := awsapi.Lookup("ec2", "DescribeInstances")
	if err != nil {
		t.Fatal(err)
	}
	v := secret.NewVault()
	v.Add("hunter22-and-more")
	return op, v
}

// instances is an answer of it.
func instances(name string) *value.Object {
	return value.New("Reservations", value.List(value.New("Instances", value.List(value.New(
		"InstanceId", "i-123", "State", value.New("Code", 16, "Name", "running"), "Tags", value.List(value.New("Key", "Name", "Value", name)),
	)))))
}

// An answer without secrets is shown as it is: a runbook that polls gets it
// thousands of times.
func TestNothingToMaskCopiesNothing(t *testing.T) {
	t.Parallel()
	op, v := describeInstances(t)
	answer := instances("web")
	if v.Output(op, answer) != answer {
		t.Error("the answer was copied")
	}
}

// What is masked is masked in a copy: the run goes on with the value.
func TestMaskingLeavesTheValue(t *testing.T) {
	t.Parallel()
	op, v := describeInstances(t)
	answer := instances("web hunter22-and-more")
	shown := v.Output(op, answer)
	if diff := cmp.Diff(encoded(t, instances("web ***")), encoded(t, shown)); diff != "" {
		t.Errorf("shown (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(encoded(t, instances("web hunter22-and-more")), encoded(t, answer)); diff != "" {
		t.Errorf("the answer itself (-want +got):\n%s", diff)
	}
	keys := value.New("a", 1, "hunter22-and-more", 2)
	if got := encoded(t, v.Object(keys)); got != `{"a":1,"***":2}` {
		t.Errorf("keys: got %s", got)
	}
}

func encoded(t *testing.T, o *value.Object) string {
	t.Helper()
	text, err := value.Encode(o)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
