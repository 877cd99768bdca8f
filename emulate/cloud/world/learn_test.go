package world_test

import (
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// learnedFrom is what an account is asked, and another one learns.
var learnedFrom = []struct{ service, operation, input string }{
	{"ec2", "DescribeSecurityGroups", `{"GroupIds":["sg-12345678"]}`},
	{"ec2", "DescribeImages", `{"ImageIds":["ami-12345678"]}`},
	{"ec2", "DescribeSnapshots", `{}`},
	{"ec2", "DescribeVolumes", `{}`},
	{"ec2", "DescribeInstances", `{}`},
	{"ssm", "DescribeInstanceInformation", `{}`},
	{"cloudformation", "DescribeStacks", `{}`},
	{"rds", "DescribeDBClusters", `{}`},
	{"rds", "DescribeDBInstances", `{}`},
	{"rds", "DescribeDBSnapshots", `{}`},
	{"rds", "DescribeDBClusterSnapshots", `{}`},
}

// learned is an account that has learned of another all that this says, except for
// the instances that were changed.
func learned(t *testing.T, from *world.World, changed ...string) *world.World {
	t.Helper()
	w := world.New(world.Config{Clock: clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)), Seed: 2, Open: true})
	w.AddInstance("i-1") // which is nothing but a name until then
	for _, ask := range learnedFrom {
		op, err := awsapi.Lookup(ask.service, ask.operation)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := call(t, from, ask.service, ask.operation, ask.input)
		if err != nil {
			t.Fatal(err)
		}
		w.Learn(op, answer, func(id string) bool { return slices.Contains(changed, id) })
	}
	return w
}

// TestLearn asks that an account says what it has learned, just as the other.
func TestLearn(t *testing.T) {
	t.Parallel()
	from, err := loaded(t, everything)
	if err != nil {
		t.Fatal(err)
	}
	w := learned(t, from)
	for _, ask := range learnedFrom {
		t.Run(ask.operation, func(t *testing.T) {
			said, err := call(t, from, ask.service, ask.operation, ask.input)
			if err != nil {
				t.Fatal(err)
			}
			says, err := call(t, w, ask.service, ask.operation, ask.input)
			if err != nil {
				t.Fatal(err)
			}
			// What is known of a reservation is its instances.
			id := regexp.MustCompile(`"ReservationId": "[^"]*"`)
			want, got := id.ReplaceAllString(indented(t, said), ""), id.ReplaceAllString(indented(t, says), "")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-said +learned)\n%s", diff)
			}
		})
	}
}

// TestChangesOfWhatWasLearned makes changes to what was learned, and learns no more of
// what was changed.
func TestChangesOfWhatWasLearned(t *testing.T) {
	t.Parallel()
	from, err := loaded(t, everything)
	if err != nil {
		t.Fatal(err)
	}
	w := learned(t, from)
	for _, step := range []struct{ operation, input, show, want string }{
		{"StartInstances", `{"InstanceIds":["i-1"]}`, "$.StartingInstances[0].PreviousState.Name", `"stopped"`},
		{"DescribeInstances", `{"InstanceIds":["i-1"]}`, "$..InstanceType", `["m5.large"]`},
		{"DescribeInstances", `{"InstanceIds":["i-1"]}`, "$..VolumeId", `["vol-12345678"]`},
		{"DescribeInstances", `{"InstanceIds":["i-1"]}`, "$..Tags[*].Value", `["web","5"]`},
		{"DetachVolume", `{"VolumeId":"vol-12345678"}`, "$.InstanceId", `"i-1"`},
	} {
		output, err := call(t, w, "ec2", step.operation, step.input)
		got := code(err)
		if err == nil {
			got = look(t, output, step.show)
		}
		if got != step.want {
			t.Errorf("%s %s: %s is %s, want %s", step.operation, step.input, step.show, got, step.want)
		}
	}
	output, err := call(t, learned(t, from, "i-1"), "ec2", "DescribeInstances", `{"InstanceIds":["i-1"]}`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := look(t, output, "$..InstanceType"), `["t3.micro"]`; got != want {
		t.Errorf("an instance that was changed has become %s, want %s", got, want)
	}
}

func indented(t *testing.T, v any) string {
	t.Helper()
	text, err := value.EncodeIndent(v, "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
