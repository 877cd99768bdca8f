package world_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
)

// inventor has one answer to everything.
type inventor string

func (i inventor) Call(context.Context, cloud.Request) (cloud.Response, error) {
	output, err := value.Decode([]byte(i))
	if err != nil {
		return cloud.Response{}, err
	}
	return cloud.Response{Output: output.(*value.Object), Invented: true}, nil
}

// TestOpenAccountKeepsWhatWasChanged pins that an open account takes a database
// that it has never had for one that was made up before: it knows what was changed
// since, and asks for the rest.
func TestOpenAccountKeepsWhatWasChanged(t *testing.T) {
	t.Parallel()
	clock := clock.NewVirtual(time.Unix(0, 0))
	w := world.New(world.Config{Clock: clock, Open: true, Invent: inventor(
		`{"DBInstances":[{"DBInstanceStatus":"available","Engine":"oracle-ee"}],"DBInstance":{"Engine":"oracle-ee"}}`)})
	ask := func(operation, input, show string) string {
		t.Helper()
		answer, err := w.Call(context.Background(), request(t, "rds", operation, input))
		if err != nil {
			t.Fatal(err)
		}
		if !answer.Invented {
			t.Errorf("%s: the answer is not marked as invented", operation)
		}
		return look(t, answer.Output, show)
	}
	if _, err := w.Call(context.Background(), request(t, "rds", "DescribeDBInstances", `{"DBInstanceIdentifier":"orders"}`)); err == nil {
		t.Error("there is an answer about a database of nobody")
	}
	if got := ask("StopDBInstance", `{"DBInstanceIdentifier":"orders"}`, "$.DBInstance.DBInstanceStatus"); got != `"stopping"` {
		t.Errorf("the state is %s", got)
	}
	if err := clock.Sleep(context.Background(), time.Hour); err != nil {
		t.Fatal(err)
	}
	if got := ask("DescribeDBInstances", `{"DBInstanceIdentifier":"orders"}`, "$.DBInstances[0].DBInstanceStatus"); got != `"stopped"` {
		t.Errorf("the state is %s", got)
	}
	if got := ask("DescribeDBInstances", `{}`, "$.DBInstances..Engine"); got != `["oracle-ee"]` {
		t.Errorf("the engine is %s", got)
	}
}

// TestOpenAccountDetachesWhatWasTakenForGranted pins that a volume that a runbook
// merely names can be detached, once.
func TestOpenAccountDetachesWhatWasTakenForGranted(t *testing.T) {
	t.Parallel()
	for _, open := range []bool{true, false} {
		w := world.New(world.Config{Clock: clock.NewVirtual(time.Unix(0, 0)), Open: open})
		w.AddResource("i-123")
		w.AddResource("vol-12345678")
		output, err := call(t, w, "ec2", "DetachVolume", `{"VolumeId":"vol-12345678"}`)
		if open && err == nil && look(t, output, "$.InstanceId") == `"i-123"` {
			continue
		}
		if open || code(err) != "IncorrectState" {
			t.Errorf("open %v: got error %v", open, err)
		}
	}
}

// TestOpenAccountDeletesInstancesOfClusters pins that an instance that was made up
// may be of a cluster, which is deleted without a word about snapshots.
func TestOpenAccountDeletesInstancesOfClusters(t *testing.T) {
	t.Parallel()
	w := world.New(world.Config{Clock: clock.NewVirtual(time.Unix(0, 0)), Open: true})
	output, err := call(t, w, "rds", "DeleteDBInstance", `{"DBInstanceIdentifier":"shop-1"}`)
	if err != nil {
		t.Fatal(err)
	}
	if got := look(t, output, "$.DBInstance.DBInstanceStatus"); got != `"deleting"` {
		t.Errorf("the state is %s", got)
	}
}

// TestOpenAccountStopsInstancesOfOthers pins that an instance that was made up stops
// when it is told to.
func TestOpenAccountStopsInstancesOfOthers(t *testing.T) {
	t.Parallel()
	clock := clock.NewVirtual(time.Unix(0, 0))
	w := world.New(world.Config{Clock: clock, Open: true})
	if _, err := call(t, w, "ec2", "StopInstances", `{"InstanceIds":["i-12345678"]}`); err != nil {
		t.Fatal(err)
	}
	if err := clock.Sleep(context.Background(), time.Hour); err != nil {
		t.Fatal(err)
	}
	output, err := call(t, w, "ec2", "DescribeInstances", `{"InstanceIds":["i-12345678"]}`)
	if err != nil {
		t.Fatal(err)
	}
	if got := look(t, output, "$.Reservations[0].Instances[0].State.Name"); got != `"stopped"` {
		t.Errorf("got %s", got)
	}
}

// TestSuppose pins that only what nobody has said anything about is supposed to be
// what a runbook asserts, and that such an answer is marked.
func TestSuppose(t *testing.T) {
	t.Parallel()
	w := world.New(world.Config{Clock: clock.NewVirtual(time.Unix(0, 0)), Open: true})
	w.AddInstance("i-1")
	w.AddResource("sg-12345678")
	w.Suppose("ssm", "DescribeInstanceInformation", []string{"InstanceInformationList", "PlatformType"}, "Windows")
	w.Suppose("ec2", "DescribeInstances", []string{"Reservations", "Instances", "Platform"}, "linux")
	w.Suppose("ec2", "DescribeSecurityGroups", []string{"SecurityGroups", "GroupName"}, "default")
	w.AddInstance("i-2")
	for _, test := range []struct {
		service, operation, input, show, want string
		invented                              bool
	}{
		{"ec2", "DescribeInstances", `{"InstanceIds":["i-1"]}`, "$.Reservations[0].Instances[0].Platform", `"windows"`, true},
		{"ec2", "DescribeInstances", `{"InstanceIds":["i-2"]}`, "$.Reservations[0].Instances[0].PlatformDetails", `"Linux/UNIX"`, false},
		{"ssm", "DescribeInstanceInformation", `{}`, "$.InstanceInformationList..PlatformType", `["Windows","Linux"]`, true},
		{"ec2", "DescribeSecurityGroups", `{"GroupIds":["sg-12345678"]}`, "$.SecurityGroups[0].GroupName", `"default"`, false},
	} {
		answer, err := w.Call(context.Background(), request(t, test.service, test.operation, test.input))
		if err != nil {
			t.Fatal(err)
		}
		if got := look(t, answer.Output, test.show); got != test.want || answer.Invented != test.invented {
			t.Errorf("%s %s: got %s, invented %v", test.operation, test.input, got, answer.Invented)
		}
	}
}

// TestOpenAccountKnowsNotTheAgentsOfOthers pins that nobody is told that an instance
// that was made up has no agent.
func TestOpenAccountKnowsNotTheAgentsOfOthers(t *testing.T) {
	t.Parallel()
	w := world.New(world.Config{Clock: clock.NewVirtual(time.Unix(0, 0)), Open: true})
	w.AddInstance("i-123")
	_, err := call(t, w, "ssm", "DescribeInstanceInformation", `{"Filters":[{"Key":"InstanceIds","Values":["i-12345678"]}]}`)
	var nobody *cloud.NoAnswerError
	if !errors.As(err, &nobody) {
		t.Errorf("got error %v", err)
	}
}

// TestOpenAccountAttachesToInstancesOfOthers pins that a volume can be attached to an
// instance that was made up.
func TestOpenAccountAttachesToInstancesOfOthers(t *testing.T) {
	t.Parallel()
	clock := clock.NewVirtual(time.Unix(0, 0))
	w := world.New(world.Config{Clock: clock, Open: true})
	w.AddResource("vol-12345678")
	if _, err := call(t, w, "ec2", "AttachVolume", `{"VolumeId":"vol-12345678","InstanceId":"i-12345678","Device":"/dev/sdf"}`); err != nil {
		t.Fatal(err)
	}
	if err := clock.Sleep(context.Background(), time.Hour); err != nil {
		t.Fatal(err)
	}
	output, err := call(t, w, "ec2", "DescribeVolumes", `{"VolumeIds":["vol-12345678"]}`)
	if err != nil {
		t.Fatal(err)
	}
	if got := look(t, output, "$.Volumes[0].State"); got != `"in-use"` {
		t.Errorf("got %s", got)
	}
}
