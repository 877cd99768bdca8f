package effect

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

var update = flag.Bool("update", false, "rewrite testdata")

// Each exception must be about an operation that there is, and must say what the
// name does not.
func TestExceptions(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, e := range known().Exceptions {
		if e.Why == "" || e.Effect != "change" && e.Effect != "read" {
			t.Errorf("an exception needs an effect and a reason: %+v", e)
		}
		if !slices.IsSorted(e.Operations) {
			t.Errorf("not sorted: %v", e.Operations)
		}
		for _, name := range e.Operations {
			if seen[name] {
				t.Errorf("%s is there twice", name)
			}
			seen[name] = true
			service, operation, _ := strings.Cut(name, ":")
			op, err := awsapi.Lookup(service, operation)
			if err != nil {
				t.Error(err)
				continue
			}
			if op.ReadOnly() != (e.Effect == "change") {
				t.Errorf("%s is no exception: its name or its model says so already", name)
			}
		}
	}
}

// The numbers by verb are kept in a file, so that a new version of the index
// shows which verbs came.
func TestEveryOperation(t *testing.T) {
	t.Parallel()
	type count struct{ reads, changes int }
	verbs, all := map[string]*count{}, count{}
	for name := range awsapi.Services() {
		service, err := awsapi.OpenService(name)
		if err != nil {
			t.Fatal(err)
		}
		for op := range service.Operations() {
			v := verb(op.Name())
			if verbs[v] == nil {
				verbs[v] = &count{}
			}
			if Of(op, nil).Changes {
				verbs[v].changes++
				all.changes++
			} else {
				verbs[v].reads++
				all.reads++
			}
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%-16s %6s %8s\n%-16s %6d %8d\n", "verb", "reads", "changes", "all", all.reads, all.changes)
	names := slices.Sorted(maps.Keys(verbs))
	for _, v := range names {
		fmt.Fprintf(&out, "%-16s %6d %8d\n", v, verbs[v].reads, verbs[v].changes)
	}
	const file = "testdata/verbs.txt"
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// verb is the first word of a name.
func verb(name string) string {
	for i := 1; i < len(name); i++ {
		if name[i] >= 'A' && name[i] <= 'Z' && name[i-1] >= 'a' {
			return name[:i]
		}
	}
	return name
}

func TestOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		service, operation string
		input              *value.Object
		changes            bool
	}{
		{"ec2", "DescribeInstances", nil, false},
		{"ec2", "StopInstances", nil, true},
		{"ec2", "StopInstances", value.New("DryRun", true), false},
		{"ec2", "StopInstances", value.New("DryRun", false), true},
		{"rds", "StopDBInstance", value.New("DryRun", true), true},
		{"lambda", "Invoke", value.New("InvocationType", "DryRun"), false},
		{"lambda", "Invoke", value.New("InvocationType", "Event"), true},
		{"ssm", "GetParameter", value.New("WithDecryption", true), false},
		{"sts", "GetCallerIdentity", nil, false},
		{"sts", "GetSessionToken", nil, true},
		{"sts", "AssumeRole", nil, true},
		{"ecr", "GetAuthorizationToken", nil, true},
		{"iam", "SimulatePrincipalPolicy", nil, false},
		{"sqs", "ReceiveMessage", nil, true},
		{"kms", "GenerateDataKey", nil, true},
		{"dynamodb", "ExecuteStatement", nil, true},
		{"athena", "StartQueryExecution", nil, true},
		{"rds-data", "ExecuteStatement", nil, true},
	}
	for _, test := range tests {
		op, err := awsapi.Lookup(test.service, test.operation)
		if err != nil {
			t.Fatal(err)
		}
		if got := Of(op, test.input); got.Changes != test.changes {
			t.Errorf("%s %s %v: %+v", test.service, test.operation, test.input, got)
		}
	}
}
